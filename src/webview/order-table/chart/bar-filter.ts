import * as z from "zod/mini";
import type { ColumnFilter } from "../../../columns/column-filter";
import { hasFilters, hasSameTarget, addFilters } from "../totals/total-filters";
import { columnFilterSchema } from "../view-state";

const barSelectionSchema = z.object({
  /** `2026-07-01`, `2026-07` or `2026`. */
  period: z.string().check(z.regex(/^\d{4}(-\d\d){0,2}$/)),
  /** All types if null. */
  types: z.nullable(z.array(z.string())),
  /** Both if null. */
  kind: z.nullable(z.enum(["charged", "refunded"])),
});

export const barFilterSchema = z.extend(barSelectionSchema, {
  /** The amount column. */
  amount: z.string(),
  /** The filters that this one replaced. */
  replaced: z.array(columnFilterSchema),
});

/** A bar of the chart, or a segment of one. */
export type BarSelection = z.infer<typeof barSelectionSchema>;
/** A bar or segment the rows are filtered by. */
export type BarFilter = z.infer<typeof barFilterSchema>;

/** Adds the filters of a bar, which replace others of the same columns and kinds. */
export function applyBarFilter(
  filters: readonly ColumnFilter[],
  selection: BarSelection,
  amount: string,
): { filters: ColumnFilter[]; pick: BarFilter } {
  const barFilters = toColumnFilters(selection, amount);
  const replaced = filters.filter((filter) => barFilters.some((other) => hasSameTarget(filter, other)));
  return { filters: addFilters(filters, barFilters), pick: { ...selection, amount, replaced } };
}

/** Removes the filters of a bar and restores the ones they replaced. */
export function removeBarFilter(filters: readonly ColumnFilter[], barFilter: BarFilter): ColumnFilter[] {
  const barFilters = toColumnFilters(barFilter, barFilter.amount);
  return [
    ...filters.filter((filter) => !barFilters.some((other) => hasSameTarget(filter, other))),
    ...barFilter.replaced,
  ];
}

/** Whether the filters of a bar are still set; the user may have changed them. */
export function isBarFilterActive(filters: readonly ColumnFilter[], barFilter: BarFilter): boolean {
  return hasFilters(filters, toColumnFilters(barFilter, barFilter.amount));
}

/** Whether two are the same bar or segment. */
export function isSameBar(a: BarSelection, b: BarSelection): boolean {
  return a.period === b.period && a.kind === b.kind && JSON.stringify(a.types) === JSON.stringify(b.types);
}

/** The column filters for the orders of a bar; `amount` is the amount column. */
export function toColumnFilters({ period, types, kind }: BarSelection, amount: string): ColumnFilter[] {
  const filters: ColumnFilter[] = [{ column: "created_at", kind: "dates", ...periodBounds(period) }];
  if (types) filters.push({ column: "type", kind: "values", values: types });
  if (kind) filters.push({ column: amount, kind: "amounts", ...(kind === "charged" ? zeroOrMore : zeroOrLess) });
  return filters;
}

const zeroOrMore = { from: "0", to: "" };
const zeroOrLess = { from: "", to: "0" };

/** The first and the last day of a period. */
function periodBounds(period: string): { from: string; to: string } {
  const [year = 0, month, day] = period.split("-").map(Number);
  if (day !== undefined) return { from: period, to: period };
  if (month === undefined) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const last = new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
  return { from: `${period}-01`, to: `${period}-${last}` };
}
