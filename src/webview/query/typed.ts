import * as z from "zod/mini";
import { isPeriod, type Period } from "../../messages/period";
import type { QueryField, TableQuery } from "../../messages/query";

const text = z.string();

/** What the form's controls hold, by field; the period may also be one of the two choices that are none. */
export const typedSchema = z.object({
  period: text,
  after: text,
  before: text,
  type: text,
  status: text,
  tld: text,
  fqdn: text,
  fqdnLike: text,
  orderId: text,
  orderIdAfter: text,
  orderIdBefore: text,
  procId: text,
  procIdAfter: text,
  procIdBefore: text,
  showAll: z.boolean(),
  asc: z.boolean(),
});
export type Typed = Readonly<z.infer<typeof typedSchema>>;

/** Choices beside the named periods: days that are typed in, and no days at all, to search by id. */
export const customPeriod = "custom";
export const noPeriod = "none";

const texts = ["type", "tld", "fqdn", "fqdnLike"] as const;
const ids = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;

/** The query that was typed: fields left empty are absent, names are as DMAPI writes them. */
export function queryFrom(typed: Typed): TableQuery {
  const query: Record<string, unknown> = {};
  const set = (field: QueryField, value: string) => {
    if (value.trim() !== "") query[field] = value.trim();
  };
  if (isPeriod(typed.period)) query["period"] = typed.period;
  else if (typed.period === customPeriod) for (const field of ["after", "before"] as const) set(field, typed[field]);
  for (const field of [...texts, ...ids]) set(field, typed[field]);
  if (query["tld"] !== undefined) query["tld"] = asciiName(typed.tld.trim().replace(/^\./, ""));
  if (query["fqdn"] !== undefined) query["fqdn"] = asciiName(typed.fqdn.trim());
  if (typed.status !== "") query["status"] = typed.status;
  if (typed.showAll) query["showAll"] = true;
  if (typed.asc) query["asc"] = true;
  return query;
}

/** What the controls hold for a query. */
export function typedFrom(query: TableQuery): Typed {
  const { period, after = "", before = "", status = "", showAll = false, asc = false } = query;
  const dated = after !== "" || before !== "";
  const others = Object.fromEntries([...texts, ...ids].map((field) => [field, query[field] ?? ""]));
  return {
    ...(others as Record<(typeof texts)[number] | (typeof ids)[number], string>),
    period: period ?? (dated ? customPeriod : noPeriod),
    after: period ? "" : after,
    before: period ? "" : before,
    status,
    showAll,
    asc,
  };
}

/** Whether the controls hold what they do for this query. */
export function isTyped(typed: Typed, query: TableQuery): boolean {
  const wanted = typedFrom(query);
  return (Object.keys(wanted) as QueryField[]).every((field) => typed[field] === wanted[field]);
}

/** What a new query begins with. */
export const freshQuery: TableQuery = { period: "last-30-days" satisfies Period };

/** A domain name in the ASCII form it has at registries; other text as it is. */
function asciiName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name) || /[\s/?#@:\\%*]/.test(name)) return name;
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return name;
  }
}
