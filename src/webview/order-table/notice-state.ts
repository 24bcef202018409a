import type { LoadState } from "./load-state";
import type { OrderModel } from "./order-model";

/** What the notice shows instead of the rows, or above them. */
export type NoticeState =
  | { readonly kind: "rows" | "waiting" | "partial" | "canceled" }
  | { readonly kind: "empty"; readonly reasons: readonly string[] }
  | { readonly kind: "no match"; readonly text: string; readonly hasColumnFilters: boolean }
  | { readonly kind: "failed"; readonly reason: string; readonly hasRows: boolean };

/** What the notice shows; `getReasons` gives possible reasons why there are no orders. */
export function getNoticeState(
  model: OrderModel,
  { phase, gaps }: LoadState,
  getReasons: () => readonly string[],
): NoticeState {
  const { index, rows, filter, filters, isFiltered } = model;
  if (typeof phase === "object") return { kind: "failed", reason: phase.failed, hasRows: index.count > 0 };
  if (rows.length === 0 && model.isBusy) return { kind: "waiting" };
  if (rows.length === 0 && index.count > 0 && isFiltered)
    return { kind: "no match", text: filter.trim(), hasColumnFilters: filters.length > 0 };
  if (phase === "loading") return { kind: "waiting" };
  if (phase === "canceled" && index.count > 0) return { kind: "canceled" };
  if (phase === "partial" || phase === "canceled") return { kind: "partial" };
  if (index.count > 0 || gaps.length > 0) return { kind: "rows" };
  return { kind: "empty", reasons: getReasons() };
}

/** The gaps to list; none where the notice has a Retry for all of them. */
export function selectListedGaps<T>({ kind }: NoticeState, gaps: readonly T[]): readonly T[] {
  return kind === "partial" || kind === "canceled" || kind === "failed" ? [] : gaps;
}
