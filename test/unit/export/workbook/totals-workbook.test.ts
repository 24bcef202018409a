import assert from "node:assert/strict";
import type ExcelJS from "exceljs";
import fc from "fast-check";
import { calculateFormula } from "./formula-calculator";
import { createWorkbook, randomOrders, someOrders, type Order } from "./totals-fixtures";
import { readStyle, readValues, readWorkbook, toBytes } from "./workbook-reader";

async function readTotals(orders: readonly Order[], hasFormulas = true) {
  const workbook = await readWorkbook(await toBytes(createWorkbook(orders, hasFormulas)));
  const sheet = workbook.getWorksheet("Totals");
  assert(sheet);
  return { workbook, sheet };
}

/** The cells with a formula. */
function findFormulas(sheet: ExcelJS.Worksheet): ExcelJS.Cell[] {
  const cells: ExcelJS.Cell[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => cell.formula && cells.push(cell)));
  return cells;
}

/** The cell with the exact value of a formula's cell, seven sums and a gap to the right. */
function findExactCell(sheet: ExcelJS.Worksheet, cell: ExcelJS.Cell): ExcelJS.Cell {
  return sheet.getCell(Number(cell.row), Number(cell.col) + 8);
}

function order(
  changes: Partial<Record<"created" | "status" | "type" | "amount" | "currency" | "name", string>>,
): Order {
  const { created = "2026-10-01T00:00:00Z", status = "ok", type = "domain-renew", amount = "1.00" } = changes;
  const { currency = "USD", name = "a.com" } = changes;
  return [created, status, type, amount, currency, name];
}

/** The sums of all orders. */
function readSums(sheet: ExcelJS.Worksheet, row = 5): ExcelJS.CellValue[] {
  return (sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1, 11);
}

