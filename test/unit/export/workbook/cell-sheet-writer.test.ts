import assert from "node:assert/strict";
import { createAmountCell, createFormulaCell, createTextCell, createTimeCell, toDaySerial } from "../../../../src/export/workbook/cell-xml"; // prettier-ignore
import { columnLetters, type CellSheet, type WorkbookCell } from "../../../../src/export/workbook/workbook";
import { readStyle, readWorkbook, toBytes } from "./workbook-reader";

async function readCells(rows: CellSheet["rows"], columnWidths: readonly number[] = []) {
  const sheets: CellSheet[] = [{ kind: "cells", name: "Cells", rows, columnWidths }];
  const [sheet] = (await readWorkbook(await toBytes({ sheets, createdAt: 0 }))).worksheets;
  assert(sheet);
  return sheet;
}

function isNumber(amount: string): boolean {
  return createAmountCell("A1", amount).includes("<v>");
}

describe("A sheet of cells", () => {
  it("has each cell where it was put, of its kind", async () => {
    const sheet = await readCells([
      [{ kind: "text", text: "007" }, undefined, { kind: "count", count: 1234 }],
      [],
      [undefined, { kind: "amount", amount: "-5.125" }, { kind: "formula", formula: 'C1&"<1>"', amount: "8.90" }],
    ]);
    const cells: [string, unknown, string][] = [];
    sheet.eachRow((row) => row.eachCell((cell) => cells.push([cell.address, cell.value, cell.numFmt])));
    assert.deepEqual(cells, [
      ["A1", "007", "@"],
      ["C1", 1234, "#,##0"],
      ["B3", -5.125, "#,##0.000"],
      ["C3", { formula: 'C1&"<1>"', result: 8.9 }, "#,##0.00"],
    ]);
    assert.equal(sheet.rowCount, 3);
  });

  it("has text in the style of its use", async () => {
    const styles = [undefined, "title", "header", "numberHeader", "wrapped"] as const;
    const sheet = await readCells(styles.map((style): WorkbookCell[] => [{ kind: "text", text: "x", ...(style && { style }) }])); // prettier-ignore
    const shown = styles.map((_, row) => Object.values(readStyle(sheet.getCell(row + 1, 1))));
    const edge = { style: "thin", color: { argb: "FF8A97A8" } };
    assert.deepEqual(shown, [
      [false, 11, "Calibri", undefined, undefined, {}, "@"],
      [true, 14, "Calibri", undefined, undefined, {}, "@"],
      [true, 11, "Calibri", "FFE7ECF3", edge, {}, "@"],
      [true, 11, "Calibri", "FFE7ECF3", edge, { horizontal: "right" }, "@"],
      [false, 11, "Calibri", undefined, undefined, { vertical: "top", wrapText: true }, "@"],
    ]);
  });

  it("has columns as wide as asked, and prints on landscape pages as wide as the sheet", async () => {
    const sheet = await readCells([[{ kind: "count", count: 1 }]], [5, 30, 9]);
    assert.deepEqual([1, 2, 3].map((column) => sheet.getColumn(column).width), [5, 30, 9]); // prettier-ignore
    const { orientation, fitToPage, fitToHeight, margins } = sheet.pageSetup;
    assert.deepEqual([orientation, fitToPage, fitToHeight], ["landscape", true, 0]);
    assert.deepEqual(margins, { left: 0.5, right: 0.5, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 });
    assert.equal(sheet.properties.defaultRowHeight, 15);
  });
});

describe("A cell of a workbook", () => {
  it("is named by its column's letters", () => {
    const letters = [0, 25, 26, 27, 51, 52, 701, 702, 16_383].map(columnLetters);
    assert.deepEqual(letters, ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA", "XFD"]);
  });

  it("holds text up to its limit, and is none without text", () => {
    assert.equal(createTextCell("A1", ""), "");
    assert(createTextCell("A1", "x".repeat(32_767)).includes(`<t>${"x".repeat(32_767)}</t>`));
    assert(createTextCell("A1", "x".repeat(32_768)).includes(`<t>${"x".repeat(32_766)}…</t>`));
  });

  it("preserves blanks at the ends of its text, and line breaks", () => {
    for (const text of [" x", "x ", "a\nb", "\tx"])
      assert(createTextCell("A1", text).includes(`<t xml:space="preserve">${text}</t>`), text);
    for (const text of ["x", "a b", "a_b", "ä"]) assert(createTextCell("A1", text).includes(`<t>${text}</t>`), text);
  });

  it("holds amounts of up to 15 digits and ten decimals as numbers", () => {
    for (const amount of ["123456789012345", "-1234567890123.45", "+1.5", "0.1234567890", "0001234567890123.45", "0"])
      assert(isNumber(amount), amount);
    for (const amount of ["1234567890123456", "1000000000000001", "0.12345678901", "12345678901234.56", "1e5", ""])
      assert(!isNumber(amount), amount);
    assert(createAmountCell("A1", "0.1234567890").includes("<v>0.1234567890</v>"));
    assert(createAmountCell("A1", "-,5").includes("<v>-0.5</v>"));
    assert.equal(createAmountCell("A1", "1234567890123456"), createTextCell("A1", "1234567890123456"));
  });

  it("holds a formula only if its value is an exact number", () => {
    assert.match(createFormulaCell("A1", "B1&C1", "5.00"), /<f>B1&amp;C1<\/f><v>5\.00<\/v>/);
    assert.equal(createFormulaCell("A1", "B1", "12345678901234567.89"), createTextCell("A1", "12345678901234567.89"));
  });

  it("holds times from 1900-03-01 up to the year 9999", () => {
    const read = (time: number) => /<v>(.*)<\/v>/.exec(createTimeCell("A1", time) ?? "")?.[1];
    assert.equal(read(Date.UTC(1900, 2, 1)), "61");
    assert.equal(read(Date.UTC(1900, 2, 1) - 1000), undefined);
    assert.equal(read(Date.UTC(2026, 0, 1, 12)), "46023.5");
    assert.equal(read(Date.UTC(9999, 11, 31)), "2958465");
    assert.equal(read(Date.UTC(10_000, 0, 1)), undefined);
    assert.equal(read(NaN), undefined);
  });

  it("counts days from that of the spreadsheet", () => {
    assert.equal(toDaySerial(Date.UTC(2026, 0, 1)), 46_023);
    assert.equal(toDaySerial(Date.UTC(2026, 0, 1, 23, 59)), 46_023);
    assert.equal(toDaySerial(0), 25_569);
  });
});
