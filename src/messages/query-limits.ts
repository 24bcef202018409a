import { hasDates, hasIds, idFields } from "../dmapi/order-query";
import { getHiddenForIds, planDateWindows, type HiddenOrders } from "../dmapi/pagination/date-windows";
import { validateQuery } from "./query-validation";
import { toOrderFilter, type QueryField, type TableQuery } from "./table-query";
import type { StringName } from "./strings";

/** A note about orders a query will not return, shown next to a field; `values` are for the text's placeholders. */
export interface QueryNote {
  readonly field: QueryField;
  readonly text: StringName;
  readonly values: readonly string[];
  /** Whether the query asks for orders that it will not return. */
  readonly isWarning?: true;
}

/**
 * Notes about the orders of a query that DMAPI does not return at this time in epoch ms (DMAPI docs, query-order-list:
 * three years, 90 days with show-all, days and ids apply independently). None for an invalid query.
 */
export function getQueryNotes(query: TableQuery, now: number): QueryNote[] {
  if (validateQuery(query).length > 0) return [];
  const filter = toOrderFilter(query, now);
  const { hidden, windows } = planQuery(query, now, hasIds(filter) && !hasDates(filter));
  const notes = hidden.map((part) => createHiddenNote(part, query, windows === 0));
  if (!filter.showAll) notes.push({ field: "showAll", text: "noteFreeLeftOut", values: [] });
  if (hasIds(filter) && hasDates(filter)) notes.push({ field: findIdField(query), text: "noteIdsAndDays", values: [] });
  if (!hasIds(filter) && !hasDates(filter)) notes.push({ field: "period", text: "noteLast30Days", values: [] });
  return notes;
}

function planQuery(
  query: TableQuery,
  now: number,
  isIdsOnly: boolean,
): { hidden: readonly HiddenOrders[]; windows: number } {
  const filter = toOrderFilter(query, now);
  if (isIdsOnly) return { hidden: getHiddenForIds(filter, now), windows: 1 };
  const { hidden, windows } = planDateWindows(filter, now);
  return { hidden, windows: windows.length };
}

function createHiddenNote(
  { reason, before }: HiddenOrders,
  { period, after }: TableQuery,
  isEverythingHidden: boolean,
): QueryNote {
  const field =
    reason === "older-than-90-days" ? "showAll" : period ? "period" : after === undefined ? "before" : "after";
  if (isEverythingHidden) return { field, text: "noteNothingVisible", values: [], isWarning: true };
  const text = reason === "older-than-90-days" ? "noteOlderThan90Days" : "noteOlderThan3Years";
  return { field, text, values: [before], isWarning: true };
}

function findIdField(query: TableQuery): QueryField {
  return idFields.find((field) => query[field] !== undefined) ?? "orderId";
}
