import assert from "node:assert/strict";
import ExcelJS from "exceljs";
import * as vscode from "vscode";
import { useMemoryFileSystem } from "./memory-file-system";
import { useDialogs, useSignedIn } from "./test-api";

describe("Exporting workbooks", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const files = useMemoryFileSystem("joker-workbooks");
  const { showSaveDialog } = vscode.window;
  const uri = vscode.Uri.parse("joker-workbooks:/file.xlsx");
  let suggestedName: string | undefined;

  beforeEach(() => {
    Object.assign(vscode.window, {
      showSaveDialog: (options?: vscode.SaveDialogOptions) => {
        suggestedName = options?.defaultUri?.path.split("/").at(-1);
        return Promise.resolve(uri);
      },
    });
  });
  afterEach(() => void Object.assign(vscode.window, { showSaveDialog }));

  async function read(): Promise<ExcelJS.Workbook> {
    const bytes = files.get("/file.xlsx");
    assert(bytes, user.shown.join("\n"));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook;
  }

  function textOf(sheet: ExcelJS.Worksheet | undefined): string {
    const rows: string[] = [];
    sheet?.eachRow((row) => rows.push(readTexts(row).join("|")));
    return rows.join("\n");
  }

  /** The cells of a row as text; formulas are left out. */
  function readTexts(row: ExcelJS.Row): string[] {
    return (row.values as ExcelJS.CellValue[])
      .slice(1)
      .map((value) => (typeof value === "object" ? "" : String(value)));
  }

  it("writes orders, totals and what they are, in one pick", async () => {
    const { appState } = world();
    await appState.orders.reload();
    await vscode.commands.executeCommand("joker.orders.exportWorkbook");
    const workbook = await read();
    assert.deepEqual(workbook.worksheets.map(({ name }) => name), ["Orders", "Totals", "Totals (Net)", "About"]); // prettier-ignore
    const ids = appState.orders.value?.map(({ orderId }) => orderId);
    const [orders, totals, , about] = workbook.worksheets;
    const header = (orders?.getRow(1).values as string[]).slice(1);
    assert(header.includes("Created (UTC)"), header.join());
    const idColumn = orders?.getColumn(header.indexOf("Order ID") + 1).values.slice(2);
    assert.deepEqual(idColumn, ids);
    assert.match(textOf(totals), /All orders\|Currency\|Orders\|Charged/);
    assert.match(textOf(about), /Endpoint\|http:\/\/127\.0\.0\.1:\d+/);
    assert.match(textOf(about), /For information only/);
    assert.match(suggestedName ?? "", /^joker-orders-.*\.xlsx$/);
    assert(user.shown.some((text) => text.startsWith(`Exported ${ids?.length} orders to `)), user.shown.join("\n")); // prettier-ignore
  });

  it("writes a statement of a month with its totals first, top-ups and pending orders included", async () => {
    const { sandbox } = world();
    sandbox.control.addOrder({ type: "credit-increase", amount: "-250.00", identifier: "" });
    sandbox.control.addOrder({ status: "pending", amount: "12.34", identifier: "waits.example" });
    user.answer = (_, choices) => choices[1]; // The first is the heading of the months.
    await vscode.commands.executeCommand("joker.account.exportStatement");
    const workbook = await read();
    assert.deepEqual(workbook.worksheets.map(({ name }) => name), ["Totals", "Totals (Net)", "Orders", "About"]); // prettier-ignore
    const [totals, , orders] = workbook.worksheets;
    assert.match(textOf(totals), /^Statement: \w+ \d{4}\n/);
    assert.match(textOf(orders), /credit-increase/);
    assert.match(textOf(orders), /waits\.example/);
    assert.match(suggestedName ?? "", /^joker-statement-.*\.xlsx$/);
  });

  it("writes results", async () => {
    await vscode.commands.executeCommand("joker.results.exportWorkbook");
    const workbook = await read();
    assert.deepEqual(workbook.worksheets.map(({ name }) => name), ["Results"]); // prettier-ignore
    assert((workbook.worksheets[0]?.rowCount ?? 0) > 1);
  });
});
