import assert from "node:assert/strict";
import { Session } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import { parseLogin } from "../../../src/dmapi/login";
import { parseReply } from "../../../src/dmapi/reply";
import type { CachedSession, SessionCache } from "../../../src/dmapi/session-cache";
import { encode, FakeTransport, loginReply, okReply, sessionExpiredReply } from "./fake-transport";

const key = { kind: "api-key", apiKey: "the-key" } as const;
const tooMany = "Status-Code: 2502\nStatus-Text: Session limit exceeded; server closing connection\n\n";

describe("A server that ends the connection (EPP 2500 to 2502)", () => {
  it("because of too many sessions does not invalidate the credentials", async () => {
    let full = true;
    const transport = new FakeTransport((name) =>
      name === "login" ? (full ? tooMany : loginReply("sid-1")) : okReply(),
    );
    const session = new Session(transport, key);
    await assert.rejects(session.call("result-list"), isErrorWith("refused", /2502 Session limit exceeded/));
    full = false;
    await session.call("result-list");
    assert.deepEqual(transport.names, ["login", "login", "result-list"]);
  });

  it("because of missing authentication is retried once with a new session", async () => {
    let logins = 0;
    const connectionClosing = "Status-Code: 2501\nStatus-Text: Authentication error; server closing connection\n\n";
    const transport = new FakeTransport((name, form) => {
      if (name === "login") return loginReply(`sid-${++logins}`);
      return form.get("auth-sid") === "sid-1" ? connectionClosing : okReply();
    });
    await new Session(transport, key).call("result-list");
    assert.deepEqual(transport.names, ["login", "result-list", "login", "result-list"]);
  });

  it("at a login does not invalidate the credentials", async () => {
    let isBusy = true;
    const transport = new FakeTransport((name) =>
      name === "login" ? (isBusy ? "Status-Code: 2501\n\n" : loginReply("sid-1")) : okReply(),
    );
    const session = new Session(transport, key);
    await assert.rejects(session.call("result-list"), isErrorWith("refused", /2501/));
    isBusy = false;
    await session.call("result-list");
    assert.deepEqual(transport.names, ["login", "login", "result-list"]);
  });
});

describe("A login that fails", () => {
  const failures = {
    "2400 Command failed": "Status-Code: 2400\nStatus-Text: Command failed\n\n",
    "2400 with an unrelated text": "Status-Code: 2400\nError: user limit of the database reached\n\n",
    "2003 Required parameter missing": "Status-Code: 2003\nStatus-Text: Required parameter missing\n\n",
    "an Error header alone": "Status-Code: 0\nError: maintenance\n\n",
    "2306 Policy error": "Status-Code: 2306\n\n",
  };
  for (const [what, block] of Object.entries(failures)) {
    it(`with ${what} is tried again, and heals`, async () => {
      let isBroken = true;
      const transport = new FakeTransport((name) =>
        name === "login" ? (isBroken ? block : loginReply("sid")) : okReply(),
      );
      const session = new Session(transport, key);
      await assert.rejects(session.call("result-list"), isErrorWith("refused"));
      isBroken = false;
      await session.call("result-list");
    });
  }

  const refusals = {
    "2200": "Status-Code: 2200\nStatus-Text: Authentication error\n\n",
    "the body of a bad key": "Status-Code: 2400\n\nAPI key is invalid\n",
    "an unknown user name": "Status-Code: 2400\nError: Invalid user name\n\n",
    "a wrong password": "Status-Code: 2400\nError: The password is incorrect\n\n",
  };
  for (const [what, block] of Object.entries(refusals)) {
    it(`with ${what} is not sent again by itself`, async () => {
      const transport = new FakeTransport(() => block);
      const session = new Session(transport, key);
      await assert.rejects(session.call("result-list"), isErrorWith("authentication"));
      await assert.rejects(session.call("result-list"), isErrorWith("authentication"));
      assert.deepEqual(transport.names, ["login"]);
    });
  }
});

describe("An expired session", () => {
  /** A cache that other windows fill with sessions which are dead as well. */
  function createCacheOfDead(): SessionCache {
    let count = 0;
    const create = (authSid: string): CachedSession => ({
      usableUntil: Infinity,
      login: parseLogin(parseReply("login", 200, encode(loginReply(authSid)))),
    });
    return {
      get: () => Promise.resolve(create(`dead-${++count}`)),
      set: () => Promise.resolve(),
      touch: () => Promise.resolve(),
      delete: () => Promise.resolve(),
      withLock: (work) => work(),
    };
  }

  it("is replaced by an own one, whatever the cache holds", async () => {
    const transport = new FakeTransport((name, form) =>
      name === "login" ? loginReply("own") : form.get("auth-sid") === "own" ? okReply() : sessionExpiredReply,
    );
    const session = new Session(transport, key);
    await session.shareThrough(createCacheOfDead());
    await session.call("result-list");
    assert.deepEqual(transport.names, ["result-list", "result-list", "login", "result-list"]);
  });

  const denied = "Status-Code: 2202\nStatus-Text: Authorization error\n\n";

  it("answered with 2202 leads to one new login before missing rights are concluded", async () => {
    let logins = 0;
    const denials: string[] = [];
    const transport = new FakeTransport((name, form) => {
      if (name === "login") return loginReply(`sid-${++logins}`);
      return form.get("auth-sid") === "sid-1" ? denied : okReply();
    });
    const session = new Session(transport, key, { onPermissionDenied: (request) => denials.push(request) });
    await session.call("domain-transfer-control", {}, { isModifying: true });
    assert.deepEqual([logins, denials], [2, []]);
  });

  it("is not assumed again for a request that was refused in a new session too", async () => {
    let logins = 0;
    const denials: string[] = [];
    const transport = new FakeTransport((name) =>
      name === "login" ? loginReply(`sid-${++logins}`) : name === "result-delete" ? denied : okReply(),
    );
    const session = new Session(transport, key, { onPermissionDenied: (request) => denials.push(request) });
    for (let times = 0; times < 3; times += 1) {
      await assert.rejects(session.call("result-delete", {}, { isModifying: true }), isErrorWith("permission"));
    }
    assert.equal(denials.length, 3);
    assert(logins <= 2, `${logins} logins`);
  });
});
