import assert from "node:assert/strict";
import * as vscode from "vscode";
import { accountName } from "../../src/accounts/model";
import type { DmapiError } from "../../src/dmapi/errors";
import { startSandbox } from "../../src/sandbox/server";
import { eventually } from "../eventually";
import { useDialogs, fullKey, getTestApi, waitForState, useSignedIn } from "./test-api";

describe("Signing in", () => {
  useDialogs();
  const world = useSignedIn();

  it("names the account and its sandbox, and stores the key only in the keyring", () => {
    const { accounts } = world();
    assert.equal(accounts.current?.label, "sandbox");
    assert.equal(accounts.current.access, "full");
    const open = JSON.stringify(accounts.records());
    assert(open.includes(world().sandbox.url));
    assert(!open.includes("sandbox-full"));
  });

  it("restores the account without prompting for the key", async () => {
    const { accounts, appState: data } = world();
    const before = accounts.current;
    await accounts.releaseCurrent();
    assert.equal(accounts.state.kind, "signed-in");
    assert.notEqual(accounts.current, before);
    await data.account.reload();
    assert.equal(data.account.value?.balance.available, "975.00");
  });

  it("logs out on sign-out and removes the active account", async () => {
    const { accounts, appState: data, sandbox } = world();
    await data.transfers.reload();
    assert.equal(sandbox.control.countSessions(), 1);
    await accounts.signOut();
    assert.equal(sandbox.control.countSessions(), 0);
    assert.deepEqual(
      accounts.records().map(({ signedOut }) => signedOut),
      [true],
    );
    assert.deepEqual(accounts.state, { kind: "signed-out" });
    for (const resource of data.allResources) assert.equal(resource.state.kind, "idle");
    await accounts.releaseCurrent();
    assert.equal(accounts.state.kind, "signed-out");
  });

  it("loads the orders in sight again when a reply has another balance", async () => {
    const { appState: data, sandbox, views } = world();
    await vscode.commands.executeCommand("joker.orders.focus");
    await eventually(() => assert(views.isVisible(data.orders)));
    await data.orders.reload();
    sandbox.control.addOrder({ amount: "3.00", identifier: "arrived.example" });
    sandbox.control.setBalance("972.00");
    await data.transfers.reload();
    await eventually(() => assert(data.orders.value?.some(({ identifier }) => identifier === "arrived.example")));
  });

  it("reports a key that is missing from the keyring, and keeps the account", async () => {
    const { accounts } = world();
    const before = accounts.current;
    await assert.rejects(accounts.switchTo({ id: "gone" }), /You are signed out of this account/);
    assert.equal(accounts.current, before);
  });

  it("stores nothing when it was canceled during the login request", async () => {
    const { accounts, sandbox } = world();
    const before = accounts.current;
    const records = accounts.records();
    sandbox.control.addFaults({ kind: "latency", ms: 200, request: "login" });
    const abort = new AbortController();
    const signingIn = accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-readonly" }, true, abort.signal);
    abort.abort();
    await assert.rejects(signingIn, (error: Pick<DmapiError, "reason">) => error.reason === "canceled");
    assert.equal(accounts.current, before);
    assert.deepEqual(accounts.records(), records);
    assert.equal(sandbox.control.countSessions(), 1);
  });

  it("shows the profile with readable names and times, and DMAPI's keys on hover", async () => {
    await vscode.commands.executeCommand("joker.account.showProfile");
    const document = vscode.window.activeTextEditor?.document;
    assert(document);
    assert.match(document.getText(), /^Customer ID: 1000042\nFirst name: Robin\n/);
    assert.doesNotMatch(document.getText(), /: *$/m, "a field has no value");
    assert.equal(vscode.workspace.getConfiguration("editor", document).get("wordWrap"), "on");
    assert.match(document.getText(), /^Last access: [A-Z][a-z]{2} \d+, \d{4}, /m);
    const position = new vscode.Position(1, 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
    assert.deepEqual(
      texts.map((text) => text.replace(/&nbsp;/g, " ")),
      ["DMAPI field: fname"],
    );
  });

  it("closes the documents of the previous account", async () => {
    const { accounts } = world();
    await vscode.commands.executeCommand("joker.account.showProfile");
    const ours = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "joker-profile");
    assert.equal(ours().length, 1);
    await accounts.signOut();
    await eventually(() => assert.equal(ours().length, 0));
  });

  it("fails with a wrong key and keeps the current account", async () => {
    const { accounts, sandbox } = world();
    const before = accounts.current;
    await assert.rejects(
      accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "wrong" }, true),
      // The extension's own class is another copy than the one bundled into this test.
      (error: Pick<DmapiError, "reason">) => error.reason === "authentication",
    );
    assert.equal(accounts.current, before);
  });

  it("sends no secret in a URL", async () => {
    const { appState: data, sandbox } = world();
    await Promise.all(data.allResources.map((resource) => resource.reload()));
    const { log } = sandbox.control;
    assert(log.length >= 5);
    for (const { method, path } of log) assert.match(`${method} ${path}`, /^POST \/request\/[a-z-]+$/);
  });

  it("signs out while the server is unreachable and signs in again afterward", async () => {
    const { accounts, sandbox } = world();
    await sandbox.close();
    await accounts.signOut();
    assert.equal(accounts.state.kind, "signed-out");
  });
});

