import assert from "node:assert/strict";
import * as vscode from "vscode";
import { TransferPanels } from "../../src/transfer-panel/transfer-panels";
import type { TransferDataSource } from "../../src/transfer-panel/transfer-data-source";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";

/** The titles of the open pages of transfers. */
function pages(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("joker.transfer"))
    .map(({ label }) => label);
}

describe("The page of a transfer", () => {
  const user = useDialogs();
  const world = useSignedIn();

  async function domains(): Promise<readonly string[]> {
    await world().appState.transfers.reload();
    return (world().appState.transfers.value ?? []).map(({ domain }) => domain);
  }

  const rowOf = (domain: string) => ({
    transfer: world().appState.transfers.value?.find((transfer) => transfer.domain === domain),
  });

  it("is opened for a row, from the palette and by name, once for each transfer", async () => {
    const [first = "", second = ""] = await domains();
    await vscode.commands.executeCommand("joker.transfer.show", { domain: first });
    await vscode.commands.executeCommand("joker.transfer.show", {
      account: world().accounts.current?.id,
      domain: first,
    });
    user.answer = (_, choices) => choices.find((choice) => choice === second);
    await vscode.commands.executeCommand("joker.transfer.show");
    await eventually(() => assert.deepEqual(pages().sort(), [first, second].sort()));
    assert.deepEqual(user.shown, []);
  });

  it("is replaced by the next one while it is a preview", async () => {
    const [first = "", second = "", third = ""] = await domains();
    for (const domain of [first, second, third]) {
      await vscode.commands.executeCommand("joker.transfer.show", rowOf(domain));
    }
    await eventually(() => assert.deepEqual(pages(), [third]));
  });

  it("closes on sign-out, and shows an error for an unknown account", async () => {
    const [first = ""] = await domains();
    await vscode.commands.executeCommand("joker.transfer.show", { domain: first });
    await eventually(() => assert.deepEqual(pages(), [first]));
    await world().accounts.signOut();
    await eventually(() => assert.deepEqual(pages(), []));
    await vscode.commands.executeCommand("joker.transfer.show", { account: "nobody", domain: first });
    assert.match(user.shown.at(-1) ?? "", /signed out of this account/);
    assert.deepEqual(pages(), []);
  });

  it("is closed at once when its account is signed out, whether it is the active one, and whether it is stored", async () => {
    const { accounts, sandbox } = world();
    const first = accounts.requireCurrent();
    const [domain = ""] = await domains();
    const other = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-readonly" }, false);
    assert.notEqual(other.id, first.id);
    for (const { id } of [first, other]) {
      await vscode.commands.executeCommand("joker.transfer.show", { account: id, domain });
      await vscode.commands.executeCommand("joker.orders.openTable", { account: id });
      await eventually(() => assert.equal(tabCount(), 2));
      const signedOut = accounts.signOut(id);
      await eventually(() => assert.equal(tabCount(), 0));
      await signedOut;
    }
  });
});

function tabCount(): number {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
}

describe("The data of a transfer panel", () => {
  const changed = new vscode.EventEmitter<void>();
  const opened: vscode.Disposable[] = [];
  let state = "FOA_BEEN_SENT";
  let listed = true;
  let loads = 0;
  let listRefreshes = 0;
  let failure: Error | undefined;

  const source: TransferDataSource = {
    account: { id: "one", name: "someone · SANDBOX" },
    domain: "example.com",
    onDidChange: changed.event,
    loadFields: () => {
      loads += 1;
      return failure ? Promise.reject(failure) : Promise.resolve([["status", state]] as const);
    },
    refreshList: () => {
      listRefreshes += 1;
      return Promise.resolve();
    },
    getListed: () => (listed ? { state, ownerEmail: "o@example.com", adminEmail: "" } : "gone"),
    getHistory: () => [{ state: "FOA_BEEN_SENT", at: 1 }],
    whyDisabled: () => undefined,
    runAction: () => Promise.resolve(),
    describeError: () => ({ text: "It failed.", isNotFound: false }),
  };

  async function open() {
    [state, listed, loads, failure] = ["FOA_BEEN_SENT", true, 0, undefined];
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
    assert(extension);
    const pages = new TransferPanels({
      extensionUri: extension.extensionUri,
      log: { warn: () => undefined },
      clock: () => 0,
      showStatesHelp: () => undefined,
    });
    const page = pages.show(source, false);
    opened.push(page);
    await page.load();
    return page;
  }

  afterEach(() => {
    for (const each of opened.splice(0)) each.dispose();
  });

  it("is reloaded when the list has another state, and only then", async () => {
    const page = await open();
    const before = loads;
    changed.fire();
    assert.equal(loads, before);
    state = "FOA_ACK";
    changed.fire();
    await page.load();
    assert.equal(loads, before + 1);
    assert.deepEqual(page.snapshot.fields, [["status", "FOA_ACK"]]);
  });

  it("reloads the list too when the user refreshes it, because that has the state", async () => {
    const page = await open();
    const before = [loads, listRefreshes] as const;
    await page.refresh();
    assert.deepEqual([loads, listRefreshes], [before[0] + 1, before[1] + 1]);
  });

  it("ignores replies that arrive after it was closed", async () => {
    const page = await open();
    const loading = page.load();
    page.dispose();
    await loading;
    assert.equal(page.snapshot.fields, undefined);
  });

  it("stays when the transfer leaves the list, and when Joker.com is unreachable", async () => {
    const page = await open();
    listed = false;
    changed.fire();
    assert.equal(page.snapshot.hasLeftList, true);
    assert.deepEqual(page.snapshot.fields, [["status", "FOA_BEEN_SENT"]]);
    failure = new Error("no network");
    await page.load();
    assert.deepEqual(page.snapshot.fields, [["status", "FOA_BEEN_SENT"]]);
    assert.equal(page.snapshot.hasLeftList, true);
  });
});
