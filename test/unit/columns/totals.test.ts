import assert from "node:assert/strict";
import fc from "fast-check";
import { formatUnits } from "../../../src/columns/exact-sum";
import { listAllRows } from "../../../src/columns/row-sort";
import { calculateTotals, emptyTotals, type Totals } from "../../../src/columns/totals";
import { createIndexFromCells } from "./index-fixtures";

const columns = ["status", "amount_brutto", "currency", "type"];
const names = { amount: "amount_brutto", currency: "currency", status: "status", type: "type" };

function totals(rows: readonly (readonly string[])[], of?: readonly number[]): Totals {
  const index = createIndexFromCells(columns, rows);
  return calculateTotals(index, names, of ? Uint32Array.from(of) : listAllRows(index.count));
}

describe("totals", () => {
  it("take top-ups in any spelling for neither charges nor refunds", () => {
    for (const type of ["credit-increase", "credit_increase", "CREDIT-INCREASE"]) {
      const [usd] = totals([["OK", "-1000.00", "USD", type]]).currencies;
      assert.deepEqual([usd?.topUps, usd?.refunded, usd?.total], ["-1000.00", "0.00", "0.00"], type);
    }
  });

  it("count orders without an amount by the class of their status", () => {
    const { orderCounts, currencies } = totals([
      ["error", "", ""],
      ["error", "0.00", "USD"],
      ["pending", "", ""],
      ["ok", "1.00", "USD"],
    ]);
    assert.deepEqual(orderCounts, { ok: 1, pending: 1, failed: 2, other: 0 });
    assert.equal(currencies[0]?.failed, "0.00");
  });

  it("counts only ok orders, and names top-ups, pending, failed and others apart", () => {
    const rows = [
      ["ok", "10.19", "USD"],
      ["ok", "-5.00", "USD"],
      ["ok", "-100", "USD", "credit-increase"],
      ["pending", "29.40", "USD"],
      ["error", "2", "USD"],
      ["reversed", "7.5", "USD"],
      ["ok", "0.10", "EUR"],
    ];
    assert.deepEqual(totals(rows).currencies, [
      {
        currency: "EUR",
        orders: 1,
        charged: "0.10",
        refunded: "0.00",
        topUps: "0.00",
        total: "0.10",
        pending: "0.00",
        failed: "0.00",
        other: "0.00",
      },
      {
        currency: "USD",
        orders: 6,
        charged: "10.19",
        refunded: "-5.00",
        topUps: "-100.00",
        total: "5.19",
        pending: "29.40",
        failed: "2.00",
        other: "7.50",
      },
    ]);
  });

  it("counts free orders and unreadable amounts apart, and never drops an amount without a currency", () => {
    const result = totals([
      ["ok", "0", ""],
      ["ok", "", ""],
      ["ok", "n/a", "USD"],
      ["ok", "3", ""],
      ["ok", "0.00", "USD"],
    ]);
    assert.equal(result.free, 2);
    assert.equal(result.unreadable, 1);
    assert.deepEqual(
      result.currencies.map(({ currency, orders, total }) => [currency, orders, total]),
      [
        ["", 1, "3.00"],
        ["USD", 1, "0.00"],
      ],
    );
  });

  it("adds only the rows it is given, and nothing without an amount column", () => {
    const rows = [
      ["ok", "1", "USD"],
      ["ok", "2", "USD"],
      ["ok", "4", "USD"],
    ];
    assert.equal(totals(rows, [0, 2]).currencies[0]?.total, "5");
    assert.deepEqual(totals(rows, []).currencies, []);
    const index = createIndexFromCells(["a"], [["1"]]);
    assert.deepEqual(calculateTotals(index, names, listAllRows(1)), emptyTotals);
  });

  it("is exact where doubles are not", () => {
    assert.equal(totals(Array.from({ length: 10 }, () => ["ok", "0.1", "USD"])).currencies[0]?.total, "1.0");
    const big = Array.from({ length: 3 }, () => ["ok", "9007199254740993.01", "USD"]);
    assert.equal(totals(big).currencies[0]?.total, "27021597764222979.03");
  });

  it("agrees with adding big integers", () => {
    const amounts = fc.array(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(amounts, (units) => {
        const sum = units.reduce((all, unit) => all + unit, 0n);
        const rows = units.map((unit) => ["ok", formatUnits(unit, 4), "USD"]);
        assert.equal(totals(rows).currencies[0]?.total, formatUnits(sum, 4));
      }),
    );
  });
});
