import * as z from "zod/mini";
import type { ColumnFilter } from "../../../columns/column-filter";

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
});

/** A bar of the chart, or a segment of one. */
export type BarSelection = z.infer<typeof barSelectionSchema>;
/** A bar or segment the rows are filtered by. */
export type BarFilter = z.infer<typeof barFilterSchema>;

/** Whether two are the same bar or segment. */
export function isSameBar(a: BarSelection, b: BarSelection): boolean {
  return a.period === b.period && a.kind === b.kind && JSON.stringify(a.types) === JSON.stringify(b.types);
}

/** The column filters for the orders of a bar. */
export function toColumnFilters({ period, types, kind, amount }: BarFilter): ColumnFilter[] {
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
