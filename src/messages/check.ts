import { startOf } from "../dmapi/days";
import type { QueryField, TableQuery } from "./query";
import type { StringName } from "./strings";

/** What is wrong with a field, to be said beside it. */
export interface Problem {
  readonly field: QueryField;
  readonly text: StringName;
}

/** Everything in a query that DMAPI would refuse or misread; empty for a query that can be sent. */
export function problemsIn(query: TableQuery): Problem[] {
  return [...fieldProblems(query), ...orderProblems(query)];
}

const ids = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;
/** No name DMAPI knows is longer. */
const longest = 255;
const texts = ["type", "tld", "fqdn", "fqdnLike"] as const;

function fieldProblems(query: TableQuery): Problem[] {
  const days = query.period ? [] : (["after", "before"] as const);
  return [
    ...wrong(query, days, (day) => startOf(day) !== undefined, "mustBeDay"),
    ...wrong(query, ids, isId, "mustBeId"),
    ...wrong(query, texts, (text) => text.trim() !== "" && !/[\r\n]/.test(text), "mustBeText"),
    ...wrong(query, texts, (text) => text.length <= longest, "mustBeShorter"),
  ];
}

type TextField = Exclude<QueryField, "period" | "status" | "showAll" | "asc">;

function wrong(
  query: TableQuery,
  fields: readonly TextField[],
  holds: (value: string) => boolean,
  text: StringName,
): Problem[] {
  const failing = fields.filter((field) => query[field] !== undefined && !holds(query[field]));
  return failing.map((field) => ({ field, text }));
}

function orderProblems({ period, after, before, ...query }: TableQuery): Problem[] {
  const problems: Problem[] = [];
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
