import assert from "node:assert/strict";
import * as vscode from "vscode";
import { AccountStore } from "../../src/accounts/account-store";
import { Accounts } from "../../src/accounts/accounts";
import { KeyringTimeoutError, TimedSecrets } from "../../src/accounts/timed-secrets";
import { SecretRedactor } from "../../src/redaction/secret-redactor";
import { startSandbox, type Sandbox } from "../../src/sandbox/server";
import type { Log } from "../../src/workbench/log";
import { eventually } from "../eventually";
import { fullKey } from "./test-api";

const timeouts = { readTimeoutMs: 60, writeTimeoutMs: 60, retryTimeoutMs: 30 };

/** A keyring that can stop answering; what it was asked meanwhile is answered by `answer`. */
class Keyring {
  readonly values = new Map<string, string>();
  hung = false;
  private readonly waiting: (() => void)[] = [];
  readonly secrets = {
    get: (key: string) => this.run(() => this.values.get(key)),
    store: (key: string, value: string) => this.run(() => void this.values.set(key, value)),
    delete: (key: string) => this.run(() => void this.values.delete(key)),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };

  answer(): void {
    this.hung = false;
    for (const run of this.waiting.splice(0)) run();
  }

  private run<T>(work: () => T): Promise<T> {
    if (!this.hung) return Promise.resolve(work());
    return new Promise((resolve) => this.waiting.push(() => resolve(work())));
  }
}

describe("A keyring that does not answer", () => {
  let sandbox: Sandbox;
  let keyring: Keyring;
  let state: Map<string, unknown>;

  beforeEach(async () => {
    sandbox = await startSandbox();
    keyring = new Keyring();
    state = new Map();
  });
  afterEach(() => sandbox.close());

  function openWindow(): { accounts: Accounts; secrets: TimedSecrets } {
    const secrets = new TimedSecrets(keyring.secrets, timeouts);
    const memento = {
      keys: () => [...state.keys()],
      get: (key: string) => state.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)),
    } as unknown as vscode.Memento;
    const quiet = () => undefined;
    const log: Log = {
      ...{ debug: quiet, info: quiet, warn: quiet, error: quiet, show: quiet },
      secrets: new SecretRedactor(),
      authIds: new SecretRedactor(),
      redact: (text) => text,
    };
    const store = new AccountStore({ globalState: memento, workspaceState: memento, secrets });
    const accounts = new Accounts(store, log, Date.now);
    secrets.onDidRecover(() => void accounts.retryKeyring());
    return { accounts, secrets };
  }

  it("is reported during activation, and the account is restored once it responds", async () => {
    await openWindow().accounts.signIn(sandbox.url, fullKey, true);
    keyring.hung = true;
    const { accounts } = openWindow();
    await accounts.restore();
    assert.deepEqual(accounts.state.kind === "key-lost" && accounts.state.why, "no-answer");
    await accounts.retryKeyring();
    assert.deepEqual(accounts.state.kind === "key-lost" && accounts.state.why, "no-answer");
    keyring.answer();
    await eventually(() => assert.equal(accounts.state.kind, "signed-in"));
  });

  it("fails a sign-in, which leaves no key and does not block others", async () => {
    const { accounts } = openWindow();
    keyring.hung = true;
    await assert.rejects(accounts.signIn(sandbox.url, fullKey, true), /keyring is not responding/);
    await accounts.signIn(sandbox.url, fullKey, false);
    assert.equal(accounts.state.kind, "signed-in");
    await accounts.signOut();
    assert.equal(accounts.state.kind, "signed-out");
    assert.equal(sandbox.control.countSessions(), 0);
    keyring.answer();
    await eventually(() => assert.deepEqual([...keyring.values], []));
  });

  it("does not prevent sign-out or removal from ending the session", async () => {
    for (const end of ["signOut", "remove"] as const) {
      const { accounts } = openWindow();
      const { id } = await accounts.signIn(sandbox.url, fullKey, true);
      keyring.hung = true;
      await assert.rejects(accounts[end](id), /could not be removed from the system keyring/);
      assert.equal(accounts.state.kind, "signed-out");
      assert.equal(sandbox.control.countSessions(), 0);
      keyring.answer();
      await eventually(() => assert.deepEqual([...keyring.values], []));
    }
  });

  it("does not keep a sign-out from holding back at once what would still be sent", async () => {
    for (const end of ["signOut", "remove"] as const) {
      const { accounts } = openWindow();
      const { id, session } = await accounts.signIn(sandbox.url, fullKey, true);
      keyring.hung = true;
      sandbox.control.clearLog();
      const ending = accounts[end](id).catch(() => undefined);
      assert.equal(accounts.state.kind, "signed-out");
      await assert.rejects(session.call("query-profile"), { reason: "canceled" });
      keyring.answer();
      await ending;
      assert.deepEqual(
        sandbox.control.log.map(({ request }) => request),
        ["logout"],
      );
    }
  });

  it("is not needed for shutdown: the last window of a session logs out before it closes", async () => {
    const { accounts } = openWindow();
    await accounts.signIn(sandbox.url, fullKey, true);
    await accounts.requireCurrent().session.call("query-profile");
    assert.equal(sandbox.control.countSessions(), 1);
    keyring.hung = true;
    sandbox.control.addFaults({ kind: "latency", ms: 300, request: "logout" });
    await accounts.close();
    assert.equal(sandbox.control.countSessions(), 0);
  });

  it("times out each call", async () => {
    const { secrets } = openWindow();
    keyring.hung = true;
    for (const call of [() => secrets.get("a"), () => secrets.store("a", "b"), () => secrets.delete("a")]) {
      await assert.rejects(call, KeyringTimeoutError);
    }
  });
});
