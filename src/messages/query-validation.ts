import { startOfDay } from "../dmapi/days";
import type { QueryField, TableQuery } from "./table-query";
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

const idFields = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;
/** DMAPI has no longer names. */
const maxTextLength = 255;
const textFields = ["type", "tld", "fqdn", "fqdnLike"] as const;

function validateFields(query: TableQuery): QueryProblem[] {
  const days = query.period ? [] : (["after", "before"] as const);
  return [
    ...findInvalidFields(query, days, (day) => startOfDay(day) !== undefined, "mustBeDay"),
    ...findInvalidFields(query, idFields, isId, "mustBeId"),
    ...findInvalidFields(query, textFields, (text) => text.trim() !== "" && !/[\r\n]/.test(text), "mustBeText"),
    ...findInvalidFields(query, textFields, (text) => text.length <= maxTextLength, "mustBeShorter"),
  ];
}

type TextField = Exclude<QueryField, "period" | "status" | "showAll" | "asc">;

function findInvalidFields(
  query: TableQuery,
  fields: readonly TextField[],
  isValid: (value: string) => boolean,
  text: StringName,
): QueryProblem[] {
  const invalidFields = fields.filter((field) => query[field] !== undefined && !isValid(query[field]));
  return invalidFields.map((field) => ({ field, text }));
}

function validateBounds({ period, after, before, ...query }: TableQuery): QueryProblem[] {
  const problems: QueryProblem[] = [];
  if (!period && after !== undefined && before !== undefined && after > before) {
    problems.push({ field: "before", text: "mustNotBeEarlier" });
  }
  if (isAbove(query.orderIdAfter, query.orderIdBefore))
    problems.push({ field: "orderIdBefore", text: "mustNotBeLess" });
  if (isAbove(query.procIdAfter, query.procIdBefore)) problems.push({ field: "procIdBefore", text: "mustNotBeLess" });
  return problems;
}

function isAbove(low = "", high = ""): boolean {
  return isId(low) && isId(high) && BigInt(low) > BigInt(high);
}

function isId(text: string): boolean {
  return /^\d{1,30}$/.test(text);
}
