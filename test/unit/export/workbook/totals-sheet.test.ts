import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { runToEnd } from "../../../../src/columns/cooperative-task";
import { RowIndex } from "../../../../src/columns/row-index";
import { createTotalsSheet, type TotalsTexts } from "../../../../src/export/workbook/totals-sheet";
import type { RowSheet, Workbook, WorkbookCell } from "../../../../src/export/workbook/workbook";
import { findLibreOffice, openInLibreOffice, type SheetCell } from "../libreoffice";
import { toBytes } from "./workbook-reader";

const names = ["created_at", "status", "type", "amount_brutto", "currency", "identifier"];
const columns = {
  amount: "amount_brutto",
  currency: "currency",
  status: "status",
  type: "type",
  created: "created_at",
  identifier: "identifier",
};
const titles: TotalsTexts = {
  ...{ type: "Type", month: "Month", tld: "TLD", allOrders: "All", currency: "Currency", orderCount: "Orders" },
  ...{ charged: "Charged", refunded: "Refunded", total: "Total", topUps: "Top-ups", pending: "Pending" },
  ...{ failed: "Failed", other: "Other", noCurrency: "no currency", noGroup: "none" },
  exact: (title) => `${title} (exact)`,
};

type Order = readonly string[];

function createWorkbook(orders: readonly Order[], hasFormulas = true): Workbook {
  const index = new RowIndex();
  const body = new TextEncoder().encode(orders.map((order) => `${order.join("\t")}\n`).join(""));
  index.add({ columns: names, separator: "\t", body });
  const rows = Uint32Array.from(orders, (_, row) => row);
  const exported = names.map((name) => ({
    name,
    title: name,
    isAmount: name === columns.amount,
    isTime: name === columns.created,
  }));
  const rowSheet: RowSheet = { kind: "rows", name: "Orders", source: index, selection: { columns: exported, rows } };
  const sheet = hasFormulas ? { name: "Orders", columns: names, rowCount: orders.length } : undefined;
  const heading = { name: "Totals", title: "Totals", lines: ["shop: October"] };
  const totals = runToEnd(createTotalsSheet({ index, rows, columns, sheet }, heading, titles));
  return { sheets: [rowSheet, totals], createdAt: 0 };
}

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

const someOrders: Order[] = [
  ["2026-09-30T23:59:59Z", "ok", "domain-register", "8.90", "USD", "a.com"],
  ["2026-10-01T00:00:00Z", "ok", "domain-register", "10.10", "EUR", "b.co.uk"],
  ["2026-10-02T00:00:00Z", "OK", "domain_register", "1.005", "USD", "xn--mnchen-3ya.de"],
  ["2026-10-03T00:00:00Z", "ok", "domain-renew", "-5.00", "USD", "c.COM"],
  ["2026-10-04T00:00:00Z", "ok", "credit-increase", "-1000.00", "USD", ""],
  ["2026-10-05T00:00:00Z", "pending", "domain-renew", "7.00", "USD", "d.com"],
  ["2026-10-06T00:00:00Z", "error", "domain-renew", "6.00", "USD", "e.com"],
  ["2026-10-07T00:00:00Z", "lost?", "domain-renew*", "3.00", "USD", "f.com"],
  ["2026-10-08T00:00:00Z", "ok", "domain-renew", "0.00", "", "free.com"],
  ["", "ok", "", "2.00", "USD", "no-dot"],
];

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
    const order = fc.tuple(
      fc.constantFrom("2026-09-30T23:59:59Z", "2026-10-01T00:00:00Z", "2027-02-28T12:00:00Z"),
      fc.constantFrom("ok", "Ok", "pending", "error", "lost?"),
      fc.constantFrom(
        "domain-renew",
        "domain_renew",
        "DOMAIN-renew",
        "credit-increase",
        "credit_increase",
        "a*b",
        'q"~',
      ),
      fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      fc.constantFrom("USD", "EUR", "eur"),
      fc.constantFrom("a.com", "b.COM", "c.co.uk", "x.de", "a.b*", "none"),
    );
    const lists = [
      someOrders,
      ...fc.sample(fc.array(order, { minLength: 1, maxLength: 60 }), { numRuns: 6, seed: 20261128 }),
    ];
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
