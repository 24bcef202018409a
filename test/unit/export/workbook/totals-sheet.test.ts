import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import type { Workbook, WorkbookCell } from "../../../../src/export/workbook/workbook";
import { findLibreOffice, openInLibreOffice, type SheetCell } from "../libreoffice";
import { createWorkbook, randomOrders, someOrders } from "./totals-fixtures";
import { toBytes } from "./workbook-reader";

/** The rows of the totals as texts; formulas without their values. */
function readTotals({ sheets }: Workbook): string[][] {
  const totals = sheets[1];
  assert(totals?.kind === "cells");
  return totals.rows.map((cells) => cells.map(toText));
}

function toText(cell: WorkbookCell | undefined): string {
  if (!cell) return "";
  if (cell.kind === "text") return cell.text;
  return cell.kind === "count" ? String(cell.count) : cell.amount;
}

describe("The totals of a workbook", () => {
  it("are by currency, type, month and TLD, with top-ups as positive amounts", () => {
    const rows = readTotals(createWorkbook(someOrders, false));
    assert.deepEqual(rows.slice(0, 6), [
      ["Totals"],
      ["shop: October"],
      [],
      ["All", "Currency", "Orders", "Charged", "Refunded", "Total", "Top-ups", "Pending", "Failed", "Other"],
      ["All", "EUR", "1", "10.100", "0.000", "10.100", "0.000", "0.000", "0.000", "0.000"],
      ["All", "USD", "8", "11.905", "-5.000", "6.905", "1000.000", "7.000", "6.000", "3.000"],
    ]);
    const groups = rows
      .filter(([first, second]) => second !== undefined && first !== "All")
      .map(([name, currency]) => `${name} ${currency}`);
    assert.deepEqual(groups, [
      ...["Type Currency", "none USD", "credit-increase USD", "domain-register EUR", "domain-register USD"],
      ...["domain-renew USD", "domain-renew* USD", "Month Currency", "none USD", "2026-09 USD", "2026-10 EUR"],
      ...["2026-10 USD", "TLD Currency", "none USD", "com USD", "de USD", "uk EUR"],
    ]);
  });

  it("are printed without the exact values beside the formulas", async () => {
    const printRanges = async (hasFormulas: boolean) => {
      const files = unzipSync(await toBytes(createWorkbook(someOrders, hasFormulas)));
      const xml = strFromU8(files["xl/workbook.xml"] ?? new Uint8Array());
      return [...xml.matchAll(/<definedName name="_xlnm.Print_Area" localSheetId="(\d+)">([^<]*)</g)].map((match) =>
        match.slice(1),
      );
    };
    const rowCount = readTotals(createWorkbook(someOrders)).length;
    assert.deepEqual(await printRanges(true), [["1", `'Totals'!$A$1:$J$${rowCount}`]]);
    assert.deepEqual(await printRanges(false), []);
  });

  it("are values alone where the sheet is long or a spreadsheet cannot count its amounts", () => {
    assert(!JSON.stringify(createWorkbook(someOrders, false).sheets[1]).includes("SUMIFS"));
    const large = ["2026-10-01T00:00:00Z", "ok", "domain-renew", "12345678901234567.89", "USD", "a.com"];
    const workbook = createWorkbook([...someOrders, large]);
    assert(!JSON.stringify(workbook.sheets[1]).includes("SUMIFS"));
    assert.equal(readTotals(workbook)[5]?.[3], "12345678901234579.795");
  });

  it("are the same as formulas when LibreOffice calculates them again", async function () {
    if (findLibreOffice() === undefined) this.skip();
    const folder = await mkdtemp(join(tmpdir(), "joker-totals-"));
    const lists = [someOrders, ...fc.sample(randomOrders, { numRuns: 6, seed: 20261128 })];
    try {
      const workbooks = lists.map((orders) => createWorkbook(orders));
      const files = workbooks.map((_, place) => join(folder, `totals-${place}.xlsx`));
      for (const [place, file] of files.entries())
        await writeFile(file, await toBytes(withoutValues(workbooks[place])));
      const opened = await openInLibreOffice(files, { locale: "de-DE" });
      opened.forEach((sheets, place) => {
        const expected = readTotals(workbooks[place] ?? { sheets: [], createdAt: 0 });
        sheets[1]?.rows.forEach((row, number) =>
          row.forEach((cell, column) => {
            if (cell.formula === undefined) return;
            assert.equal(
              toCents(cell),
              toCents({ value: expected[number]?.[column] ?? "" }),
              `${place}: row ${number + 1}, ${cell.formula}`,
            );
          }),
        );
      });
      const formulas = opened[0]?.[1]?.rows.flat().filter(({ formula }) => formula !== undefined);
      assert((formulas?.length ?? 0) > 50);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The workbook with wrong values for all formulas, so that only a calculation gives the right ones. */
function withoutValues(workbook: Workbook | undefined): Workbook {
  const sheets = workbook?.sheets.map((sheet) =>
    sheet.kind === "rows"
      ? sheet
      : {
          ...sheet,
          rows: sheet.rows.map((row) =>
            row.map((cell) => (cell?.kind === "formula" ? { ...cell, amount: "4711" } : cell)),
          ),
        },
  );
  return { sheets: sheets ?? [], createdAt: 0 };
}

function toCents({ value }: Pick<SheetCell, "value">): string {
  return Number(value).toFixed(3);
}
