import assert from "node:assert/strict";
import * as vscode from "vscode";
import { notificationKinds } from "../../src/workbench/notification-kinds";
import { getTestApi } from "./test-api";

interface Setting {
  readonly scope: string;
  readonly type: string;
  readonly default: unknown;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly capabilities: unknown;
  readonly extensionKind: unknown;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly configuration: { readonly properties: Record<string, Setting> };
    readonly menus: Record<
      string,
      readonly { readonly command?: string; readonly submenu?: string; readonly when: string }[]
    >;
    readonly views: { readonly joker: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}

const names = [
  "signIn signOut switchAccount transfers.refresh transfer.show transfer.resendFoa transfer.cancel orders.refresh",
  "orders.openTable orders.exportCsv orders.exportWorkbook results.refresh result.open result.delete results.deleteFinished account.refresh",
  "result.refresh result.revealAuthId result.copyAuthId result.wait results.deleteOlder results.exportCsv results.exportWorkbook account.exportStatement",
  "diagnose diagnose.copyReport",
  "orders.newTable orders.openQuery table.copyTsv table.copyCsv table.copyJson table.copyMarkdown table.filterByValue",
  "table.openResult table.showTransfer table.export table.refresh",
  "account.editKey account.rename account.remove account.removeAll account.retryKeyring account.readOnly account.showProfile account.showTlds showLog sandbox.start sandbox.stop",
  "transfers.filter transfers.clearFilter transfers.arrange orders.filter orders.clearFilter orders.arrange",
  "orders.loadMore results.filter results.query results.clearFilter results.showDeleted results.hideDeleted",
  "results.loadMore copyValue dismissFailure openWalkthrough transfer.copyDomain transfer.copyOwnerEmail transfer.copyLink",
  "order.copyIdentifier order.copyId order.copyProcId order.copyLink",
  "result.copyObject result.copyProcId result.copyTrackingId result.copyLink",
]
  .join(" ")
  .split(" ")
  .map((name) => `joker.${name}`);

describe("What the extension contributes", () => {
  let manifest: Manifest;
  before(async () => {
    await getTestApi();
    manifest = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.packageJSON as Manifest;
  });

  it("has the commands of its public interface, each with a handler, a title and the category Joker", async () => {
    const contributed = manifest.contributes.commands;
    assert.deepEqual(contributed.map(({ command }) => command).sort(), [...names].sort());
    const registered = (await vscode.commands.getCommands(true)).filter((id) => names.includes(id));
    assert.deepEqual(registered.sort(), [...names].sort());
    for (const { command, title, category } of contributed) {
      assert.equal(category, "Joker");
      assert(!title.startsWith("%"), `${command} has no title`);
    }
  });

  it("has a text for every key", () => {
    const unresolved = JSON.stringify(manifest.contributes).match(/"%[\w.]+%"/g);
    assert.equal(unresolved, null);
  });

  it("has welcome and walkthrough buttons for existing commands only", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const { viewsWelcome, walkthroughs } = manifest.contributes;
    const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const texts = [...viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)];
    const links = texts.flatMap((text) => text.match(/command:[\w.]+/g) ?? []);
    assert(links.length > 10);
    for (const link of links) assert(known.has(link.slice("command:".length)), link);
  });

