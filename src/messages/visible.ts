import { isDated, isRange } from "../dmapi/order-query";
import { hiddenFromIds, planDays, type Hidden } from "../dmapi/order-walk/plan";
import { problemsIn } from "./check";
import { filterOf, type QueryField, type TableQuery } from "./query";
import type { StringName } from "./strings";

/** Something a query will not show, to be said beside a field before it is asked; `values` fill in the text. */
export interface Note {
  readonly field: QueryField;
  readonly text: StringName;
  readonly values: readonly string[];
}

/**
 * What DMAPI does not show of the orders a query means, as of this moment in epoch ms (seed "Account and Handling",
 * query-order-list: three years, 90 days with show-all, days and ids hold independently). Nothing for a query that
 * cannot be sent.
 */
export function notesOn(query: TableQuery, now: number): Note[] {
  if (problemsIn(query).length > 0) return [];
  const filter = filterOf(query, now);
  const names = isRange(filter) || filter.orderId !== undefined || filter.procId !== undefined;
  const { hidden, windows } = planOf(query, now, names && !isDated(filter));
  const notes = hidden.map((part) => hiddenNote(part, query, windows === 0));
  if (!filter.showAll) notes.push({ field: "showAll", text: "noteFreeLeftOut", values: [] });
  if (names && isDated(filter)) notes.push({ field: idField(query), text: "noteIdsAndDays", values: [] });
  if (!names && !isDated(filter)) notes.push({ field: "period", text: "noteLast30Days", values: [] });
  return notes;
}

function planOf(query: TableQuery, now: number, idsAlone: boolean): { hidden: readonly Hidden[]; windows: number } {
  const filter = filterOf(query, now);
  if (idsAlone) return { hidden: hiddenFromIds(filter, now), windows: 1 };
  const { hidden, windows } = planDays(filter, now);
  return { hidden, windows: windows.length };
}

function hiddenNote({ why, before }: Hidden, { period, after }: TableQuery, all: boolean): Note {
  const field = why === "older-than-90-days" ? "showAll" : period ? "period" : after === undefined ? "before" : "after";
  if (all) return { field, text: "noteNothingVisible", values: [] };
  const text = why === "older-than-90-days" ? "noteOlderThan90Days" : "noteOlderThan3Years";
  return { field, text, values: [before] };
}

function idField(query: TableQuery): QueryField {
  const ids = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;
  return ids.find((field) => query[field] !== undefined) ?? "orderId";
}
