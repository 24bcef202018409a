import assert from "node:assert/strict";
import * as vscode from "vscode";
import { showExpiredPanel } from "../../src/order-table/expired-panel";
import type { OrderSource } from "../../src/order-table/order-source";
import { OrderTablePanels } from "../../src/order-table/order-table-panels";
import { QueryStore } from "../../src/order-table/query-store";
import { PanelStateStore } from "../../src/order-table/panel-state-store";
import { eventually } from "../eventually";
import { useDialogs, waitForState, useSignedIn } from "./test-api";
import { SharedGlobalState } from "../unit/workbench/shared-global-state";
import { FakeMemento } from "./fake-memento";

/** The tabs of order tables, by what they are called. */
function tables(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("joker.orderTable"),
  );
  return own.map(({ label }) => label);
}

/** Waits until the tabs of order tables are these. */
async function tabsAre(expected: readonly RegExp[]): Promise<void> {
  await eventually(() => {
    const labels = tables();
    const hasAll = expected.every((text) => labels.some((label) => text.test(label)));
    assert(hasAll && labels.length === expected.length, labels.join(" | "));
  });
}

const open = (args?: unknown) => vscode.commands.executeCommand("joker.orders.openTable", args);

describe("Order tables", () => {
  useDialogs();
  const world = useSignedIn();

  it("show one query each with its account in the title, and close on sign-out", async () => {
    await open();
    await tabsAre([/^Orders – .*SANDBOX – last 30 days$/]);
    await open();
    await open({ query: { period: "last-30-days" } });
    await tabsAre([/last 30 days/]);
    await open({ query: { period: "last-month", type: "renew" } });
    await open({ query: { period: "last-1095-days" } });
    await tabsAre([/last 30 days/, /last month, renewal$/, /last 3 years$/]);
    await vscode.commands.executeCommand("joker.orders.newTable");
    await tabsAre([/last 30 days/, /last 30 days/, /last month, renewal$/, /last 3 years$/]);
    await world().accounts.signOut();
    await tabsAre([]);
  });

  it("update their title when the account is renamed", async () => {
    await open();
    await tabsAre([/^Orders – sandbox · SANDBOX – /]);
    const { accounts } = world();
    await accounts.update(accounts.requireCurrent().id, { label: "Shop" });
    await tabsAre([/^Orders – Shop · SANDBOX – last 30 days$/]);
  });

  it("reveal an order, in a new table if necessary", async () => {
    const { appState: data } = world();
    await data.orders.reload();
    const { value } = await waitForState(data.orders, "ready");
    await open({ query: { tld: "nowhere" }, orderId: value[0]?.orderId });
    await tabsAre([/nowhere/, new RegExp(`${value[0]?.orderId}$`)]);
  });
});

