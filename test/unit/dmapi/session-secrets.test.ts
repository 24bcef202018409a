import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DmapiError } from "../../../src/dmapi/errors";
import type { Credentials } from "../../../src/dmapi/login";
import { Session } from "../../../src/dmapi/session";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";
import { FakeTransport, loginReply, type Answer } from "./fake-transport";

const marks = { key: "the-marked-key/1", password: "hunter two & three", sid: "5ed0marked5ed0" };
const byKey: Credentials = { kind: "api-key", apiKey: marks.key };
const byPassword: Credentials = { kind: "password", username: "me", password: marks.password };

/** Where a server may repeat what it was sent. */
const echoes: Record<string, (what: string) => Answer> = {
  "Status-Text": (what) => `Status-Code: 2400\nStatus-Text: no ${what}\n\n`,
  Error: (what) => `Status-Code: 2400\nError: ${what} is wrong\nError: auth-sid=${encodeURIComponent(what)}\n\n`,
  "Tracking-Id": (what) => `Status-Code: 2400\nTracking-Id: ${what}\nSvTrId: ${what}\n\n`,
  body: (what) => `Status-Code: 2400\n\nunknown: ${Buffer.from(what).toString("base64")}\n`,
  "Retry-After": (what) => ({ status: 429, body: new Uint8Array(), retryAfter: what }),
};

async function failureOf(work: Promise<unknown>): Promise<DmapiError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert(error instanceof DmapiError);
  return error;
}

function assertClean(...shown: unknown[]): void {
  const text = shown.map((one) => inspect(one, { depth: 9, showHidden: true })).join("\n");
  for (const mark of Object.values(marks)) {
    for (const form of [mark, encodeURIComponent(mark), Buffer.from(mark).toString("base64")]) {
      assert(!text.includes(form), text);
    }
  }
}

describe("A server that repeats a secret", () => {
  for (const [place, echo] of Object.entries(echoes)) {
    for (const modifies of [false, true]) {
      it(`in ${place} does not get it into an error or the trace${modifies ? " of a modifying request" : ""}`, async () => {
        const lines: string[] = [];
        for (const [credentials, what] of [
          [byKey, marks.key],
          [byKey, marks.sid],
          [byPassword, marks.password],
        ] as const) {
          const transport = new FakeTransport((name) => (name === "login" ? loginReply(marks.sid) : echo(what)));
          const session = new Session(transport, credentials, {
            trace: (line) => lines.push(line),
            sleep: () => Promise.resolve(),
          });
          const error = await failureOf(session.call("result-list", {}, { isModifying: modifies }));
          assertClean(error, error.message, error.serverMessage, error.stack);
        }
        assert(lines.length >= 6);
        assertClean(lines);
      });
    }

    it(`in ${place} of a refused login neither`, async () => {
      for (const [credentials, what] of [
        [byKey, marks.key],
        [byPassword, marks.password],
      ] as const) {
        const transport = new FakeTransport(() => echo(what));
        const session = new Session(transport, credentials, { sleep: () => Promise.resolve() });
        const error = await failureOf(session.login());
        assertClean(error, error.serverMessage);
      }
    });
  }

  it("in the headers of a success does not get it to the caller", async () => {
    const lines: string[] = [];
    const block = `Status-Code: 1000\nAuth-Sid: ${marks.sid}\nTracking-Id: ${marks.sid}\nWarning: ${marks.key}\n\nbody\n`;
    const transport = new FakeTransport((name) => (name === "login" ? loginReply(marks.sid) : block));
    const session = new Session(transport, byKey, { trace: (line) => lines.push(line) });
    assertClean(await session.call("result-list"), lines);
  });

  it("of another session of the same registry neither", async () => {
    const secrets = new SecretRedactor();
    secrets.add(marks.password);
    const echo = `Status-Code: 2400\nError: ${marks.password}\n\n`;
    const transport = new FakeTransport((name) => (name === "login" ? loginReply(marks.sid) : echo));
    assertClean(await failureOf(new Session(transport, byKey, { secrets }).call("version")));
    assert.equal(secrets.redact(`${marks.sid} ${marks.key}`), "*** ***");
  });
});

describe("A session that is printed", () => {
  for (const credentials of [byKey, byPassword]) {
    it(`shows neither its ${credentials.kind} nor its session id`, async () => {
      const transport = new FakeTransport(() => loginReply(marks.sid));
      const secrets = new SecretRedactor();
      const session = new Session(transport, credentials, { secrets });
      await session.login();
      assertClean(session, secrets, JSON.stringify([session, secrets]));
    });
  }
});
