import assert from "node:assert/strict";
import { emptyTotals } from "../../../../../src/columns/totals";
import { isExcluded, listUsedColumns } from "../../../../../src/webview/order-table/totals/total-columns";

describe("the columns of the totals", () => {
  it("lead to failed, pending and other orders, also where none of them has an amount", () => {
    assert.deepEqual(listUsedColumns(emptyTotals), []);
    const orderCounts = { ok: 4, pending: 0, failed: 2, other: 1 };
    assert.deepEqual(listUsedColumns({ ...emptyTotals, orderCounts }), ["failed", "other"]);
  });

  it("are those with an amount", () => {
    const zero = { currency: "USD", orders: 1, charged: "1.00", refunded: "0.00", total: "1.00" };
    const totals = { ...zero, topUps: "-5.00", pending: "0.00", failed: "0.00", other: "0.00" };
    assert.deepEqual(listUsedColumns({ ...emptyTotals, currencies: [totals] }), ["topUps"]);
  });

  it("exclude the amounts whose orders are not among the rows", () => {
    const excluded = (limits: Parameters<typeof isExcluded>[2]) =>
      (["charged", "refunded", "total"] as const).flatMap((sum) =>
        ["EUR", "USD"].filter((currency) => isExcluded(sum, currency, limits)).map((currency) => `${sum} ${currency}`),
      );
    assert.deepEqual(excluded({ kind: null, currency: null }), []);
    assert.deepEqual(excluded({ kind: null, currency: "USD" }), ["charged EUR", "refunded EUR", "total EUR"]);
    const others = ["refunded EUR", "refunded USD", "total EUR", "total USD"];
    assert.deepEqual(excluded({ kind: "charged", currency: null }), others);
    assert.deepEqual(excluded({ kind: "charged", currency: "USD" }), ["charged EUR", ...others]);
  });
});
