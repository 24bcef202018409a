import { negateDecimal } from "../../../formatting/number-formatter";
import type { CurrencyTotals, Totals } from "../../../columns/totals";
import type { TotalKind } from "./total-filters";

/** A column of the totals. */
export type TotalColumn = TotalKind | "total";

/** Whether totals and chart include all orders of the query; `calculating` while that is not known yet. */
export type TotalsStatus = "complete" | "calculating" | "incomplete";

/** Columns that are always there. */
export const permanentColumns: readonly TotalColumn[] = ["charged", "refunded", "total"];
/** Columns that are there if needed. */
export const optionalColumns: readonly TotalColumn[] = ["topUps", "pending", "failed", "other"];
const referenceColumns = ["pending", "failed", "other"] as const satisfies readonly TotalColumn[];

/** Whether the amounts of a column are part of no total. */
export function isReferenceColumn(sum: TotalColumn): sum is (typeof referenceColumns)[number] {
  return (referenceColumns as readonly TotalColumn[]).includes(sum);
}

/** The optional columns that have an amount, or orders without one, which the column's heading then leads to. */
export function listUsedColumns({ currencies, orderCounts }: Totals): TotalColumn[] {
  return optionalColumns.filter(
    (sum) => (isReferenceColumn(sum) && orderCounts[sum] > 0) || currencies.some((totals) => /[1-9]/.test(totals[sum])),
  );
}

/** Whether the orders of an amount are not among the rows, which are limited to a kind of total, a currency or both. */
export function isExcluded(
  sum: TotalColumn,
  currency: string,
  limits: { readonly kind: TotalKind | null; readonly currency: string | null },
): boolean {
  return (limits.kind !== null && limits.kind !== sum) || (limits.currency !== null && limits.currency !== currency);
}

/** The amount of a total; top-ups, which DMAPI sends as negative amounts, are positive where they stand alone. */
export function readAmount(totals: CurrencyTotals, sum: TotalColumn): string {
  return sum === "topUps" ? negateDecimal(totals.topUps) : totals[sum];
}

/** Zero totals with the same currency and scale. */
export function createEmptyTotals(totals: CurrencyTotals): CurrencyTotals {
  const zero = `0${totals.total.replace(/^[^.]*/, "").replace(/\d/g, "0")}`;
  const { currency } = totals;
  const sums = Object.fromEntries([...permanentColumns, ...optionalColumns].map((sum) => [sum, zero])) as Record<
    TotalColumn,
    string
  >;
  return { currency, orders: 0, ...sums };
}
