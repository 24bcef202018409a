import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { Accounts } from "../../src/accounts/accounts";
import { accountName } from "../../src/accounts/model";
import { syncAccountsAcrossWindows } from "../../src/accounts/account-sync";
import { JokerAuthenticationProvider } from "../../src/accounts/authentication-provider";
import { AccountStore } from "../../src/accounts/account-store";
import { SecretRedactor } from "../../src/redaction/secret-redactor";
import { startSandbox, type Sandbox } from "../../src/sandbox/server";
import type { Log } from "../../src/workbench/log";
import type { WindowCoordinator } from "../../src/ipc/window-coordinator";
import { eventually } from "../eventually";
import { useDialogs, fullKey, getTestApi, useSignedIn } from "./test-api";
import { getLeafRows } from "./tree-rows";

const readonlyKey = { kind: "api-key", apiKey: "sandbox-readonly" } as const;

describe("Read-only mode", () => {
  const user = useDialogs();
  const world = useSignedIn();

  it("blocks every modifying command with a message that can turn it off", async () => {
    const { accounts, appState: data, sandbox } = world();
    await data.transfers.reload();
    await vscode.commands.executeCommand("joker.account.readOnly");
    assert.equal(accounts.current?.readOnlyMode, true);
    sandbox.control.clearLog();
    let offered: readonly string[] = [];
    user.answer = (text, choices) => {
      if (text.startsWith("Read-only mode is on for this")) offered = choices;
      return undefined;
    };
    for (const command of ["transfer.resendFoa", "transfer.cancel", "result.delete", "results.deleteFinished"]) {
      user.shown.splice(0);
      await vscode.commands.executeCommand(`joker.${command}`);
      assert.match(user.shown.join(), /Read-only mode is on for this account, so nothing was sent/, command);
    }
    assert.deepEqual(offered, ["Turn Off Read-Only Mode"]);
    assert.deepEqual(sandbox.control.log, []);
    await vscode.commands.executeCommand("joker.account.readOnly");
    assert.equal(accounts.current.readOnlyMode, false);
  });

  it("is stored for the account, and shown in its view", async () => {
    const { accounts, appState: data, views } = world();
    await accounts.update(accounts.requireCurrent().id, { readOnlyMode: true });
    await accounts.releaseCurrent();
    assert.equal(accounts.current?.readOnlyMode, true);
    await data.account.reload();
    const rows = getLeafRows(views.trees.account);
    assert(rows.some(({ description }) => description === "full access · read-only mode"));
  });
});

describe("A key with fewer permissions than its login reply reported", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const { executeCommand } = vscode.commands;
  /** The context keys as menus have them. */
  const contextKeys = new Map<unknown, unknown>();

  before("record context keys", () => {
    const listening = (command: string, ...args: unknown[]) => {
      if (command === "setContext") contextKeys.set(args[0], args[1]);
      return executeCommand(command, ...args);
    };
    Object.assign(vscode.commands, { executeCommand: listening });
  });
  after(() => void Object.assign(vscode.commands, { executeCommand }));

  it("gets an error with the required kind of key and where to create it, and loses the commands", async () => {
    const { accounts, appState: data, sandbox } = world();
    sandbox.control.addCredential({ name: "odd", access: "readonly", reportedAccess: "something-new" });
    const account = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "odd" }, true);
    assert.equal(account.access, "unknown");
    assert.equal(contextKeys.get("joker.mayModify.transfers"), true);
    await data.transfers.reload();
    const transfer = data.transfers.value?.find(({ state }) => state === "FOA_BEEN_SENT");
    assert(transfer);
    let offered: readonly string[] = [];
    user.answer = (_, choices) => void (offered = choices);
    await executeCommand("joker.transfer.resendFoa", { transfer });
    const shown = user.shown.join();
    assert.match(
      shown,
      /do not permit this action .*an API key with full or modify-only access\. Create one at Joker\.com/,
    );
    assert.deepEqual(offered, ["Edit API Key", "Show Log"]);
    assert.equal(contextKeys.get("joker.mayModify.transfers"), false);
    assert.equal(contextKeys.get("joker.mayModify.results"), true);

    sandbox.control.clearLog();
    await executeCommand("joker.transfer.resendFoa", { transfer });
    assert.match(user.shown.at(-1) ?? "", /does not permit this action with this account's credentials/);
    assert.deepEqual(sandbox.control.log, []);
    sandbox.control.killSessions();
    await data.transfers.reload();
    // A new login may have told something else.
    await eventually(() => assert.equal(contextKeys.get("joker.mayModify.transfers"), true));
  });
});

