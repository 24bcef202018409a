import type { ColumnFilter } from "../../rows/column-filter";
import { statusClass, topUpType, type CurrencyTotals, type StatusClass } from "../../rows/totals";

/** A sum that totals are told by. */
export type Figure = Exclude<keyof CurrencyTotals, "currency" | "orders" | "total">;

/** What the rows have in the columns that figures are made of. */
export interface Values {
  /** The column that amounts are taken from. */
  readonly amount: string;
  readonly statuses: readonly string[];
  readonly types: readonly string[];
}

/** The column filters that leave the orders a figure is the sum of, and free ones of the same kind. */
export function filtersOf(figure: Figure, { amount, statuses, types }: Values): ColumnFilter[] {
  const status = (wanted: StatusClass): ColumnFilter => ({
    column: "status",
    kind: "values",
    values: statuses.filter((each) => statusClass(each) === wanted),
  });
  const type = (topUp: boolean): ColumnFilter[] =>
    types.includes(topUpType)
      ? [{ column: "type", kind: "values", values: types.filter((each) => (each === topUpType) === topUp) }]
      : [];
  switch (figure) {
    case "charged":
      return [status("ok"), { column: amount, kind: "amounts", from: "0", to: "" }, ...type(false)];
    case "refunded":
      return [status("ok"), { column: amount, kind: "amounts", from: "", to: "0" }, ...type(false)];
    case "topUps":
      return [status("ok"), ...type(true)];
    default:
      return [status(figure)];
  }
}

/** The column filter that leaves the orders of one currency. */
export function currencyFilter(currency: string): ColumnFilter {
  return { column: "currency", kind: "values", values: [currency] };
}

/** Whether all these filters are among those of the rows. */
export function areSet(filters: readonly ColumnFilter[], wanted: readonly ColumnFilter[]): boolean {
  return wanted.every((filter) => filters.some((other) => same(filter, other)));
}

/** The filters of the rows with these put in place of those of the same column and kind. */
export function set(filters: readonly ColumnFilter[], wanted: readonly ColumnFilter[]): ColumnFilter[] {
  return [...filters.filter((filter) => !wanted.some((other) => sameKind(filter, other))), ...wanted];
}

/** The filters of the rows without these. */
export function unset(filters: readonly ColumnFilter[], unwanted: readonly ColumnFilter[]): ColumnFilter[] {
  return filters.filter((filter) => !unwanted.some((other) => same(filter, other)));
}

/** Whether two filters are of the same column and kind, of which there is at most one. */
export function sameKind(a: ColumnFilter, b: ColumnFilter): boolean {
  return a.column === b.column && a.kind === b.kind;
}

function same(a: ColumnFilter, b: ColumnFilter): boolean {
  return sameKind(a, b) && written(a) === written(b);
}

function written(filter: ColumnFilter): string {
  const values = "values" in filter ? { values: filter.values.toSorted() } : {};
  return JSON.stringify(Object.entries({ ...filter, ...values }).sort(([a], [b]) => (a < b ? -1 : 1)));
}
