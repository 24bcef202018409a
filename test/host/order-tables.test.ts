import assert from "node:assert/strict";
import * as vscode from "vscode";
import { showGone } from "../../src/table/gone";
import type { OrderSource } from "../../src/table/source";
import { OrderTables } from "../../src/table/tables";
import { KeptQueries } from "../../src/table/queries";
import { TableStates } from "../../src/table/states";
import { eventually } from "../eventually";
import { asked, settled, signedIn } from "./inside";
import { Memory } from "./memory";

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
  asked();
  const world = signedIn();

  it("show one query each, name it and the account, and go when the account signs out", async () => {
    await open();
    await tabsAre([/^Orders – .*SANDBOX – last 30 days$/]);
    await open();
    await open({ query: { period: "last-30-days" } });
    await tabsAre([/last 30 days/]);
    await open({ query: { period: "last-month", type: "renew" } });
    await tabsAre([/last 30 days/, /last month, renew$/]);
    await vscode.commands.executeCommand("joker.orders.newTable");
    await tabsAre([/last 30 days/, /last 30 days/, /last month, renew$/]);
    await world().accounts.signOut();
    await tabsAre([]);
  });

  it("are called what their account is called now", async () => {
    await open();
    await tabsAre([/^Orders – sandbox · SANDBOX – /]);
    const { accounts } = world();
    await accounts.change(accounts.require().id, { label: "Shop" });
    await tabsAre([/^Orders – Shop · SANDBOX – last 30 days$/]);
  });

  it("go to an order, in a table of its own where it is not shown", async () => {
    const { data } = world();
    await data.orders.reload();
    const { value } = await settled(data.orders, "ready");
    await open({ query: { tld: "nowhere" }, orderId: value[0]?.orderId });
    await tabsAre([/nowhere/, new RegExp(`${value[0]?.orderId}$`)]);
  });
});

describe("A table whose account is gone", () => {
  it("says why as text, offers a sign-in and runs nothing", () => {
    const panel = vscode.window.createWebviewPanel("joker.orderTable", "Orders", vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    try {
      showGone(panel, 'The account "shop" <b>is gone</b> & closed.');
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
  const failures: unknown[] = [];
  const fail = (reason: unknown) => failures.push(reason);
  before(() => void process.on("unhandledRejection", fail));
  after(() => void process.off("unhandledRejection", fail));

  it("ends its query without a word", async () => {
    const extensionUri = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.extensionUri;
    assert(extensionUri);
    const memory = new Memory();
    const ended: string[] = [];
    const source: OrderSource = {
      account: { id: "a", name: "shop", mark: "" },
      clock: Date.now,
      async *load(_filter, { signal }) {
        yield { columns: ["order_id"], separator: "\t", body: new TextEncoder().encode("1\n") };
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        ended.push("query");
        throw new Error("cancelled");
      },
      files: () => assert.fail("no file was asked for"),
      describe: String,
    };
    const tables = new OrderTables({
      extensionUri,
      log: { warn: fail, error: fail },
      memory,
      queries: new KeptQueries(memory),
      states: new TableStates(memory),
      types: [],
      pendingTransfers: () => [],
    });
    const table = tables.open(source, { period: "last-month" });
    // The page is there when it keeps its first state.
    await eventually(() => assert(memory.values.has("orders.tables")), { timeoutMs: 30_000 });
    // An order that is still waited for opens no other table.
    table.show("7");
    table.dispose();
    await eventually(() => assert.deepEqual(ended, ["query"]));
    assert.deepEqual([failures, tables.accounts], [[], new Set()]);
  });
});

describe("What tables keep", () => {
  const state = (table: string, account = "a") => ({ table, revision: 1, account, query: {}, filter: table });

  it("is that of the latest twenty, the newest of each", async () => {
    const memory = new Memory();
    const states = new TableStates(memory);
    for (let at = 1; at <= 21; at++) await states.keep(state(`${at}`));
    await states.keep({ ...state("2"), revision: 2 });
    assert.deepEqual(states.of("2"), { ...state("2"), revision: 2 });
    assert.equal(states.of("1"), undefined);
    assert.equal((memory.get("orders.tables") as unknown[]).length, 20);
  });

  it("goes with the table, and with its account", async () => {
    const states = new TableStates(new Memory());
    for (const kept of [state("1"), state("2"), state("3", "b")]) await states.keep(kept);
    await states.forget("1");
    assert.deepEqual([states.of("1"), states.of("2")], [undefined, state("2")]);
    await states.keepOnly(new Set(["b"]));
    assert.deepEqual([states.of("2"), states.of("3")], [undefined, state("3", "b")]);
  });

  it("is nothing where it cannot be read", async () => {
    const memory = new Memory();
    await memory.update("orders.tables", [7, { ...state("1"), query: "all" }, state("2")]);
    const states = new TableStates(memory);
    assert.deepEqual([states.of("1"), states.of("2")], [undefined, state("2")]);
  });
});

describe("Queries that are kept", () => {
  it("are saved under a name, replaced and forgotten, each account's for itself", async () => {
    const queries = new KeptQueries(new Memory());
    await queries.save("a", "Renewals", { type: "renew" });
    await queries.save("a", "All", {});
    await queries.save("a", "Renewals", { type: "renew", tld: "de" });
    assert.deepEqual(queries.of("a").saved, [
      { name: "All", query: {} },
      { name: "Renewals", query: { type: "renew", tld: "de" } },
    ]);
    assert.deepEqual(queries.of("b").saved, []);
    await queries.forget("a", "All");
    assert.deepEqual(
      queries.of("a").saved.map(({ name }) => name),
      ["Renewals"],
    );
    await queries.forgetAccount("a");
    assert.deepEqual(queries.of("a"), { saved: [], recent: [] });
  });

  it("are never dropped for others, however many have a name", async () => {
    const queries = new KeptQueries(new Memory());
    for (let at = 1; at <= 120; at++) await queries.save("a", `Query ${at}`, { orderId: `${at}` });
    assert.equal(queries.of("a").saved.length, 120);
  });

  it("are remembered as recent: ten, the latest first, none twice", async () => {
    const queries = new KeptQueries(new Memory());
    for (let day = 1; day <= 12; day++) await queries.note("a", { period: `last-${day}-days`, tld: "de" });
    await queries.note("a", { tld: "de", period: "last-5-days", type: undefined });
    const { recent } = queries.of("a");
    assert.equal(recent.length, 10);
    assert.deepEqual(
      recent.slice(0, 3).map(({ period }) => period),
      ["last-5-days", "last-12-days", "last-11-days"],
    );
    assert.equal(recent.filter(({ period }) => period === "last-5-days").length, 1);
  });

  it("are none where what was kept cannot be read", async () => {
    const memory = new Memory();
    await memory.update("orders.queries.a", { version: 1, saved: "?", recent: [] });
    assert.deepEqual(new KeptQueries(memory).of("a"), { saved: [], recent: [] });
  });
});
