import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SecretStorage } from "vscode";
import { AccountStore } from "../../../src/accounts/account-store";
import type { AccountRecord } from "../../../src/accounts/model";
import { SecretKeyIndex } from "../../../src/accounts/secret-key-index";
import { sweepOrphanedSecrets } from "../../../src/accounts/secret-sweeper";
import { SharedGlobalState } from "../workbench/shared-global-state";

const endpoint = "https://dmapi.joker.com";
const credentials = { kind: "api-key", apiKey: "k" } as const;
const dayMs = 24 * 3_600_000;

function recordOf(id: string): AccountRecord {
  const login = { userLogin: id, isSandbox: false, access: "full", accessAsSent: "@full" } as const;
  return { id, endpoint, label: id, ...login, readOnlyMode: false, signedOut: false };
}

/** The global state of version 0.1, as it was written. */
const version01 = {
  accounts: [
    { id: "6f1c", endpoint: "https://dmapi.joker.com", label: "older" },
    {
      id: "0b7e",
      endpoint: "https://dmapi.ote.joker.com",
      label: "test system",
      userLogin: "someone",
      isSandbox: false,
      access: "readonly",
      accessAsSent: "@readonly",
      readOnlyMode: true,
      signedOut: true,
    },
  ],
  activeAccount: "6f1c",
};

const version01Records = [
  {
    id: "6f1c",
    endpoint: "https://dmapi.joker.com",
    label: "older",
    isSandbox: false,
    access: "unknown",
    accessAsSent: "",
    readOnlyMode: false,
    signedOut: false,
    userLogin: "older",
  },
  version01.accounts[1],
];

