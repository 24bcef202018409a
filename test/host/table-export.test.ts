import assert from "node:assert/strict";
import * as vscode from "vscode";
import { sourceOf } from "../../src/export/rows";
import { KeptQueries } from "../../src/table/queries";
import type { OrderTable } from "../../src/table/panel";
import { exportList, type ExportList } from "../../src/table/save";
import type { OrderSource } from "../../src/table/source";
import { TableStates } from "../../src/table/states";
import { OrderTables } from "../../src/table/tables";
import { eventually } from "../eventually";
import { asked } from "./inside";
import { memoryFiles } from "./memory-files";
import { Memory } from "./memory";

const utf8 = new TextEncoder();
const uri = vscode.Uri.parse("joker-table:/orders.csv");

/** Something that is waited for until it is let go. */
function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => assert.fail("a promise runs what it is made with at once");
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

describe("Exporting from a table", function () {
  this.timeout(60_000);
  const user = asked();
  const files = memoryFiles("joker-table");
  const { showSaveDialog, withProgress } = vscode.window;
  const failures: unknown[] = [];
  const fail = (reason: unknown) => failures.push(reason);
  let memory: Memory;
  let table: OrderTable | undefined;

  before(() => void process.on("unhandledRejection", fail));
  after(() => void process.off("unhandledRejection", fail));
  beforeEach(() => {
    memory = new Memory();
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(uri) });
  });
  afterEach(() => {
    Object.assign(vscode.window, { showSaveDialog, withProgress });
    table?.dispose();
    assert.deepEqual(failures.splice(0), []);
  });

  const text = () => new TextDecoder().decode(files.get("/orders.csv"));
  const told = (what: RegExp) => eventually(() => assert.match(user.shown.at(-1) ?? "", what), { timeoutMs: 30_000 });

  /** Opens a table and waits for its page, which is told of the rows that came before anything else. */
  async function open(source: Pick<OrderSource, "load"> & Partial<OrderSource>): Promise<OrderTable> {
    const extensionUri = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.extensionUri;
    assert(extensionUri);
    const tables = new OrderTables({
      extensionUri,
      log: { warn: fail, error: () => undefined },
      memory,
      queries: new KeptQueries(memory),
      states: new TableStates(memory),
      types: [],
      pendingTransfers: () => [],
    });
    const account = { id: "a", name: "shop", mark: "" };
    const noFiles = () => assert.fail("no file was asked for");
    const clock = () => Date.UTC(2026, 10, 22, 12);
    table = tables.open({ account, clock, files: noFiles, describe: String, ...source }, { period: "last-month" });
    await eventually(() => assert(memory.values.has("orders.tables")), { timeoutMs: 30_000 });
    return table;
  }

  function rows(...ids: number[]) {
    return {
      columns: ["order_id", "vat_id"],
      separator: "\t",
      body: utf8.encode(ids.map((id) => `${id}\tx\n`).join("")),
    };
  }

  async function* oneRow() {
    yield await Promise.resolve(rows(1));
  }

  /** Answers with this format whatever is asked. */
  function choosing(format: string): void {
    user.answer = (_, choices) => choices.find((choice) => choice === format);
  }

  it("writes what has come while rows are arriving, unknown columns too, and says that some are missing", async () => {
    const [more, all] = [gate(), gate()];
    const shown = await open({
      async *load() {
        yield rows(1, 2);
        await more.passed;
        yield rows(3);
        all.open();
      },
    });
    choosing("JSON Lines");
    shown.act({ action: "export" });
    await told(
      /^Exported 2 orders to joker-table:\/orders\.csv\. Some orders are missing because loading was not completed\.$/,
    );
    assert.equal(text(), '{"order_id":"1","vat_id":"x"}\n{"order_id":"2","vat_id":"x"}\n');
    more.open();
    await all.passed;
    shown.act({ action: "export" });
    await told(/^Exported 3 orders to joker-table:\/orders\.csv\.$/);
  });

  it("goes on when the table is closed", async () => {
    const [asking, more] = [gate(), gate()];
    const shown = await open({
      load: oneRow,
      async *files() {
        yield { bytes: utf8.encode("order_id\n1\n"), rows: 1 };
        asking.open();
        await more.passed;
        yield { bytes: utf8.encode("2\n"), rows: 1 };
      },
    });
    await memory.update("export.format", { by: "original", layout: { separator: "comma", numComma: false } });
    choosing("Original Joker.com CSV");
    shown.act({ action: "export" });
    await asking.passed;
    shown.dispose();
    more.open();
    await told(/^Exported 2 orders to /);
    assert.equal(text(), "order_id\n1\n2\n");
  });

  it("says that nothing was exported, and why, when Joker.com's own file does not come", async () => {
    files.set("/orders.csv", utf8.encode("old"));
    const shown = await open({
      load: oneRow,
      async *files() {
        yield await Promise.resolve({ bytes: utf8.encode("order_id\n"), rows: 0 });
        throw new Error("the connection was lost");
      },
    });
    await memory.update("export.format", { by: "original", layout: { separator: "comma", numComma: false } });
    choosing("Original Joker.com CSV");
    shown.act({ action: "export" });
    await told(/^Nothing was exported\. .*the connection was lost/);
    assert.equal(text(), "old");
  });

  it("leaves the earlier file and says nothing when it is cancelled half way", async () => {
    files.set("/orders.csv", utf8.encode("old"));
    const cancel = new vscode.CancellationTokenSource();
    Object.assign(vscode.window, {
      withProgress: (_: unknown, work: (...args: unknown[]) => unknown) =>
        work({ report: ({ increment = 0 }) => increment > 0 && cancel.cancel() }, cancel.token),
    });
    choosing("RFC 4180");
    const cells = Array.from({ length: 10_000 }, (_, row) => [String(row)]);
    const said = await exportList({ ...list, source: sourceOf(["a"], cells) }, memory);
    assert.deepEqual([said, text(), cancel.token.isCancellationRequested], [undefined, "old", true]);
    assert.deepEqual(user.shown, []);
  });

  it("writes a header alone where there are no rows", async () => {
    choosing("RFC 4180");
    assert.equal(await exportList({ ...list, source: sourceOf(["a"], []) }, memory), "0 rows, joker-table:/orders.csv");
    assert.equal(text(), "a\r\n");
  });

  it("says so when a file for spreadsheets has more lines than these show", async function () {
    this.timeout(60_000);
    const source = { columns: ["a"], count: 1_048_576, fields: () => ["x"] };
    choosing("Excel (English)");
    assert.match((await exportList({ ...list, source }, memory)) ?? "", /first 1,048,576 lines of a file\. Filter/);
    choosing("RFC 4180");
    assert.equal(await exportList({ ...list, source }, memory), "1048576 rows, joker-table:/orders.csv");
  });

  it("asks for another place where one cannot be written, and writes there", async () => {
    const places = [vscode.Uri.parse("joker-nowhere:/orders.csv"), uri];
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(places.shift()) });
    user.answer = (_, choices) => choices.find((choice) => ["RFC 4180", "Choose Another Location"].includes(choice));
    assert.equal(await exportList(list, memory), "1 rows, joker-table:/orders.csv");
    assert.match(user.shown[0] ?? "", /^Could not save joker-nowhere:\/orders\.csv: /);
    assert.equal(text(), "a\r\n1\r\n");
  });
});

const list: ExportList = {
  title: "Export",
  subject: "rows",
  account: "shop",
  now: Date.UTC(2026, 10, 22, 12),
  source: sourceOf(["a"], [["1"]]),
  columns: [{ name: "a", title: "a", isAmount: false }],
  saved: (count: number, file: string) => `${count} rows, ${file}`,
};
