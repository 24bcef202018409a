import assert from "node:assert/strict";
import * as vscode from "vscode";
import { TransferPages } from "../../src/detail/pages";
import type { TransferSource } from "../../src/detail/source";
import { eventually } from "../eventually";
import { asked, signedIn } from "./inside";

/** The titles of the open pages of transfers. */
function pages(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("joker.transfer"))
    .map(({ label }) => label);
}

describe("The page of a transfer", () => {
  const user = asked();
  const world = signedIn();

  async function domains(): Promise<readonly string[]> {
    await world().data.transfers.reload();
    return (world().data.transfers.value ?? []).map(({ domain }) => domain);
  }

  const rowOf = (domain: string) => ({
    transfer: world().data.transfers.value?.find((transfer) => transfer.domain === domain),
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

  it("makes room for the next one when it was only looked at in passing", async () => {
    const [first = "", second = "", third = ""] = await domains();
    for (const domain of [first, second, third]) {
      await vscode.commands.executeCommand("joker.transfer.show", rowOf(domain));
    }
    await eventually(() => assert.deepEqual(pages(), [third]));
  });

  it("is closed when its account is signed out, and says what is wrong with an account that is not there", async () => {
    const [first = ""] = await domains();
    await vscode.commands.executeCommand("joker.transfer.show", { domain: first });
    await eventually(() => assert.deepEqual(pages(), [first]));
    await world().accounts.signOut();
    await eventually(() => assert.deepEqual(pages(), []));
    await vscode.commands.executeCommand("joker.transfer.show", { account: "nobody", domain: first });
    assert.match(user.shown.at(-1) ?? "", /signed out of this account/);
    assert.deepEqual(pages(), []);
  });
});

describe("What a page of a transfer knows", () => {
  const changed = new vscode.EventEmitter<void>();
  const opened: TransferPages[] = [];
  let state = "FOA_BEEN_SENT";
  let listed = true;
  let loads = 0;
  let failure: Error | undefined;

  const source: TransferSource = {
    account: { id: "one", name: "someone · SANDBOX" },
    domain: "example.com",
    onDidChange: changed.event,
    load: () => {
      loads += 1;
      return failure ? Promise.reject(failure) : Promise.resolve([["status", state]] as const);
    },
    listed: () => (listed ? { state, ownerEmail: "o@example.com", adminEmail: "" } : "gone"),
    history: () => [{ state: "FOA_BEEN_SENT", at: 1 }],
    obstacleTo: () => undefined,
    act: () => Promise.resolve(),
    describe: () => ({ text: "It failed.", isGone: false }),
  };

  async function open() {
    [state, listed, loads, failure] = ["FOA_BEEN_SENT", true, 0, undefined];
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
    assert(extension);
    // Its own kind of panel is the extension's already, so nothing is restored here.
    const pages = new TransferPages({ extensionUri: extension.extensionUri, log: { warn: () => undefined } });
    opened.push(pages);
    const page = pages.show(source, false);
    await page.load();
    return page;
  }

  afterEach(() => opened.splice(0).forEach((pages) => pages.dispose()));

  it("is asked for again when the list tells another state, and not when it tells the same", async () => {
    const page = await open();
    const before = loads;
    changed.fire();
    assert.equal(loads, before);
    state = "FOA_ACK";
    changed.fire();
    await page.load();
    assert.equal(loads, before + 1);
    assert.deepEqual(page.known.fields, [["status", "FOA_ACK"]]);
  });

  it("is kept when the transfer leaves the list, and when Joker.com cannot be asked", async () => {
    const page = await open();
    listed = false;
    changed.fire();
    assert.equal(page.known.gone, true);
    assert.deepEqual(page.known.fields, [["status", "FOA_BEEN_SENT"]]);
    failure = new Error("no network");
    await page.load();
    assert.deepEqual(page.known.fields, [["status", "FOA_BEEN_SENT"]]);
    assert.equal(page.known.gone, true);
  });
});
