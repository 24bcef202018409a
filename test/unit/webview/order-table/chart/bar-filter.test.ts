import assert from "node:assert/strict";
import { toColumnFilters, type BarFilter } from "../../../../../src/webview/order-table/chart/bar-filter";

const july: BarFilter = { period: "2026-07", types: null, kind: null, amount: "amount_netto" };

describe("filtering by a bar of the chart", () => {
  it("limits the rows to the days of its period", () => {
    const days = (period: string) => toColumnFilters({ ...july, period });
    const dates = (from: string, to: string) => [{ column: "created_at", kind: "dates", from, to }];
    assert.deepEqual(days("2026-07"), dates("2026-07-01", "2026-07-31"));
    assert.deepEqual(days("2024-02"), dates("2024-02-01", "2024-02-29"));
    assert.deepEqual(days("2026-12"), dates("2026-12-01", "2026-12-31"));
    assert.deepEqual(days("2026-07-09"), dates("2026-07-09", "2026-07-09"));
    assert.deepEqual(days("2026"), dates("2026-01-01", "2026-12-31"));
  });

  it("limits them to types and to charges or refunds for a segment", () => {
    const [, types, amounts] = toColumnFilters({ ...july, types: ["renew"], kind: "refunded" });
    assert.deepEqual(types, { column: "type", kind: "values", values: ["renew"] });
    assert.deepEqual(amounts, { column: "amount_netto", kind: "amounts", from: "", to: "0" });
  });
});