describe("A restored table without its account", () => {
  it("shows the reason as text, offers to sign in and runs no script", () => {
    const panel = vscode.window.createWebviewPanel("joker.orderTable", "Orders", vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    try {
      showExpiredPanel(panel, 'The account "shop" <b>is gone</b> & closed.');
      const { html, options } = panel.webview;
      assert(html.includes("<p>The account &#34;shop&#34; &#60;b&#62;is gone&#60;/b&#62; &#38; closed.</p>"), html);
      assert.match(html, /<a href="command:joker\.signIn">/);
      assert.match(html, /default-src 'none'/);
      assert(!/<script/i.test(html));
      assert.equal(options.enableScripts, false);
      assert.deepEqual(options.enableCommandUris, ["joker.signIn"]);
    } finally {
      panel.dispose();
    }
  });
});

describe("A table that is closed", () => {
  it("cancels its query silently", async () => {
    const extensionUri = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.extensionUri;
    assert(extensionUri);
    const memory = new FakeMemento();
    const ended: string[] = [];
    const logged: string[] = [];
    const log = (text: string) => void logged.push(text);
    const source: OrderSource = {
      account: { id: "a", name: "shop", environmentLabel: "" },
      endpoint: "https://dmapi.joker.com",
      clock: Date.now,
      async *load(_filter, { signal }) {
        yield { columns: ["order_id"], separator: "\t", body: new TextEncoder().encode("1\n") };
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        ended.push("query");
        throw new Error("canceled");
      },
      loadOriginal: () => assert.fail("no file was asked for"),
      describeError: String,
    };
    const tables = new OrderTablePanels({
      extensionUri,
      log: { warn: log, error: log },
      memory,
      queryStore: new QueryStore(memory),
      panelStates: new PanelStateStore(memory),
      orderTypes: [],
      getPendingDomains: () => [],
    });
    const table = tables.open(source, { period: "last-month" });
    // The page is there when it keeps its first state.
    await eventually(() => assert(memory.values.has("orders.tables")));
    // An order that is still waited for opens no other table.
    table.showOrder("7");
    table.dispose();
    await eventually(() => assert.deepEqual(ended, ["query"]));
    assert.deepEqual([logged, tables.accountIds], [[], new Set()]);
  });
});

describe("Stored states of tables", () => {
  const state = (table: string, account = "a") => ({ table, revision: 1, account, query: {}, filter: table });

  it("are those of the latest twenty tables, the newest of each", async () => {
    const memory = new FakeMemento();
    const states = new PanelStateStore(memory);
    for (let at = 1; at <= 21; at++) await states.save(state(`${at}`));
    await states.save({ ...state("2"), revision: 2 });
    assert.deepEqual(states.get("2"), { ...state("2"), revision: 2 });
    assert.equal(states.get("1"), undefined);
    assert.equal((memory.get("orders.tables") as unknown[]).length, 20);
  });

  it("are deleted with the table, and with its account", async () => {
    const states = new PanelStateStore(new FakeMemento());
    for (const entry of [state("1"), state("2"), state("3", "b")]) await states.save(entry);
    await states.remove("1");
    assert.deepEqual([states.get("1"), states.get("2")], [undefined, state("2")]);
    await states.retainAccounts(new Set(["b"]));
    assert.deepEqual([states.get("2"), states.get("3")], [undefined, state("3", "b")]);
  });

  it("are ignored when invalid", async () => {
    const memory = new FakeMemento();
    await memory.update("orders.tables", [7, { ...state("1"), query: "all" }, state("2")]);
    const states = new PanelStateStore(memory);
    assert.deepEqual([states.get("1"), states.get("2")], [undefined, state("2")]);
  });
});

describe("Saved and recent queries", () => {
  it("are saved under a name, replaced and deleted per account", async () => {
    const queries = new QueryStore(new FakeMemento());
    await queries.save("a", "Renewals", { type: "renew" });
    await queries.save("a", "All", {});
    await queries.save("a", "Renewals", { type: "renew", tld: "de" });
    assert.deepEqual(queries.get("a").saved, [
      { name: "All", query: {} },
      { name: "Renewals", query: { type: "renew", tld: "de" } },
    ]);
    assert.deepEqual(queries.get("b").saved, []);
    await queries.remove("a", "All");
    assert.deepEqual(
      queries.get("a").saved.map(({ name }) => name),
      ["Renewals"],
    );
    await queries.removeAccount("a");
    assert.deepEqual(queries.get("a"), { saved: [], recent: [] });
  });

  it("are never evicted, however many are saved", async () => {
    const queries = new QueryStore(new FakeMemento());
    for (let at = 1; at <= 120; at++) await queries.save("a", `Query ${at}`, { orderId: `${at}` });
    assert.equal(queries.get("a").saved.length, 120);
  });

  it("are remembered as recent: ten, the latest first, none twice", async () => {
    const queries = new QueryStore(new FakeMemento());
    for (let day = 1; day <= 12; day++) await queries.addRecent("a", { period: `last-${day}-days`, tld: "de" });
    await queries.addRecent("a", { tld: "de", period: "last-5-days", type: undefined });
    const { recent } = queries.get("a");
    assert.equal(recent.length, 10);
    assert.deepEqual(
      recent.slice(0, 3).map(({ period }) => period),
      ["last-5-days", "last-12-days", "last-11-days"],
    );
    assert.equal(recent.filter(({ period }) => period === "last-5-days").length, 1);
  });

  it("are empty when the stored data is invalid", async () => {
    const memory = new FakeMemento();
    await memory.update("orders.queries.a", { version: 1, saved: "?", recent: [] });
    assert.deepEqual(new QueryStore(memory).get("a"), { saved: [], recent: [] });
  });

  it("are there as version 0.1 saved them, and change from there", async () => {
    const memory = new FakeMemento();
    const stored = { version: 1, saved: [{ name: "Renewals", query: { type: "renew" } }], recent: [{ tld: "de" }] };
    await memory.update("orders.queries.a", stored);
    const queries = new QueryStore(memory);
    const { saved, recent } = stored;
    assert.deepEqual(queries.get("a"), { saved, recent });
    await queries.addRecent("a", { tld: "com" });
    assert.deepEqual(queries.get("a").saved, saved);
    await queries.save("a", "All", {});
    assert.deepEqual(
      queries.get("a").saved.map(({ name }) => name),
      ["All", "Renewals"],
    );
    await queries.remove("a", "All");
    await queries.remove("a", "Renewals");
    assert.deepEqual(queries.get("a"), { saved: [], recent: [{ tld: "com" }, { tld: "de" }] });
  });

  it("stay saved when a query runs in another window at the same time", async () => {
    const shared = new SharedGlobalState();
    const [one, other] = [new QueryStore(shared.openProtected()), new QueryStore(shared.openProtected())];
    await one.save("a", "Renewals", { type: "renew" });
    await other.addRecent("a", { tld: "de" });
    shared.deliver();
    await shared.settle();
    const expected = { saved: [{ name: "Renewals", query: { type: "renew" } }], recent: [{ tld: "de" }] };
    for (const queries of [one, other]) assert.deepEqual(queries.get("a"), expected);
  });
});
