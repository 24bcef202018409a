import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { Session } from "../../../src/dmapi/session";
import { NOON } from "./client";
import { encode, FakeTransport, loginReply, okReply, sessionExpiredReply, type Answer } from "./fake-transport";

const key = { kind: "api-key", apiKey: "the-key" } as const;

/** A server with one live session at a time; `kill` ends it. */
function server(answer: (name: string) => Answer = () => okReply()) {
  let sessions = 0;
  const live = new Set<string>();
  const transport = new FakeTransport((name, form) => {
    if (name === "login") {
      const sid = `sid-${++sessions}`;
      live.add(sid);
      return loginReply(sid);
    }
    if (!live.has(form.get("auth-sid") ?? "")) return sessionExpiredReply;
    if (name === "logout") live.clear();
    return answer(name);
  });
  return { transport, kill: () => live.clear() };
}

function reasonOf(reason: string) {
  return (error: unknown) => error instanceof DmapiError && error.reason === reason;
}

describe("A session", () => {
  it("logs in with the first request, and once for many at the same time", async () => {
    const { transport } = server();
    const session = new Session(transport, key);
    assert.deepEqual(transport.names, []);
    await Promise.all([session.call("query-profile"), session.call("result-list"), session.call("version")]);
    assert.equal(transport.names.filter((name) => name === "login").length, 1);
    assert.equal(transport.names.length, 4);
  });

  it("sends a key or a user name with its password, and the session id with everything else", async () => {
    const { transport } = server();
    await new Session(transport, key).call("result-list", {
      offset: 5,
      showall: true,
      pending: false,
      date: undefined,
    });
    assert.deepEqual(transport.sent[0], { name: "login", form: { "api-key": "the-key" } });
    assert.deepEqual(transport.sent[1]?.form, { offset: "5", showall: "1", "auth-sid": "sid-1" });
    const second = server().transport;
    await new Session(second, { kind: "password", username: "me", password: "pw" }).login();
    assert.deepEqual(second.sent[0]?.form, { username: "me", password: "pw" });
  });

  it("logs in again once for all requests when the session has expired", async () => {
    const { transport, kill } = server();
    const session = new Session(transport, key);
    await session.call("query-profile");
    kill();
    await Promise.all(Array.from({ length: 5 }, () => session.call("result-list")));
    assert.equal(transport.names.filter((name) => name === "login").length, 2);
  });

  it("fails when the new session is refused too", async () => {
    const transport = new FakeTransport((name) => (name === "login" ? loginReply("sid") : sessionExpiredReply));
    await assert.rejects(new Session(transport, key).call("result-list"), reasonOf("authentication"));
    assert.deepEqual(transport.names, ["login", "result-list", "login", "result-list"]);
  });

  it("does not send refused credentials again until allowed", async () => {
    let revoked = true;
    const transport = new FakeTransport((name) =>
      name === "login" ? (revoked ? sessionExpiredReply : loginReply("s")) : okReply(),
    );
    const session = new Session(transport, key);
    await assert.rejects(session.call("result-list"), reasonOf("authentication"));
    await assert.rejects(session.call("result-list"), reasonOf("authentication"));
    assert.deepEqual(transport.names, ["login"]);
    revoked = false;
    session.allowLogin();
    await session.call("result-list");
    assert.deepEqual(transport.names, ["login", "login", "result-list"]);
  });

  it("tries a login again that failed for another reason", async () => {
    let down = true;
    const transport = new FakeTransport((name) =>
      down
        ? new DmapiError("network", "ECONNREFUSED", { request: name })
        : name === "login"
          ? loginReply("s")
          : okReply(),
    );
    const session = new Session(transport, key, { sleep: () => Promise.resolve() });
    await assert.rejects(session.call("result-list"), reasonOf("network"));
    assert.deepEqual(transport.names, ["login", "login", "login"]);
    down = false;
    await session.call("result-list");
  });

  it("respects Session-Timeout: a session idle for longer is not tried", async () => {
    let now = 0;
    const { transport } = server();
    const session = new Session(transport, key, { clock: () => now });
    await session.call("query-profile");
    now += 3_599_000;
    await session.call("query-profile");
    now += 3_599_000;
    await session.call("query-profile");
    assert.equal(transport.names.filter((name) => name === "login").length, 1);
    now += 3_600_000;
    await session.call("query-profile");
    assert.equal(transport.names.filter((name) => name === "login").length, 2);
  });

  it("ends at Joker.com with a logout, and then sends nothing more", async () => {
    const { transport } = server();
    const session = new Session(transport, key);
    await session.call("query-profile");
    await session.end();
    assert.deepEqual(transport.sent.at(-1), { name: "logout", form: { "auth-sid": "sid-1" } });
    assert(transport.closed);
    await assert.rejects(session.call("query-profile"), reasonOf("canceled"));
    assert.equal(transport.names.at(-1), "logout");
  });

  it("can be canceled during a login without aborting it for others", async () => {
    let open: (reply: string) => void = () => undefined;
    const login = new Promise<string>((resolve) => (open = resolve));
    const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
    const session = new Session(transport, key);
    const abort = new AbortController();
    const aborted = session.call("result-list", {}, { signal: abort.signal });
    const patient = session.call("query-profile");
    abort.abort();
    await assert.rejects(aborted, reasonOf("canceled"));
    open(loginReply("sid"));
    await patient;
    assert.deepEqual(transport.names, ["login", "query-profile"]);
  });

  it("sends no request after its end that waited for a login", async () => {
    let open: (reply: string) => void = () => undefined;
    const login = new Promise<string>((resolve) => (open = resolve));
    const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
    const session = new Session(transport, key);
    const waiting = session.call("result-list");
    const ending = session.end();
    open(loginReply("sid"));
    await assert.rejects(waiting, reasonOf("canceled"));
    await ending;
    assert.deepEqual(transport.names, ["login", "logout"]);
  });

  it("ends even if the server never answers, and rejects pending requests", async () => {
    const transport = new FakeTransport(() => new Promise<string>(() => undefined));
    const session = new Session(transport, key, { logoutTimeoutMs: 1 });
    void session.call("result-list").catch(() => undefined);
    await assert.rejects(session.end(), reasonOf("canceled"));
    assert(transport.closed);
    assert.deepEqual(transport.names, ["login"]);
  });

  it("ends if it has already expired", async () => {
    const { transport, kill } = server();
    const session = new Session(transport, key);
    await session.call("query-profile");
    kill();
    await session.end();
    assert(transport.closed);
  });

  it("sends no empty credentials", async () => {
    const { transport } = server();
    await assert.rejects(new Session(transport, { kind: "api-key", apiKey: "" }).login(), /api-key is empty/);
    const unnamed = { kind: "password", username: "", password: "x" } as const;
    await assert.rejects(new Session(transport, unnamed).login(), /username is empty/);
    assert.deepEqual(transport.names, []);
  });

  it("reports a refused modifying request as refused, whatever its HTTP status, with the server's message", async () => {
    const block = "Status-Code: 2400\nStatus-Text: Command failed\nError: mailer is down\nTracking-Id: 01d6\n\n";
    const { transport } = server(() => ({ status: 500, body: encode(block) }));
    const call = new Session(transport, key).call("domain-transfer-control", {}, { isModifying: true });
    await assert.rejects(call, (error: DmapiError) => {
      assert.deepEqual([error.reason, error.serverMessage, error.trackingId], ["http", "mailer is down", "01d6"]);
      return true;
    });
  });

  it("ends without a logout when it was never opened", async () => {
    const { transport } = server();
    await new Session(transport, key).end();
    assert.deepEqual(transport.names, []);
    assert(transport.closed);
  });

  it("reports a lost reply to a modifying request as an unknown outcome, and sends it once", async () => {
    for (const reason of ["network", "timeout"] as const) {
      const { transport } = server((name) => new DmapiError(reason, "no reply", { request: name }));
      const session = new Session(transport, key, { sleep: () => Promise.resolve() });
      const outcome = session.call("domain-transfer-control", {}, { isModifying: true });
      await assert.rejects(outcome, reasonOf("unknown-outcome"), reason);
      assert.deepEqual(transport.names, ["login", "domain-transfer-control"]);
      await assert.rejects(session.call("result-list"), reasonOf(reason));
    }
  });

  it("reports a modifying request that was certainly not sent as not done", async () => {
    const { transport } = server(
      (name) => new DmapiError("network", "ECONNREFUSED", { request: name, isUnsent: true }),
    );
    await assert.rejects(new Session(transport, key).call("x", {}, { isModifying: true }), reasonOf("network"));
  });

  it("traces names, sizes and tracking ids, and no secret", async () => {
    const lines: string[] = [];
    const { transport } = server();
    await new Session(transport, key, { trace: (line) => lines.push(line) }).call("result-list", {
      objid: "private.example",
    });
    assert.equal(lines.length, 2);
    assert.match(lines[1] ?? "", /^result-list: OK, \d+ bytes, \d+ ms, 01d6$/);
    assert(!/the-key|sid-1|private/.test(lines.join("\n")));
  });

  it("refuses a login reply without a session", async () => {
    const transport = new FakeTransport(() => okReply());
    await assert.rejects(new Session(transport, key).login(), reasonOf("malformed"));
  });

  it("stores the login reply", async () => {
    const headers = "User-Login: someone\nUser-Access: @modify-only\nSession-Timeout: \n";
    const transport = new FakeTransport(() => `Status-Code: 0\nauth-SID: s\n${headers}\nnet\tNET\nac\tAC\n`);
    const login = await new Session(transport, key).login();
    assert.equal(login.userLogin, "someone");
    assert.equal(login.access, "modify-only");
    assert.equal(login.sessionCount, undefined);
    assert.equal(login.sessionTimeout, 3600);
    assert.deepEqual(login.tlds, ["ac", "net"]);
  });

  it("reads the access level in every spelling", async () => {
    const access = async (sent: string) => {
      const transport = new FakeTransport(() => loginReply("s", `User-Access: ${sent}\n`));
      return (await new Session(transport, key).login()).access;
    };
    for (const sent of ["@readonly", "@read-only", "readonly", "Read-Only", "READ_ONLY"])
      assert.equal(await access(sent), "readonly", sent);
    for (const sent of ["@full", "full"]) assert.equal(await access(sent), "full", sent);
    assert.equal(await access("modify_only"), "modify-only");
    assert.equal(await access("@whois-only"), "whois-only");
    assert.equal(await access("@owner"), "unknown");
  });

  describe("retries reading requests after transient failures", () => {
    const html = (status: number, retryAfter?: string) => ({ status, body: encode("<html>"), retryAfter });

    /** A session whose requests are answered with `answers` in turn, and then with success. */
    function answering(...answers: Answer[]) {
      const left = [...answers];
      const { transport } = server((name) => (name === "logout" ? okReply() : (left.shift() ?? okReply())));
      const pauses: number[] = [];
      const sleep = (ms: number) => Promise.resolve(void pauses.push(ms));
      const clock = () => NOON;
      return { session: new Session(transport, key, { sleep, clock }), transport, pauses };
    }

    const network = new DmapiError("network", "UND_ERR_SOCKET", { request: "result-list" });

    it("up to three times, with growing pauses", async () => {
      for (const answer of [network, html(502), html(503), html(504), html(429)]) {
        const { session, pauses } = answering(answer, answer);
        await session.call("result-list");
        assert.equal(pauses.length, 2);
        assert(pauses[0]! >= 150 && pauses[0]! <= 300, String(pauses));
        assert(pauses[1]! >= 300 && pauses[1]! <= 600, String(pauses));
      }
      const { session, transport } = answering(network, network, network);
      await assert.rejects(session.call("result-list"), reasonOf("network"));
      assert.equal(transport.names.filter((name) => name === "result-list").length, 3);
    });

    it("after the time Retry-After asks for, unless that is long", async () => {
      const { session, pauses } = answering(html(429, "2"), html(503, new Date(NOON + 4000).toUTCString()));
      await session.call("result-list");
      assert.deepEqual(pauses, [2000, 4000]);
      const patient = answering(html(503, "3600"));
      await assert.rejects(patient.session.call("result-list"), reasonOf("http"));
      assert.deepEqual(patient.pauses, []);
    });

    it("but not when the failure will stay, and never when they modify", async () => {
      for (const answer of [html(500), html(404), "", "Status-Code: 2303\n\n"]) {
        const { session, pauses } = answering(answer);
        await assert.rejects(session.call("result-list"));
        assert.deepEqual(pauses, []);
      }
      for (const answer of [network, html(503, "1"), html(429)]) {
        const { session, transport } = answering(answer);
        await assert.rejects(session.call("result-delete", {}, { isModifying: true }));
        assert.equal(transport.names.filter((name) => name === "result-delete").length, 1);
      }
    });

    it("until they are canceled", async () => {
      const abort = new AbortController();
      const { transport } = server(() => network);
      const trace = (line: string) => line.includes(": again in ") && setImmediate(() => abort.abort());
      const session = new Session(transport, key, { trace });
      await assert.rejects(session.call("result-list", {}, { signal: abort.signal }), reasonOf("canceled"));
      assert.deepEqual(transport.names, ["login", "result-list"]);
    });
  });

  it("notifies of a changed balance in any reply", async () => {
    let balance = "975.00";
    let changes = 0;
    const { transport } = server(() => okReply("", `account-BALANCE: ${balance}\n`));
    const session = new Session(transport, key, { onBalanceChange: () => (changes += 1) });
    await session.call("result-list");
    balance = "975.0";
    await session.call("result-list");
    assert.equal(changes, 0);
    balance = "970.00";
    await session.call("query-profile");
    await session.call("query-profile");
    assert.equal(changes, 1);
  });
});
