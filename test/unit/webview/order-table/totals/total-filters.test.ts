import assert from "node:assert/strict";
import type { ColumnFilter } from "../../../../../src/columns/column-filter";
import {
  createTotalFilters,
  isSameFilter,
  type TotalKind,
} from "../../../../../src/webview/order-table/totals/total-filters";

const values = {
  amount: "amount_brutto",
  statuses: ["ok", "pending", "error", "OK", "reversed"],
  types: ["renew", "transfer", "credit-increase"],
};

/** The filters of a figure in short: column and what is left. */
function describeFilters(figure: TotalKind, of = values): string[] {
  return createTotalFilters(figure, of).map((filter) =>
    "values" in filter
      ? `${filter.column} ${filter.values.join(",")}`
      : "from" in filter
        ? `${filter.column} ${filter.from}…${filter.to}`
        : filter.kind,
  );
}

describe("filtering by a total", () => {
  it("matches the orders that add up to it", () => {
    assert.deepEqual(describeFilters("charged"), ["status ok,OK", "amount_brutto 0…", "type renew,transfer"]);
    assert.deepEqual(describeFilters("refunded"), ["status ok,OK", "amount_brutto …0", "type renew,transfer"]);
    assert.deepEqual(describeFilters("topUps"), ["status ok,OK", "type credit-increase"]);
    assert.deepEqual(describeFilters("pending"), ["status pending"]);
    assert.deepEqual(describeFilters("failed"), ["status error"]);
    assert.deepEqual(describeFilters("other"), ["status reversed"]);
  });

  it("has no type filter if there are no top-ups", () => {
    assert.deepEqual(describeFilters("charged", { ...values, types: ["renew"] }), ["status ok,OK", "amount_brutto 0…"]);
  });

  it("is the same filter with its values in any order", () => {
    const listed: ColumnFilter = { column: "status", kind: "values", values: ["OK", "ok"] };
    const [status] = createTotalFilters("topUps", values);
    assert(status && isSameFilter(status, listed));
    assert(!isSameFilter(listed, { ...listed, values: ["ok"] }));
  });
});
