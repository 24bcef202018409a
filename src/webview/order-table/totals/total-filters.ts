import type { ColumnFilter } from "../../../columns/column-filter";
import { classifyStatus, isTopUpType, type StatusClass } from "../../../columns/charged-orders";
import type { CurrencyTotals } from "../../../columns/totals";

/** The kinds of totals that can filter the rows. */
export const totalKinds = [
  "charged",
  "refunded",
  "topUps",
  "pending",
  "failed",
  "other",
] as const satisfies readonly (keyof CurrencyTotals)[];

export type TotalKind = (typeof totalKinds)[number];

/** Values of the columns that totals are made of. */
export interface TotalColumns {
  /** The amount column. */
  readonly amount: string;
  readonly statuses: readonly string[];
  readonly types: readonly string[];
}

/** The column filters for the orders of a total, including free ones of the same kind. */
export function createTotalFilters(kind: TotalKind, { amount, statuses, types }: TotalColumns): ColumnFilter[] {
  const statusFilter = (wanted: StatusClass): ColumnFilter => ({
    column: "status",
    kind: "values",
    values: statuses.filter((each) => classifyStatus(each) === wanted),
  });
  const typeFilters = (isTopUp: boolean): ColumnFilter[] =>
    types.some(isTopUpType)
      ? [{ column: "type", kind: "values", values: types.filter((each) => isTopUpType(each) === isTopUp) }]
      : [];
  switch (kind) {
    case "charged":
      return [statusFilter("ok"), { column: amount, kind: "amounts", from: "0", to: "" }, ...typeFilters(false)];
    case "refunded":
      return [statusFilter("ok"), { column: amount, kind: "amounts", from: "", to: "0" }, ...typeFilters(false)];
    case "topUps":
      return [statusFilter("ok"), ...typeFilters(true)];
    default:
      return [statusFilter(kind)];
  }
}

/** The column filter for the orders of one currency. */
export function createCurrencyFilter(currency: string): ColumnFilter {
  return { column: "currency", kind: "values", values: [currency] };
}

/** Whether two filters are of the same column and kind, of which there is at most one. */
export function hasSameTarget(a: ColumnFilter, b: ColumnFilter): boolean {
  return a.column === b.column && a.kind === b.kind;
}

/** Whether two filters leave the same rows; their values may be in another order. */
export function isSameFilter(a: ColumnFilter, b: ColumnFilter): boolean {
  return hasSameTarget(a, b) && serializeFilter(a) === serializeFilter(b);
}

function serializeFilter(filter: ColumnFilter): string {
  const values = "values" in filter ? { values: filter.values.toSorted() } : {};
  return JSON.stringify(Object.entries({ ...filter, ...values }).sort(([a], [b]) => (a < b ? -1 : 1)));
}