describe("Commands about accounts", () => {
  const user = useDialogs();
  const world = useSignedIn();

  it("switch among all accounts, each with its name, access level and endpoint", async () => {
    const { accounts, sandbox } = world();
    await accounts.signIn(sandbox.url, readonlyKey, true);
    let offered: readonly string[] = [];
    user.answer = (text, choices) => {
      offered = choices;
      return text === "Switch Account" ? choices.find((choice) => choice.includes("sandbox · SANDBOX")) : undefined;
    };
    await vscode.commands.executeCommand("joker.switchAccount");
    assert.deepEqual(offered, [
      "$(account) sandbox · SANDBOX",
      "$(check) sandbox (read-only) · SANDBOX",
      "$(add) Sign In to Another Account…",
    ]);
    assert.equal(accounts.current?.label, "sandbox");
  });

  it("remove an account with all stored data, after confirmation", async () => {
    const { accounts, sandbox } = world();
    const removed: string[] = [];
    const listener = accounts.onDidEndAccount(({ id, isRemoved }) => isRemoved && removed.push(id));
    const { id } = accounts.requireCurrent();
    user.answer = (text, choices) => (text === "Remove Account" ? choices[0] : "Keep Account");
    await vscode.commands.executeCommand("joker.account.remove");
    assert.equal(accounts.records().length, 1);
    assert.match(user.shown.join(), /Remove account sandbox · SANDBOX\?/);
    user.answer = (text, choices) => (text === "Remove Account" ? choices[0] : "Remove Account");
    await vscode.commands.executeCommand("joker.account.remove");
    assert.deepEqual(accounts.records(), []);
    assert.deepEqual(removed, [id]);
    assert.equal(sandbox.control.countSessions(), 0);
    listener.dispose();
  });

  it("remove all accounts with all stored data, after confirmation", async () => {
    const { accounts, sandbox, secrets } = world();
    const first = accounts.requireCurrent();
    const second = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-readonly" }, true);
    assert.equal(accounts.records().length, 2);
    await vscode.commands.executeCommand("joker.account.removeAll");
    assert.equal(accounts.records().length, 2);
    assert.match(user.shown.join(), /Remove all 2 accounts\?/);
    user.answer = () => "Remove All Accounts";
    await vscode.commands.executeCommand("joker.account.removeAll");
    assert.deepEqual(accounts.records(), []);
    assert.equal(sandbox.control.countSessions(), 0);
    for (const { id } of [first, second]) assert.equal(await secrets.get(`joker.account.${id}`), undefined);
  });

  it("replace a key only by one that works, and end the session of the old one", async () => {
    const { accounts, sandbox } = world();
    const before = accounts.requireCurrent();
    const wrong = accounts.replaceCredentials(before.id, { kind: "api-key", apiKey: "wrong" });
    await assert.rejects(wrong, (error: { reason: string }) => error.reason === "authentication");
    assert.equal(accounts.current, before);
    await accounts.replaceCredentials(before.id, readonlyKey);
    assert.equal(accounts.current.id, before.id);
    assert.equal(accounts.current.access, "readonly");
    assert.equal(sandbox.control.countSessions(), 1);
    await accounts.releaseCurrent();
    await accounts.current.session.login();
    assert.equal(accounts.current.access, "readonly");
  });
});

describe("VS Code's own accounts", () => {
  useDialogs();
  const world = useSignedIn();

  it("list ours without key and session id, and sign out there", async () => {
    const { accounts, sandbox } = world();
    const listed = await vscode.authentication.getAccounts("joker");
    const { id } = accounts.requireCurrent();
    assert.deepEqual(
      listed.map((account) => [account.id, account.label]),
      [[id, "sandbox · SANDBOX"]],
    );
    const { authSid } = await accounts.requireCurrent().session.login();
    const provider = new JokerAuthenticationProvider(accounts, () => Promise.resolve(undefined));
    const [session, ...more] = await provider.getSessions();
    assert.equal(session?.id, id);
    assert.deepEqual(more, []);
    assert.match(session.accessToken, /^[\w-]{22}$/);
    const json = JSON.stringify(session);
    assert(!json.includes(authSid) && !json.includes(fullKey.apiKey));
    const others = await provider.getSessions([], { account: { id: "another", label: session.account.label } });
    assert.deepEqual(others, [], "an account that was asked for is not another one");
    assert.deepEqual(await provider.getSessions(["any"], { account: session.account }), [
      { ...session, scopes: ["any"] },
    ]);
    provider.dispose();
    await accounts.signOut();
    assert.deepEqual(await vscode.authentication.getAccounts("joker"), []);
    assert.equal(sandbox.control.countSessions(), 0);
  });
});

/** What all windows share, with SecretStorage that tells of changes. */
class Profile {
  readonly state = new Map<string, unknown>();
  readonly secrets = new Map<string, string>();
  readonly changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly messages = new vscode.EventEmitter<unknown>();
  readonly folder = mkdtempSync(join(tmpdir(), "joker-dmapi-host-"));
}