describe("The sheet of totals in a file", () => {
  it("has formulas that give the values beside them", async () => {
    const lists = fc.sample(randomOrders, { numRuns: 12, seed: 20261130 });
    for (const orders of [someOrders, ...lists]) {
      const { workbook, sheet } = await readTotals(orders);
      const cells = findFormulas(sheet);
      assert(cells.length > 0);
      for (const cell of cells) {
        const place = `${cell.address}: ${cell.formula}`;
        const exact = findExactCell(sheet, cell).value;
        assert.equal(cell.result, exact, place);
        assert.equal(calculateFormula(workbook, sheet, cell.formula).toFixed(3), Number(exact).toFixed(3), place);
      }
    }
  });

  it("has a formula for every sum of a group, other than those without a name or a currency", async () => {
    const { sheet } = await readTotals(someOrders);
    const count = new Map<string, number>();
    for (const cell of findFormulas(sheet)) {
      const [name, currency] = [1, 2].map((column) => sheet.getCell(Number(cell.row), column).text);
      const key = `${name} ${currency}`;
      count.set(key, (count.get(key) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(count), {
      ...{ "All EUR": 7, "All USD": 7, "none USD": 3 },
      ...{ "credit-increase USD": 7, "domain-register EUR": 7, "domain-register USD": 7, "domain-renew USD": 7 },
      ...{ "domain-renew* USD": 7, "2026-09 USD": 7, "2026-10 EUR": 7, "2026-10 USD": 7 },
      ...{ "com USD": 7, "de USD": 7, "uk EUR": 7 },
    });
  });

  it("adds up charges and refunds in the same row", async () => {
    const { sheet } = await readTotals(someOrders);
    for (const row of [5, 6, 9]) assert.equal(sheet.getCell(`F${row}`).formula, `D${row}+E${row}`);
  });

  it("counts each order in the sum of its kind", async () => {
    const { sheet } = await readTotals(
      [
        order({ amount: "8.90" }),
        order({ amount: "-3.10" }),
        order({ amount: "-500.00", type: "credit-increase" }),
        order({ amount: "20.00", status: "pending" }),
        order({ amount: "30.00", status: "error" }),
        order({ amount: "40.00", status: "on hold" }),
        order({ amount: "7.00", currency: "EUR" }),
      ],
      false,
    );
    assert.deepEqual(readSums(sheet, 4), ["All", "Currency", "Orders", "Charged", "Refunded", "Total", "Top-ups", "Pending", "Failed", "Other"]); // prettier-ignore
    assert.deepEqual(readSums(sheet, 5), ["All", "EUR", 1, 7, 0, 7, 0, 0, 0, 0]);
    assert.deepEqual(readSums(sheet, 6), ["All", "USD", 6, 8.9, -3.1, 5.8, 500, 20, 30, 40]);
  });

  it("has a section for each grouping below an empty row, with the titles of exact values after a gap", async () => {
    const { sheet } = await readTotals([order({})]);
    const rows = readValues(sheet).map((row) => Array.from(row, (value) => (typeof value === "string" ? value : "")));
    const firsts = ["Totals", "shop: October", "", "All", "All", "", "Type", "domain-renew", "", "Month", "2026-10"];
    assert.deepEqual(rows.map(([first = ""]) => first), [...firsts, "", "TLD", "com"]); // prettier-ignore
    const sums = ["Charged", "Refunded", "Total", "Top-ups", "Pending", "Failed", "Other"];
    for (const [row, title] of [
      [3, "All"],
      [6, "Type"],
      [9, "Month"],
      [12, "TLD"],
    ] as const)
      // prettier-ignore
      assert.deepEqual(rows[row], [title, "Currency", "Orders", ...sums, "", ...sums.map((sum) => `${sum} (exact)`)]);
    const { sheet: values } = await readTotals([order({})], false);
    assert.equal(values.getRow(4).cellCount, 10);
  });

  it("names what has no group or currency", async () => {
    const { sheet } = await readTotals([order({ created: "", type: "", currency: "", name: "" })], false);
    assert.deepEqual(readSums(sheet).slice(0, 3), ["All", "no currency", 1]);
    for (const row of [8, 11, 14]) assert.deepEqual(readSums(sheet, row).slice(0, 3), ["none", "no currency", 1]);
  });

  it("has a title, headers and numbers that look like that", async () => {
    const { sheet } = await readTotals(someOrders);
    const styleOf = (address: string) => {
      const { isBold, size, color, bottom, alignment, format } = readStyle(sheet.getCell(address));
      return [isBold, size, color, bottom?.style, alignment.horizontal, format];
    };
    assert.deepEqual(styleOf("A1"), [true, 14, undefined, undefined, undefined, "@"]);
    assert.deepEqual(styleOf("A2"), [false, 11, undefined, undefined, undefined, "@"]);
    for (const address of ["A4", "B4"])
      assert.deepEqual(styleOf(address), [true, 11, "FFE7ECF3", "thin", undefined, "@"], address);
    for (const address of ["C4", "D4", "J4", "L4", "R4"])
      assert.deepEqual(styleOf(address), [true, 11, "FFE7ECF3", "thin", "right", "@"], address);
    assert.deepEqual(styleOf("K4").slice(0, 4), [false, undefined, undefined, undefined]);
    assert.deepEqual(styleOf("A5"), [false, 11, undefined, undefined, undefined, "@"]);
    assert.deepEqual(styleOf("C5"), [false, 11, undefined, undefined, undefined, "#,##0"]);
    for (const address of ["D5", "L5"])
      assert.deepEqual(styleOf(address), [false, 11, undefined, undefined, undefined, "#,##0.000"], address);
  });

  it("has columns that fit, and no frozen rows or filter", async () => {
    const { sheet } = await readTotals(someOrders);
    const widths = Array.from({ length: 18 }, (_, column) => sheet.getColumn(column + 1).width);
    assert.deepEqual(widths, [30, 10, 9, ...Array<number>(7).fill(14), 3, ...Array<number>(7).fill(20)]);
    assert.notEqual(sheet.views[0]?.state, "frozen");
    assert.equal(sheet.autoFilter ?? undefined, undefined);
  });

  it("has formulas for amounts with up to ten decimals", async () => {
    const countFormulas = async (amount: string) => findFormulas((await readTotals([order({ amount })])).sheet).length;
    assert((await countFormulas("0.1234567891")) > 0);
    assert.equal(await countFormulas("0.12345678912"), 0);
  });
});