describe("Several accounts", () => {
  useDialogs();
  const world = useSignedIn();

  it("are stored, and one is active at a time", async () => {
    const { accounts, appState: data, sandbox } = world();
    const other = await startSandbox({ orders: 10 });
    try {
      await accounts.signIn(other.url, { kind: "password", username: "sandbox", password: "sandbox" }, true);
      assert.deepEqual(
        accounts.records().map(({ endpoint }) => endpoint),
        [sandbox.url, other.url],
      );
      assert.equal(accounts.current?.endpoint, other.url);
      const [first] = accounts.records();
      assert(first);
      await accounts.switchTo(first);
      await data.transfers.reload();
      assert.equal(accounts.current.endpoint, sandbox.url);
      assert.equal(data.transfers.state.kind, "ready");
      await accounts.switchTo(accounts.records()[1]!);
      await accounts.signOut();
      await accounts.switchTo(first);
    } finally {
      for (const { id, endpoint } of accounts.records()) if (endpoint === other.url) await accounts.remove(id);
      await other.close();
    }
  });
});

describe("An account beside the active one", () => {
  useDialogs();
  const world = useSignedIn();

  it("is used without becoming active, and keeps its session when another one is activated", async () => {
    const { accounts, sandbox } = world();
    const first = accounts.requireCurrent();
    const readonly = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-readonly" }, true);
    assert.equal(sandbox.control.countSessions(), 2);
    assert.equal(await accounts.requireById(first.id), first);
    assert.equal(accounts.current, readonly);
    await accounts.switchTo(first);
    assert.equal(accounts.current, first);
    await readonly.session.call("query-profile");
    assert.equal(sandbox.control.log.filter(({ request }) => request === "login").length, 2);
  });

  it("distinguishes two keys of one login by name", async () => {
    const { accounts, sandbox } = world();
    for (const apiKey of ["sandbox-readonly", "sandbox-modify-only", "sandbox-readonly"]) {
      await accounts.signIn(sandbox.url, { kind: "api-key", apiKey }, true);
    }
    const here = accounts.records().filter(({ endpoint }) => endpoint === sandbox.url);
    assert.deepEqual(here.map(accountName), [
      "sandbox · SANDBOX",
      "sandbox (read-only) · SANDBOX",
      "sandbox (modify-only, no charges) · SANDBOX",
    ]);
  });

  it("in read-only mode sends nothing that modifies", async () => {
    const { accounts, sandbox } = world();
    const account = accounts.requireCurrent();
    await accounts.update(account.id, { readOnlyMode: true });
    sandbox.control.clearLog();
    const modifying = account.session.call("domain-transfer-control", {}, { isModifying: true });
    await assert.rejects(modifying, (error: DmapiError) => error.reason === "permission" && error.isUnsent);
    assert.deepEqual(sandbox.control.log, []);
    await account.session.call("query-profile");
  });
});

describe("The sandbox in the extension", () => {
  const user = useDialogs();

  it("starts, signs in, stops, and leaves no account behind", async () => {
    const { accounts, appState: data } = await getTestApi();
    await vscode.commands.executeCommand("joker.sandbox.start");
    assert.match(accounts.current?.endpoint ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(accounts.records().map(accountName), ["sandbox · SANDBOX"]);
    const { value } = await waitForState(data.account, "ready");
    assert.deepEqual(value.balance, { available: "975.00", pending: "25.00", total: "1000.00", currency: "USD" });
    await vscode.commands.executeCommand("joker.sandbox.stop");
    assert.equal(accounts.state.kind, "signed-out");
    assert.deepEqual(accounts.records(), []);
  });

  it("plays the quirks of the setting, and says which cannot be combined", async () => {
    const { accounts } = await getTestApi();
    const setQuirks = (names: string[] | undefined) =>
      vscode.workspace.getConfiguration("joker").update("sandbox.quirks", names, true);
    await setQuirks(["code-zero", "code-1000"]);
    await vscode.commands.executeCommand("joker.sandbox.start");
    const message = "Invalid value for the joker.sandbox.quirks setting: code-1000 and code-zero cannot be combined.";
    assert(user.shown.includes(message), user.shown.join());
    assert.deepEqual(accounts.records(), []);
    await setQuirks(["code-zero", "headers-case"]);
    await vscode.commands.executeCommand("joker.sandbox.start");
    const response = await fetch(`${accounts.current?.endpoint ?? ""}/sandbox/quirks`);
    assert.match(await response.text(), /"quirks":\["code-zero","headers-case"\]/);
    await setQuirks(undefined);
    await vscode.commands.executeCommand("joker.sandbox.stop");
  });

  it("restores the previously active account when it stops", async () => {
    const { accounts } = await getTestApi();
    const real = await startSandbox();
    await accounts.signIn(real.url, fullKey, true);
    await vscode.commands.executeCommand("joker.sandbox.start");
    assert.notEqual(accounts.current?.endpoint, real.url);
    await vscode.commands.executeCommand("joker.sandbox.stop");
    assert.equal(accounts.current?.endpoint, real.url);
    await accounts.remove(accounts.current.id);
    await real.close();
  });
});