/** One window of a profile: its accounts, as `activate` connects them. */
function windowOf(profile: Profile): Accounts {
  const secrets = {
    get: (key: string) => Promise.resolve(profile.secrets.get(key)),
    store: (key: string, value: string) => {
      profile.secrets.set(key, value);
      profile.changed.fire({ key });
      return Promise.resolve();
    },
    delete: (key: string) => {
      profile.secrets.delete(key);
      profile.changed.fire({ key });
      return Promise.resolve();
    },
    onDidChange: profile.changed.event,
  } as unknown as vscode.SecretStorage;
  const memento = (state: Map<string, unknown>) =>
    ({
      keys: () => [...state.keys()],
      get: (key: string) => state.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)),
    }) as unknown as vscode.Memento;
  const windows = {
    send: (_: string, message: unknown) => profile.messages.fire(message),
    on: (_: string, listener: (message: unknown) => void) => profile.messages.event(listener),
  } as unknown as WindowCoordinator;
  const quiet = () => undefined;
  const clean = (text: string) => text;
  const methods = { debug: quiet, info: quiet, warn: quiet, error: quiet, show: quiet };
  const log: Log = { secrets: new SecretRedactor(), authIds: new SecretRedactor(), redact: clean, ...methods };
  const store = new AccountStore({ globalState: memento(profile.state), workspaceState: memento(new Map()), secrets });
  const accounts = new Accounts(store, log, Date.now, { secrets, lockFolder: profile.folder });
  syncAccountsAcrossWindows(accounts, secrets, windows, log);
  return accounts;
}

describe("Windows of one user", () => {
  let sandbox: Sandbox;
  let profile: Profile;
  beforeEach(async () => {
    sandbox = await startSandbox();
    profile = new Profile();
  });
  afterEach(async () => {
    await sandbox.close();
    rmSync(profile.folder, { recursive: true });
  });

  const logins = () => sandbox.control.log.filter(({ request }) => request === "login").length;

  it("sync a sign-in, share its session, and sync the sign-out, which ends it once", async () => {
    const [one, other] = [windowOf(profile), windowOf(profile)];
    await one.restore();
    await other.restore();
    await one.signIn(sandbox.url, fullKey, true);
    await eventually(() => assert.equal(other.state.kind, "signed-in"));
    await other.requireCurrent().session.call("query-profile");
    assert.equal(logins(), 1);
    assert.equal(sandbox.control.countSessions(), 1);
    await other.signOut();
    await eventually(() => assert.equal(one.state.kind, "signed-out"));
    assert.equal(sandbox.control.countSessions(), 0);
    assert.equal(sandbox.control.log.filter(({ request }) => request === "logout").length, 1);
    assert.deepEqual([...profile.secrets], []);
  });

  it("sync a new key and a new name", async () => {
    const [one, other] = [windowOf(profile), windowOf(profile)];
    const { id } = await one.signIn(sandbox.url, fullKey, true);
    await other.switchTo({ id });
    await one.update(id, { label: "mine" });
    await eventually(() => assert.equal(accountName(other.requireCurrent()), "mine · SANDBOX"));
    await one.replaceCredentials(id, readonlyKey);
    await eventually(() => assert.equal(other.current?.access, "readonly"));
    await other.requireCurrent().session.call("query-profile");
    assert.equal(logins(), 2);
    assert.equal(sandbox.control.countSessions(), 1);
  });

  it("have separate active accounts", async () => {
    const [one, other] = [windowOf(profile), windowOf(profile)];
    const first = await one.signIn(sandbox.url, fullKey, true);
    await other.switchTo(first);
    await one.signIn(sandbox.url, readonlyKey, true);
    assert.equal(one.current?.access, "readonly");
    await eventually(() => assert.equal(other.records().length, 2));
    assert.equal(other.current?.id, first.id);
    await one.remove(first.id);
    await eventually(() => assert.notEqual(other.current?.id, first.id));
  });
});

describe("An endpoint on this computer that is no sandbox", () => {
  useDialogs();

  it("is named by its host, and never SANDBOX", async () => {
    const { accounts } = await getTestApi();
    const { createServer } = await import("node:http");
    const reply = "Status-Code: 0\nStatus-Text: OK\nAuth-Sid: s\nUser-Login: someone\n\ncom\n";
    const server = createServer((_, response) => response.end(reply));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const account = await accounts.signIn(`http://127.0.0.1:${port}`, fullKey, false);
    assert.equal(accountName(account), `someone · 127.0.0.1:${port}`);
    await accounts.remove(account.id);
    server.close();
    server.closeAllConnections();
  });
});
