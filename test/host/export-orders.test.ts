import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { CommandContext } from "../../src/commands/command-context";
import { createOrderSource } from "../../src/commands/orders/order-tables";
import { RowIndex } from "../../src/columns/row-index";
import { askExportScope, createOrderExport } from "../../src/order-table/order-export";
import { exportToFile } from "../../src/order-table/export-file";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";
import { useMemoryFileSystem } from "./memory-file-system";

function createIndex(rows: string): RowIndex {
  const index = new RowIndex();
  index.add({ columns: ["order_id", "identifier"], separator: "\t", body: new TextEncoder().encode(rows) });
  return index;
}

describe("Exporting orders", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const files = useMemoryFileSystem("joker-orders");
  const { showSaveDialog } = vscode.window;
  const uri = vscode.Uri.parse("joker-orders:/orders.csv");

  beforeEach(() => {
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(uri) });
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    const settings = vscode.workspace.getConfiguration("joker");
    await settings.update("orders.days", undefined, vscode.ConfigurationTarget.Global);
  });

  /** Runs the command; what it asks and tells gets these answers, one after the other. */
  async function exportOrders(...answers: string[]): Promise<void> {
    answerWith(answers);
    await vscode.commands.executeCommand("joker.orders.exportCsv");
    assert.deepEqual(answers, []);
  }

  /** Makes the period long, so that it is loaded in several parts. */
  async function useLongPeriod(): Promise<void> {
    const settings = vscode.workspace.getConfiguration("joker");
    await settings.update("orders.days", 1000, vscode.ConfigurationTarget.Global);
    await world().appState.orders.reload();
  }

  function answerWith(answers: string[]): void {
    user.answer = (text, choices) => {
      if (/^Export [\d,]+ orders, last [\d,]+ days$/.test(text)) return "CSV (RFC 4180)";
      return choices.find((choice) => choice === answers[0] && answers.shift());
    };
  }

  /** The lines of the file below its header. */
  function lines(): string[] | undefined {
    const bytes = files.get("/orders.csv");
    return bytes && new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/).slice(1);
  }

  /** How often the days fail to come: each time they are asked for twice. */
  function failing(times: number): void {
    const count = 2 * times;
    world().sandbox.control.addFaults({ kind: "status", status: 500, request: "query-order-list", count });
  }

  it("writes all of the period to any file system, and says how many", async () => {
    const { appState: data } = world();
    await data.orders.reload();
    await exportOrders();
    const ids = data.orders.value?.map(({ orderId }) => orderId);
    assert.deepEqual(
      lines()?.map((line) => line.split(",")[0]),
      ids,
    );
    assert(
      user.shown.some((text) => text.startsWith(`Exported ${ids?.length} orders to `)),
      user.shown.join("\n"),
    );
  });

  it("concatenates Joker.com's files of a longer period byte for byte, and says so", async () => {
    const { accounts, sandbox, clock } = world();
    const source = createOrderSource({ accounts, clock: clock.now } as CommandContext, accounts.requireCurrent());
    const list = createOrderExport(source, { query: { period: "last-200-days" }, index: createIndex("1\ta\n") });
    const layout = { separator: "semicolon", numComma: true };
    const memory = { keys: () => [], get: () => ({ by: "original", layout }), update: () => Promise.resolve() };
    user.answer = (_, choices) => choices.find((choice) => choice === "Original Joker.com CSV");
    sandbox.control.addOrder({ amount: "-5.00", identifier: "=1+1" });
    const message = await exportToFile(list, memory);
    const [first = "", ...others] = lines() ?? [];
    assert.match(first, /^\d+;\d+;\S+Z;ok;create;-5,00;-5,00;USD;=1\+1$/);
    assert(others.length > 50 && others.every((line) => /^\d+;/.test(line)));
    assert.match(
      message ?? "",
      new RegExp(`^Exported ${others.length + 1} orders to .* The exported file combines \\d files from Joker\\.com`),
    );
  });

  it("writes all orders of the query in order, including those loaded later", async () => {
    const { accounts, clock } = world();
    const index = createIndex("3\tc\n1\ta\n2\tb\n");
    const shown = { query: {}, index, order: Uint32Array.of(0, 2, 1), rows: Uint32Array.of(1), columns: ["order_id"] };
    user.answer = (_, choices) =>
      choices.find((choice) => choice === "All Orders and Columns" || choice === "CSV (RFC 4180)");
    const all = await askExportScope(shown);
    assert(all);
    const source = createOrderSource({ accounts, clock: clock.now } as CommandContext, accounts.requireCurrent());
    await exportToFile(createOrderExport(source, all), {
      keys: () => [],
      get: () => undefined,
      update: () => Promise.resolve(),
    });
    assert.deepEqual(lines(), ["3,c", "2,b", "1,a"]);
  });

  it("offers nothing where nothing is shown, and names the orders and days that were loaded", async () => {
    const { accounts, clock } = world();
    const source = createOrderSource({ accounts, clock: clock.now } as CommandContext, accounts.requireCurrent());
    const index = createIndex("1\ta\n2\tb\n");
    const loadedAt = Date.UTC(2026, 6, 15, 12);
    const shown = { query: { period: "last-quarter" }, loadedAt, index, rows: new Uint32Array() } as const;
    const choices: (readonly string[])[] = [];
    user.answer = (_, items) => {
      choices.push(items);
      return items[0];
    };
    const all = await askExportScope(shown);
    assert.deepEqual(choices, [["All Orders and Columns"]]);
    assert(all);
    const { title, originalTitle, period } = createOrderExport(source, all);
    assert.deepEqual(
      { title, originalTitle, period },
      {
        title: "Export 2 orders, last quarter",
        originalTitle: "Export original Joker.com CSV, last quarter",
        period: { after: "2026-04-01", before: "2026-06-30" },
      },
    );
  });

  it("opens the exported file", async () => {
    await exportOrders("Open");
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString()));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("prompts about days that could not be loaded, and retries them", async () => {
    await exportOrders();
    const whole = lines();
    files.clear();
    failing(1);
    await exportOrders("Retry");
    assert.deepEqual(lines(), whole);
    const question = user.shown.find((text) => text.startsWith("No orders could be loaded")) ?? "";
    assert.match(question, /Orders are missing for these days: \w{3} \d+, \d{4} to \w{3} \d+, \d{4}\.\n\n.*HTTP 500/);
    assert(!(user.shown.at(-1) ?? "").includes("missing"), user.shown.at(-1));
  });

  it("omits them after confirmation, and says so", async () => {
    await useLongPeriod();
    await exportOrders();
    const whole = lines() ?? [];
    files.clear();
    const { control } = world().sandbox;
    control.addFaults({ kind: "status", status: 500, request: "query-order-list", skip: 6, count: 1000 });
    await exportOrders("Export Without Them");
    control.clearFaults();
    const some = lines() ?? [];
    assert(some.length > 0 && some.length < whole.length && some.every((line) => whole.includes(line)));
    assert.match(user.shown.at(-1) ?? "", /^Exported .* Orders are missing for these days: /);
  });

  it("offers only a retry when all orders are missing", async () => {
    failing(1);
    const offered: (readonly string[])[] = [];
    user.answer = (_, choices) => void offered.push(choices);
    await vscode.commands.executeCommand("joker.orders.exportCsv");
    assert.deepEqual(offered, [["Retry", "Don't Export"]]);
    assert.equal(files.size, 0);
  });

  it("writes nothing when canceled, also after a failed retry", async () => {
    failing(2);
    await exportOrders("Retry", "Don't Export");
    assert.equal(files.size, 0);
    assert.equal(user.shown.length, 2, user.shown.join("\n"));
  });
});