describe("The accounts of several windows", () => {
  let folder = "";
  let shared: SharedGlobalState;
  let secrets: Map<string, string>;
  let isLocked = false;
  let keyIndex: SecretKeyIndex;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-dmapi-unit-"));
    shared = new SharedGlobalState();
    secrets = new Map();
    isLocked = false;
    keyIndex = new SecretKeyIndex(join(folder, "keys"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The accounts as a window has them that was opened now. */
  function open(): AccountStore {
    const keyring = {
      get: (key: string) => Promise.resolve(secrets.get(key)),
      store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
      delete: (key: string) =>
        isLocked ? Promise.reject(new Error("locked")) : Promise.resolve(void secrets.delete(key)),
    } as unknown as SecretStorage;
    const workspaceState = new SharedGlobalState().open();
    return new AccountStore({ globalState: shared.openProtected(), workspaceState, secrets: keyring, keyIndex });
  }

  const idsOf = (store: AccountStore) => store.records().map(({ id }) => id);

  it("are all stored when windows add one each concurrently", async () => {
    const windows = [open(), open()];
    await windows[0]!.saveAccount(recordOf("one"), credentials);
    await windows[1]!.saveAccount(recordOf("other"), credentials);
    shared.deliver();
    await shared.settle();
    for (const window of [...windows, open()]) assert.deepEqual(idsOf(window).sort(), ["one", "other"]);
  });

  it("are visible in a window that was open before one was added", async () => {
    const [window, other] = [open(), open()];
    assert.deepEqual(idsOf(window), []);
    await other.saveAccount(recordOf("theirs"), credentials);
    shared.deliver();
    await window.saveAccount(recordOf("own"), credentials);
    shared.deliver();
    for (const each of [window, other, open()]) assert.deepEqual(idsOf(each), ["theirs", "own"]);
  });

  it("stay removed, whatever a window with stale data writes", async () => {
    const [window, other] = [open(), open()];
    await window.saveAccount(recordOf("one"), credentials);
    await window.saveAccount(recordOf("two"), credentials);
    shared.deliver();
    await shared.settle();
    await shared.settle();
    await window.deleteAccount("one");
    await other.changeRecord("one", { label: "renamed" });
    await other.changeRecord("two", { label: "renamed" });
    shared.deliver();
    assert.deepEqual(idsOf(window), ["two"]);
    await shared.settle();
    for (const each of [window, other, open()]) {
      assert.deepEqual(
        each.records().map(({ id, label }) => [id, label]),
        [["two", "renamed"]],
      );
    }
    assert.equal(await other.changeRecord("one", { label: "again" }), undefined);
    assert(!secrets.has("joker.account.one"));
  });

  it("keep the changes of another window", async () => {
    const [window, other] = [open(), open()];
    await window.saveAccount(recordOf("one"), credentials);
    shared.deliver();
    await window.changeRecord("one", { readOnlyMode: true });
    shared.deliver();
    await other.changeRecord("one", { label: "renamed" });
    shared.deliver();
    assert.deepEqual(window.record("one"), { ...recordOf("one"), label: "renamed", readOnlyMode: true });
  });

  it("of version 0.1 are migrated on the first change, in order, and once", async () => {
    shared.stored = JSON.stringify(version01);
    const window = open();
    assert.deepEqual(window.records(), version01Records);
    assert.equal(window.findActive()?.id, "6f1c");
    await window.saveAccount(recordOf("new"), credentials);
    assert.deepEqual(window.records(), [...version01Records, recordOf("new")]);
    assert.equal((JSON.parse(shared.stored) as { accounts?: unknown }).accounts, undefined);
    await window.deleteAccount("6f1c");
    assert.deepEqual(idsOf(open()), ["0b7e", "new"]);
  });

  it("of version 0.1 are migrated over an entry that cannot be read, or is that of another account", async () => {
    const entryOf = (record: object) => ({ version: 1, position: 0, record });
    for (const entry of ["x", entryOf({ id: "6f1c" }), entryOf({ ...version01Records[1], label: "another" })]) {
      shared.stored = JSON.stringify({ ...version01, "account.6f1c": entry });
      const window = open();
      assert.deepEqual(window.records(), version01Records);
      await window.changeRecord("0b7e", { label: "renamed" });
      assert.deepEqual(open().records(), [version01Records[0], { ...version01Records[1], label: "renamed" }]);
    }
  });

  it("that were removed are not restored from the list of version 0.1", async () => {
    shared.stored = JSON.stringify(version01);
    const window = open();
    await window.deleteAccount("6f1c");
    const stored = JSON.parse(shared.stored) as object;
    shared.stored = JSON.stringify({ ...stored, ...version01 });
    assert.deepEqual(idsOf(open()), ["0b7e"]);
  });

  it("leave no secret in a keyring that was locked during removal", async () => {
    const window = open();
    await window.saveAccount(recordOf("one"), credentials);
    await window.saveAccount(recordOf("two"), credentials);
    isLocked = true;
    await assert.rejects(window.deleteAccount("one"), /locked/);
    assert(secrets.has("joker.account.one"));
    isLocked = false;
    await sweepOrphanedSecrets(open(), keyIndex, 0);
    assert.deepEqual([...secrets.keys()], ["joker.account.two"]);
    assert.deepEqual(await readdir(join(folder, "keys")), ["two"]);
  });

  it("that got lost lose their secrets after a day, unless they reappear", async () => {
    await open().saveAccount(recordOf("lost"), credentials);
    await open().saveAccount(recordOf("back"), credentials);
    secrets.set("joker.session.lost", "{}");
    const all = shared.stored;
    shared.stored = "{}";
    await sweepOrphanedSecrets(open(), keyIndex, 0);
    const [{ orphanedSince = 0 } = {}] = await keyIndex.list();
    await sweepOrphanedSecrets(open(), keyIndex, orphanedSince + dayMs / 2);
    assert.equal(secrets.size, 3);
    const { "account.back": back } = JSON.parse(all) as Record<string, unknown>;
    shared.stored = JSON.stringify({ "account.back": back });
    await sweepOrphanedSecrets(open(), keyIndex, orphanedSince + 2 * dayMs);
    assert.deepEqual([...secrets.keys()], ["joker.account.back"]);
    assert.deepEqual(await keyIndex.list(), [{ id: "back", orphanedSince: undefined }]);
  });

  it("of an earlier version are indexed, the signed out ones not", async () => {
    shared.stored = JSON.stringify(version01);
    await sweepOrphanedSecrets(open(), keyIndex, 0);
    assert.deepEqual(await readdir(join(folder, "keys")), ["6f1c"]);
  });
});