  it("runs in every workspace, trusted or not, virtual or not, and on the user's side first", () => {
    const { capabilities, extensionKind } = manifest;
    assert.deepEqual(capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    assert.deepEqual(extensionKind, ["ui", "workspace"]);
  });

  it("names what is copied in the submenu Copy of a row", () => {
    const titles = new Map(manifest.contributes.commands.map(({ command, title }) => [command, title]));
    const items = manifest.contributes.menus["joker.copy"] ?? [];
    const titlesIn = (view: string) =>
      items.filter(({ when }) => when.startsWith(`view == ${view} `)).map(({ command = "" }) => titles.get(command));
    assert.deepEqual(titlesIn("joker.transfers"), ["Copy Domain", "Copy Owner Email", "Copy Link to Transfer"]);
    assert.deepEqual(titlesIn("joker.orders"), [
      "Copy Identifier",
      "Copy Order ID",
      "Copy Proc ID of Order",
      "Copy Link to Order",
    ]);
    assert.deepEqual(titlesIn("joker.results"), [
      "Copy Object",
      "Copy Proc ID",
      "Copy Tracking ID",
      "Copy Link to Result",
    ]);
  });

  /** The condition under which the palette has a command. */
  function whenOffered(name: string): string {
    const { commands, menus } = manifest.contributes;
    const { enablement } = commands.find(({ command }) => command === name) ?? {};
    return enablement ?? menus["commandPalette"]?.find(({ command }) => command === name)?.when ?? "";
  }

  it("offers modifying commands only with the permission", () => {
    const modifying = /^joker\.(transfer\.(resendFoa|cancel)|results?\.delete\w*)$/;
    const offeredIn = (menu: string) =>
      (manifest.contributes.menus[menu] ?? []).filter(({ command = "" }) => modifying.test(command));
    const [titles, rows] = [offeredIn("view/title"), offeredIn("view/item/context")];
    assert(titles.length >= 2 && rows.length >= 5);
    for (const { command, when } of titles) assert.match(when, /joker\.mayModify\.(transfers|results)/, command);
    // Words that a row has only where the account may modify it.
    for (const { command, when } of rows)
      assert.match(when, /\\b(resendFoa|cancelInline|cancel|deletable)\\b\/$/, command);
    const enabled = manifest.contributes.commands.filter(({ command }) => modifying.test(command));
    assert.equal(enabled.length, 5);
    for (const { command } of enabled) {
      const when = whenOffered(command);
      assert.match(when, /^joker\.signIn == signed-in && joker\.mayModify\.(transfers|results)$/, command);
    }
  });

  it("offers on a row what depends on no context key, for which VS Code would draw all rows again", () => {
    const { commands, menus } = manifest.contributes;
    const enablements = new Map(commands.map(({ command, enablement }) => [command, enablement]));
    for (const { command = "", when } of menus["view/item/context"] ?? []) {
      assert.doesNotMatch(when, /\bjoker\.(?!transfers\b|orders\b|results\b|account\b)/, command);
      assert.equal(enablements.get(command), undefined, command);
    }
  });

  it("offers applicable commands in the palette, and always those that sign in or help", () => {
    const { commands, menus } = manifest.contributes;
    const places = new Map(menus["commandPalette"]?.map(({ command, when }) => [command, when]));
    const always = commands.filter(({ command, enablement }) => enablement === undefined && !places.has(command));
    assert.deepEqual(
      always.map(({ title }) => title),
      ["Sign In", "Show Log", "Diagnose Connection", "Start Sandbox", "Get Started"],
    );
    for (const [command, when] of places)
      assert.match(
        when,
        /^activeWebviewPanelId|^resourceScheme|^false$|^joker\.hasAccounts$|^joker\.signIn == /,
        command,
      );
  });

  it("has a documented setting for each notification kind, and no other", () => {
    const { properties } = manifest.contributes.configuration;
    const switches = Object.entries(properties).filter(([name]) => name.startsWith("joker.notifications."));
    assert.deepEqual(
      switches.map(([name]) => name).sort(),
      notificationKinds.map((kind) => `joker.notifications.${kind}`).sort(),
    );
    for (const [name, { type, default: value, markdownDescription }] of switches) {
      assert.deepEqual([type, value], ["boolean", true], name);
      assert.match(markdownDescription ?? "", /^Notify .+\.$/, name);
    }
  });

  it("gives every setting application scope", () => {
    for (const [name, { scope }] of Object.entries(manifest.contributes.configuration.properties)) {
      assert.equal(scope, "application", name);
    }
    assert.equal(manifest.contributes.configuration.properties["joker.endpoint"]?.default, "https://dmapi.joker.com");
  });
});
