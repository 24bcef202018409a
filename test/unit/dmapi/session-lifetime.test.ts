import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { Session } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import type { CachedSession, SessionCache } from "../../../src/dmapi/session-cache";
import { FakeTransport, loginReply, okReply } from "./fake-transport";

const key = { kind: "api-key", apiKey: "the-key" } as const;

describe("Read-only mode turned on", () => {
  it("during a login blocks the modifying request that follows", async () => {
    let isReadOnly = false;
    let answerLogin: (reply: string) => void = () => undefined;
    const login = new Promise<string>((resolve) => (answerLogin = resolve));
    const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
    const denied: string[] = [];
    const session = new Session(transport, key, {
      isReadOnly: () => isReadOnly,
      onPermissionDenied: (request) => denied.push(request),
    });
    const action = session.call("domain-transfer-control", {}, { isModifying: true });
    isReadOnly = true;
    answerLogin(loginReply("sid"));
    await assert.rejects(action, isErrorWith("permission", /blocked by read-only mode/));
    assert.deepEqual([transport.names, denied], [["login"], []]);
    await session.call("result-list");
  });

  it("between two attempts does not stop a reading request, but an abort does", async () => {
    const abort = new AbortController();
    let failures = 2;
    const transport = new FakeTransport((name) => {
      if (name === "login" || failures === 0) return name === "login" ? loginReply("sid") : okReply();
      failures -= 1;
      return new DmapiError("network", "ECONNRESET", { request: name });
    });
    const session = new Session(transport, key, { isReadOnly: () => true, sleep: () => Promise.resolve() });
    await session.call("result-list");
    failures = 2;
    const sleepAndAbort = () => {
      abort.abort();
      return Promise.resolve();
    };
    const aborted = new Session(transport, key, { sleep: sleepAndAbort });
    await assert.rejects(aborted.call("result-list", {}, { signal: abort.signal }), isErrorWith("canceled"));
    assert.deepEqual(transport.names.slice(4), ["login", "result-list"]);
  });
});

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** A cache in memory; its lock and its keyring may be busy. */
class FakeCache implements SessionCache {
  session: CachedSession | undefined;
  lock: Promise<void> = Promise.resolve();
  reading: Promise<void> = Promise.resolve();
  writing: Promise<void> = Promise.resolve();
  writes = 0;

  async get(): Promise<CachedSession | undefined> {
    await this.reading;
    return this.session;
  }
  async set(session: CachedSession): Promise<void> {
    this.writes += 1;
    await this.writing;
    this.session = session;
  }
  touch(session: CachedSession): Promise<void> {
    return this.set(session);
  }
  delete(authSid: string): Promise<void> {
    if (this.session?.login.authSid === authSid) this.session = undefined;
    return Promise.resolve();
  }
  async withLock<T>(work: () => Promise<T>): Promise<T> {
    await this.lock;
    return work();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("A session that ends during a login", () => {
  const busyParts = {
    "the lock between windows": (cache: FakeCache, busy: Promise<void>) => void (cache.lock = busy),
    "the keyring": (cache: FakeCache, busy: Promise<void>) => void (cache.reading = busy),
  };
  for (const [what, occupy] of Object.entries(busyParts)) {
    for (const how of ["end", "release"] as const) {
      it(`which waits for ${what} sends nothing any more (${how})`, async () => {
        const cache = new FakeCache();
        const { promise: busy, resolve: free } = deferred<undefined>();
        occupy(cache, busy);
        const transport = new FakeTransport((name) => (name === "login" ? loginReply("sid") : okReply()));
        const session = new Session(transport, key, { logoutTimeoutMs: 5 });
        await session.shareThrough(cache);
        const waiting = session.call("result-list");
        void waiting.catch(() => undefined);
        await turn();
        await session[how]().catch(() => undefined);
        await assert.rejects(waiting, isErrorWith("canceled", /the session was ended/));
        free(undefined);
        await turn();
        assert.deepEqual([transport.names, cache.writes], [[], 0]);
      });
    }
  }

  for (const how of ["end", "release"] as const) {
    it(`logs out what a late login reply opened, once, and never stores it (${how})`, async () => {
      const cache = new FakeCache();
      const { promise: login, resolve: answerLogin } = deferred<string>();
      const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
      const session = new Session(transport, key);
      await session.shareThrough(cache);
      const waiting = session.call("result-list");
      void waiting.catch(() => undefined);
      await turn();
      const ending = session[how]();
      await assert.rejects(waiting, isErrorWith("canceled", /the session was ended/));
      answerLogin(loginReply("late"));
      await ending;
      assert.deepEqual(transport.names, ["login", "logout"]);
      assert.equal(transport.sent.at(-1)?.form["auth-sid"], "late");
      assert.deepEqual([cache.writes, cache.session, transport.closed], [0, undefined, true]);
    });
  }

  it("sends nothing after it was stopped, and then logs out a login that was answered before it ended", async () => {
    const { promise: login, resolve: answerLogin } = deferred<string>();
    const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
    const session = new Session(transport, key);
    const waiting = session.call("result-list");
    session.stop();
    await assert.rejects(waiting, isErrorWith("canceled", /the session was ended/));
    answerLogin(loginReply("late"));
    await turn();
    await assert.rejects(session.call("result-list"), isErrorWith("canceled", /the session was ended/));
    assert.deepEqual(transport.names, ["login"]);
    await session.end();
    assert.deepEqual(transport.names, ["login", "logout"]);
    assert.equal(transport.sent.at(-1)?.form["auth-sid"], "late");
  });

  it("deletes it from the cache even if it was just being stored", async () => {
    const cache = new FakeCache();
    const { promise: writing, resolve: written } = deferred<undefined>();
    cache.writing = writing;
    const transport = new FakeTransport((name) => (name === "login" ? loginReply("sid") : okReply()));
    const session = new Session(transport, key);
    await session.shareThrough(cache);
    void session.call("result-list").catch(() => undefined);
    while (cache.writes === 0) await turn();
    await session.end();
    written(undefined);
    await turn();
    assert.deepEqual(transport.names, ["login", "logout"]);
    assert.equal(cache.session, undefined);
  });

  it("aborts the reading requests in flight", async () => {
    const seen: AbortSignal[] = [];
    const transport = new FakeTransport((name) =>
      name === "result-list" ? new Promise<string>(() => undefined) : name === "login" ? loginReply("sid") : okReply(),
    );
    const post: typeof transport.post = (name, form, options) => {
      if (name === "result-list" && options?.signal) seen.push(options.signal);
      return transport.post(name, form, options);
    };
    const session = new Session({ post, close: () => transport.close() }, key);
    void session.call("result-list").catch(() => undefined);
    while (seen.length === 0) await turn();
    await session.end();
    assert(seen[0]?.aborted);
  });
});
