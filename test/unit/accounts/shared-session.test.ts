import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SecretStorage } from "vscode";
import { SharedSessionStore } from "../../../src/accounts/shared-session-store";
import type { StoredSecret } from "../../../src/accounts/storage-schema";
import { Session } from "../../../src/dmapi/session";
import { FakeTransport, loginReply, okReply, sessionExpiredReply } from "../dmapi/fake-transport";

const credentials = { kind: "api-key", apiKey: "the-key" } as const;
const secret: StoredSecret = { version: 2, id: "a", endpoint: "https://dmapi.joker.com", credentials, revision: "1" };

/** A keyring all windows share. */
class Keyring {
  readonly entries = new Map<string, string>();
  broken = false;
  get(key: string): Promise<string | undefined> {
    return this.broken ? Promise.reject(new Error("locked")) : Promise.resolve(this.entries.get(key));
  }
  store(key: string, value: string): Promise<void> {
    if (this.broken) return Promise.reject(new Error("locked"));
    this.entries.set(key, value);
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.entries.delete(key);
    return Promise.resolve();
  }
}

describe("The session of an account", () => {
  let folder: string;
  let keyring: Keyring;
  let live: Set<string>;
  let logins: number;
  let transport: FakeTransport;
  let now: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-dmapi-unit-"));
    keyring = new Keyring();
    live = new Set();
    logins = 0;
    now = 1_000_000;
    transport = new FakeTransport((name, form) => {
      if (name === "login") {
        const sid = `sid-${++logins}`;
        live.add(sid);
        return loginReply(sid, "User-Access: @modify-only\n");
      }
      const sid = form.get("auth-sid") ?? "";
      if (!live.has(sid)) return sessionExpiredReply;
      if (name === "logout") live.delete(sid);
      return okReply();
    });
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A window: its session, bound to the keyring all windows share. */
  async function opened(revision = "1"): Promise<Session> {
    const session = new Session(transport, credentials, { clock: () => now });
    const sharing = { secrets: keyring as unknown as SecretStorage, lockFolder: folder };
    await session.shareThrough(new SharedSessionStore(sharing, { ...secret, revision }, { warn: () => undefined }));
    return session;
  }

  it("is shared by windows that start at the same time", async () => {
    const windows = await Promise.all([1, 2, 3, 4].map(() => opened()));
    await Promise.all(windows.map((session) => session.call("query-profile")));
    assert.equal(logins, 1);
    const replies = await Promise.all(windows.map((session) => session.login()));
    assert.deepEqual(replies.map(({ access, tlds }) => ({ access, tlds }))[3], {
      access: "modify-only",
      tlds: ["com", "net"],
    });
    assert.deepEqual(await readdir(folder), []);
  });

  it("is renewed once when it expires, for all windows", async () => {
    const windows = await Promise.all([1, 2, 3].map(() => opened()));
    await Promise.all(windows.map((session) => session.call("query-profile")));
    live.clear();
    await Promise.all(windows.map((session) => session.call("query-profile")));
    assert.equal(logins, 2);
  });

  it("is ended once, by the window that signs out", async () => {
    const [one, other] = [await opened(), await opened()];
    await one.call("query-profile");
    await other.end();
    await one.release();
    assert.deepEqual([...live], []);
    assert.equal(transport.names.filter((name) => name === "logout").length, 1);
    assert.equal(keyring.entries.size, 0);
  });

  it("outlives the window that opened it", async () => {
    const one = await opened();
    await one.call("query-profile");
    await one.release();
    await (await opened()).call("query-profile");
    assert.equal(logins, 1);
  });

  it("is not shared with other credentials", async () => {
    await (await opened("1")).call("query-profile");
    await (await opened("2")).call("query-profile");
    assert.equal(logins, 2);
  });

  it("is renewed after the idle timeout, which requests of any window extend", async () => {
    const one = await opened();
    await one.call("query-profile");
    now += 3000_000;
    await one.call("query-profile");
    now += 3000_000;
    await (await opened()).call("query-profile");
    assert.equal(logins, 1);
    now += 3601_000;
    await (await opened()).call("query-profile");
    assert.equal(logins, 2);
  });

  it("that was ended elsewhere is not stored again by a late reply", async () => {
    const one = await opened();
    await one.call("query-profile");
    keyring.entries.clear();
    now += 3000_000;
    await one.call("query-profile");
    assert.equal(keyring.entries.size, 0);
  });

  for (const [what, text] of Object.entries({ garbage: "{", "something else": '{"version":9}', nothing: "" })) {
    it(`costs a login of one's own where the keyring has ${what}`, async () => {
      keyring.entries.set("joker.session.a", text);
      await (await opened()).call("query-profile");
      assert.equal(logins, 1);
    });
  }

  it("needs a separate login when the keyring cannot be read", async () => {
    keyring.broken = true;
    const one = await opened();
    await one.call("query-profile");
    await one.end();
    assert.equal(logins, 1);
    assert.deepEqual([...live], []);
  });
});
