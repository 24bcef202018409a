import * as z from "zod/mini";
import type { ColumnFilter } from "../../rows/column-filter";
import { areSet, sameKind, set } from "../totals/figures";
import { columnFilter } from "../view";

const pickedSchema = z.object({
  /** `2026-07-01`, `2026-07` or `2026`. */
  period: z.string().check(z.regex(/^\d{4}(-\d\d){0,2}$/)),
  /** All types if null. */
  types: z.nullable(z.array(z.string())),
  /** Both if null. */
  kind: z.nullable(z.enum(["charged", "refunded"])),
});

export const pickSchema = z.extend(pickedSchema, {
  /** The column that amounts were taken from. */
  amount: z.string(),
  /** The filters the pick took the place of. */
  replaced: z.array(columnFilter),
});

/** A bar of the picture, or a piece of one. */
export type Picked = z.infer<typeof pickedSchema>;
/** One that the rows are limited to. */
export type Pick = z.infer<typeof pickSchema>;

/** The rows' filters with those of a bar, which take the place of others on the same columns. */
export function withPick(
  filters: readonly ColumnFilter[],
  picked: Picked,
  amount: string,
): { filters: ColumnFilter[]; pick: Pick } {
  const own = filtersOf(picked, amount);
  const replaced = filters.filter((filter) => own.some((other) => sameKind(filter, other)));
  return { filters: set(filters, own), pick: { ...picked, amount, replaced: replaced } };
}

/** The rows' filters as they were before a bar was picked, with what was changed in others since. */
export function withoutPick(filters: readonly ColumnFilter[], pick: Pick): ColumnFilter[] {
  const own = filtersOf(pick, pick.amount);
  return [...filters.filter((filter) => !own.some((other) => sameKind(filter, other))), ...pick.replaced];
}

/** Whether the rows still have the filters of a pick; the user may have changed them since. */
export function holds(filters: readonly ColumnFilter[], pick: Pick): boolean {
  return areSet(filters, filtersOf(pick, pick.amount));
}

/** Whether two are the same bar or piece. */
export function samePick(a: Picked, b: Picked): boolean {
  return a.period === b.period && a.kind === b.kind && JSON.stringify(a.types) === JSON.stringify(b.types);
}

/** The column filters that leave the orders of a bar; `amount` is the column that amounts are taken from. */
export function filtersOf({ period, types, kind }: Picked, amount: string): ColumnFilter[] {
  const filters: ColumnFilter[] = [{ column: "created_at", kind: "dates", ...daysOf(period) }];
  if (types) filters.push({ column: "type", kind: "values", values: types });
  if (kind) filters.push({ column: amount, kind: "amounts", ...(kind === "charged" ? fromZero : toZero) });
  return filters;
}

const fromZero = { from: "0", to: "" };
const toZero = { from: "", to: "0" };

/** The first and the last day of a period. */
function daysOf(period: string): { from: string; to: string } {
  const [year = 0, month, day] = period.split("-").map(Number);
  if (day !== undefined) return { from: period, to: period };
  if (month === undefined) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const last = new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
  return { from: `${period}-01`, to: `${period}-${last}` };
}
