import assert from "node:assert/strict";
import type { ColumnFilter } from "../../../../../src/columns/column-filter";
import {
  toColumnFilters,
  isBarFilterActive,
  removeBarFilter,
  applyBarFilter,
  type BarSelection,
} from "../../../../../src/webview/order-table/chart/bar-filter";

const amount = "amount_netto";
const july: BarSelection = { period: "2026-07", types: null, kind: null };
const status: ColumnFilter = { column: "status", kind: "values", values: ["ok"] };
const someTypes: ColumnFilter = { column: "type", kind: "values", values: ["renew", "transfer"] };

describe("filtering by a bar of the chart", () => {
  it("limits the rows to the days of its period", () => {
    const days = (period: string) => toColumnFilters({ ...july, period }, amount);
    const dates = (from: string, to: string) => [{ column: "created_at", kind: "dates", from, to }];
    assert.deepEqual(days("2026-07"), dates("2026-07-01", "2026-07-31"));
    assert.deepEqual(days("2024-02"), dates("2024-02-01", "2024-02-29"));
    assert.deepEqual(days("2026-12"), dates("2026-12-01", "2026-12-31"));
    assert.deepEqual(days("2026-07-09"), dates("2026-07-09", "2026-07-09"));
    assert.deepEqual(days("2026"), dates("2026-01-01", "2026-12-31"));
  });

  it("limits them to types and to charges or refunds for a segment", () => {
    const [, types, amounts] = toColumnFilters({ period: "2026-07", types: ["renew"], kind: "refunded" }, amount);
    assert.deepEqual(types, { column: "type", kind: "values", values: ["renew"] });
    assert.deepEqual(amounts, { column: amount, kind: "amounts", from: "", to: "0" });
  });

  it("restores the replaced filters, and leaves others unchanged", () => {
    const piece: BarSelection = { period: "2026-07", types: ["renew"], kind: "charged" };
    const { filters, pick } = applyBarFilter([status, someTypes], piece, amount);
    assert.deepEqual(filters, [status, ...toColumnFilters(piece, amount)]);
    assert.deepEqual(pick.replaced, [someTypes]);
    assert.deepEqual(removeBarFilter(filters, pick), [status, someTypes]);
    const later: ColumnFilter = { column: "identifier", kind: "contains", text: "shop" };
    assert.deepEqual(removeBarFilter([...filters, later], pick), [status, later, someTypes]);
  });

  it("ends when the user changes one of its filters", () => {
    const { filters, pick } = applyBarFilter([status], july, amount);
    assert(isBarFilterActive(filters, pick));
    assert(isBarFilterActive([...filters, someTypes], pick));
    assert(!isBarFilterActive([status], pick));
    const other = filters.map((filter) => (filter.kind === "dates" ? { ...filter, to: "2026-07-30" } : filter));
    assert(!isBarFilterActive(other, pick));
  });
});
