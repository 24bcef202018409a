import { startOfDay } from "../dmapi/days";
import { filterRanges, type FilterKind } from "../dmapi/order-query";
import { queryFieldEntries, type QueryField, type TableQuery } from "./table-query";
import type { StringName } from "./strings";

/** A problem with a field, shown next to it. */
export interface QueryProblem {
  readonly field: QueryField;
  readonly text: StringName;
}

/** All problems of a query that DMAPI would refuse or misread; empty for a valid query. */
export function validateQuery(query: TableQuery): QueryProblem[] {
  return [...validateFields(query), ...validateBounds(query)];
}

/** DMAPI has no longer names. */
const maxTextLength = 255;
const textKinds = ["type", "tld", "name", "pattern"] as const;

function validateFields(query: TableQuery): QueryProblem[] {
  const isLine = (value: string) => value.trim() !== "" && !/[\r\n]/.test(value);
  return [
    ...(query.period ? [] : findInvalidFields(query, ["day"], (day) => startOfDay(day) !== undefined, "mustBeDay")),
    ...findInvalidFields(query, ["id"], isId, "mustBeId"),
    ...findInvalidFields(query, textKinds, isLine, "mustBeText"),
    ...findInvalidFields(query, textKinds, (value) => value.length <= maxTextLength, "mustBeShorter"),
  ];
}

function findInvalidFields(
  query: TableQuery,
  kinds: readonly FilterKind[],
  isValid: (value: string) => boolean,
  text: StringName,
): QueryProblem[] {
  return queryFieldEntries.flatMap(([field, { kind }]) => {
    const value = query[field];
    return kinds.some((one) => one === kind) && typeof value === "string" && !isValid(value) ? [{ field, text }] : [];
  });
}

function validateBounds(query: TableQuery): QueryProblem[] {
  return filterRanges.flatMap(({ lower, upper, kind }): QueryProblem[] => {
    const [low, high] = [query[lower], query[upper]];
    if (typeof low !== "string" || typeof high !== "string") return [];
    if (kind === "id") return isAbove(low, high) ? [{ field: upper, text: "mustNotBeLess" }] : [];
    return !query.period && low > high ? [{ field: upper, text: "mustNotBeEarlier" }] : [];
  });
}

function isAbove(low: string, high: string): boolean {
  return isId(low) && isId(high) && BigInt(low) > BigInt(high);
}

function isId(text: string): boolean {
  return /^\d{1,30}$/.test(text);
}
