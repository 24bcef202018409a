import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createRowSource } from "../../src/export/row-source";
import { QueryStore } from "../../src/order-table/query-store";
import type { OrderTablePanel } from "../../src/order-table/order-table-panel";
import { getDecimalMark } from "../../src/order-table/ask-format";
import { exportToFile, type ExportJob } from "../../src/order-table/export-file";
import type { OrderSource } from "../../src/order-table/order-source";
import { PanelStateStore } from "../../src/order-table/panel-state-store";
import { OrderTablePanels } from "../../src/order-table/order-table-panels";
import { eventually } from "../eventually";
import { useDialogs } from "./test-api";
import { useMemoryFileSystem } from "./memory-file-system";
import { FakeMemento } from "./fake-memento";

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

describe("Exporting from a table", () => {
  const user = useDialogs();
  const files = useMemoryFileSystem("joker-table");
  const { showSaveDialog, withProgress } = vscode.window;
  const warnings: string[] = [];
  let memory: FakeMemento;
  let table: OrderTablePanel | undefined;

  beforeEach(() => {
    memory = new FakeMemento();
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(uri) });
  });
  afterEach(() => {
    Object.assign(vscode.window, { showSaveDialog, withProgress });
    table?.dispose();
    assert.deepEqual(warnings.splice(0), []);
  });

  const text = () => new TextDecoder().decode(files.get("/orders.csv"));
  const expectMessage = (what: RegExp) => eventually(() => assert.match(user.shown.at(-1) ?? "", what));

  /** Opens a table and waits for its page, which is told of the rows that came before anything else. */
  async function open(source: Pick<OrderSource, "load"> & Partial<OrderSource>): Promise<OrderTablePanel> {
    const extensionUri = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")?.extensionUri;
    assert(extensionUri);
    const tables = new OrderTablePanels({
      extensionUri,
      log: { warn: (text) => void warnings.push(text), error: () => undefined },
      memory,
      queryStore: new QueryStore(memory),
      panelStates: new PanelStateStore(memory),
      orderTypes: [],
      getPendingDomains: () => [],
    });
    const account = { id: "a", name: "shop", environmentLabel: "" };
    const noFiles = () => assert.fail("no file was asked for");
    const clock = () => Date.UTC(2026, 10, 22, 12);
    table = tables.open(
      { account, endpoint: "https://dmapi.joker.com", clock, loadOriginal: noFiles, describeError: String, ...source },
      { period: "last-month" },
    );
    await eventually(() => assert(memory.values.has("orders.tables")));
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

  it("writes the rows loaded so far, with unknown columns, and says that some are missing", async () => {
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
    shown.runAction({ action: "export" });
    await expectMessage(
      /^Exported 2 orders to joker-table:\/orders\.csv\. Some orders are missing because loading was not completed\.$/,
    );
    assert.equal(text(), '{"order_id":"1","vat_id":"x"}\n{"order_id":"2","vat_id":"x"}\n');
    more.open();
    await all.passed;
    shown.runAction({ action: "export" });
    await expectMessage(/^Exported 3 orders to joker-table:\/orders\.csv\.$/);
  });

  it("continues when the table is closed", async () => {
    const [asking, more] = [gate(), gate()];
    const shown = await open({
      load: oneRow,
      async *loadOriginal() {
        yield { bytes: utf8.encode("order_id\n1\n"), rows: 1 };
        asking.open();
        await more.passed;
        yield { bytes: utf8.encode("2\n"), rows: 1 };
      },
    });
    await memory.update("export.format", { by: "original", layout: { separator: "comma", numComma: false } });
    choosing("Original Joker.com CSV");
    shown.runAction({ action: "export" });
    await asking.passed;
    shown.dispose();
    more.open();
    await expectMessage(/^Exported 2 orders to /);
    assert.equal(text(), "order_id\n1\n2\n");
  });

  it("reports that nothing was exported, and why, when the original file cannot be loaded", async () => {
    files.set("/orders.csv", utf8.encode("old"));
    const shown = await open({
      load: oneRow,
      async *loadOriginal() {
        yield await Promise.resolve({ bytes: utf8.encode("order_id\n"), rows: 0 });
        throw new Error("the connection was lost");
      },
    });
    await memory.update("export.format", { by: "original", layout: { separator: "comma", numComma: false } });
    choosing("Original Joker.com CSV");
    shown.runAction({ action: "export" });
    await expectMessage(/^Nothing was exported\. .*the connection was lost/);
    assert.equal(text(), "old");
  });

  it("keeps the existing file silently when canceled midway", async () => {
    files.set("/orders.csv", utf8.encode("old"));
    const cancel = new vscode.CancellationTokenSource();
    Object.assign(vscode.window, {
      withProgress: (_: unknown, work: (...args: unknown[]) => unknown) =>
        work({ report: ({ increment = 0 }) => increment > 0 && cancel.cancel() }, cancel.token),
    });
    choosing("CSV (RFC 4180)");
    const cells = Array.from({ length: 10_000 }, (_, row) => [String(row)]);
    const message = await exportToFile({ ...list, source: createRowSource(["a"], cells) }, memory);
    assert.deepEqual([message, text(), cancel.token.isCancellationRequested], [undefined, "old", true]);
    assert.deepEqual(user.shown, []);
  });

  it("offers no export without rows", async () => {
    Object.assign(vscode.window, { showSaveDialog: () => assert.fail("asked for a file") });
    assert.equal(await exportToFile({ ...list, source: createRowSource(["a"], []) }, memory), "No rows.");
    assert.deepEqual(user.shown, ["No rows."]);
  });

  it("adds the extension, and asks before it replaces a file that the dialog did not ask about", async () => {
    const uris = ["taken", "other.txt"].map((name) => uri.with({ path: `/${name}` }));
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(uris.shift()) });
    files.set("/taken.csv", utf8.encode("old"));
    choosing("CSV (RFC 4180)");
    assert.equal(await exportToFile(list, memory), "1 rows, joker-table:/other.txt");
    assert.match(user.shown[0] ?? "", /^joker-table:\/taken\.csv already exists\. Replace it\?/);
    assert.equal(new TextDecoder().decode(files.get("/taken.csv")), "old");
    uris.push(uri.with({ path: "/taken" }));
    user.answer = (_, choices) => choices.find((choice) => ["CSV (RFC 4180)", "Replace"].includes(choice));
    assert.equal(await exportToFile(list, memory), "1 rows, joker-table:/taken.csv");
  });

  it("suggests the account and days as the name, in the folder used last", async () => {
    const asked: vscode.SaveDialogOptions[] = [];
    const answer = vscode.Uri.parse("joker-table:/orders.csv");
    Object.assign(vscode.window, {
      showSaveDialog: (options: vscode.SaveDialogOptions) => Promise.resolve((asked.push(options), answer)),
    });
    choosing("CSV (RFC 4180)");
    await exportToFile({ ...list, period: { after: "2026-07-01", before: "2026-09-30" } }, memory);
    assert.equal(asked[0]?.title, "Export");
    const home = asked[0].defaultUri;
    assert(home);
    assert.match(home.path, /\/joker-rows-shop-2026-07-01--2026-09-30\.csv$/);
    assert.equal(memory.values.get("export.folder"), "joker-table:/");
    await memory.update("export.folder", vscode.Uri.joinPath(home, "..", "..").toString());
    await exportToFile(list, memory);
    assert.equal(asked[1]?.defaultUri?.path.split("/").length, home.path.split("/").length - 1);
  });

  it("copies amounts with the decimal mark of the format chosen last, or of the language", async () => {
    assert.equal(getDecimalMark(memory), ".");
    choosing("CSV for Excel (German)");
    await exportToFile(list, memory);
    assert.equal(getDecimalMark(memory), ",");
    choosing("JSON Lines");
    await exportToFile(list, memory);
    assert.equal(getDecimalMark(memory), ".");
  });

  it("says so when a file for spreadsheets has more lines than these show", async () => {
    const source = { columns: ["a"], count: 1_048_576, fields: () => ["x"] };
    choosing("CSV for Excel (English)");
    assert.match((await exportToFile({ ...list, source }, memory)) ?? "", /first 1,048,576 rows of a file\. Filter/);
    choosing("CSV (RFC 4180)");
    assert.equal(await exportToFile({ ...list, source }, memory), "1048576 rows, joker-table:/orders.csv");
  });

  it("prompts for another location when one is not writable, and writes there", async () => {
    const places = [vscode.Uri.parse("joker-nowhere:/orders.csv"), uri];
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(places.shift()) });
    user.answer = (_, choices) =>
      choices.find((choice) => ["CSV (RFC 4180)", "Choose Another Location"].includes(choice));
    assert.equal(await exportToFile(list, memory), "1 rows, joker-table:/orders.csv");
    assert.match(user.shown[0] ?? "", /^Could not save joker-nowhere:\/orders\.csv: /);
    assert.equal(text(), "a\r\n1\r\n");
  });
});

const list: ExportJob = {
  title: "Export",
  emptyText: "No rows.",
  subject: "rows",
  account: ["shop"],
  sheetName: "Rows",
  now: Date.UTC(2026, 10, 22, 12),
  source: createRowSource(["a"], [["1"]]),
  columns: [{ name: "a", title: "a", isAmount: false }],
  describeResult: (count: number, file: string) => `${count} rows, ${file}`,
};
