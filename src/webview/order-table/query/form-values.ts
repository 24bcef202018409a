import * as z from "zod/mini";
import { isNamedPeriod, type NamedPeriod } from "../../../messages/named-periods";
import type { QueryField, TableQuery } from "../../../messages/table-query";

const text = z.string();

/** Values of the form's controls by field; the period may also be one of the two special choices below. */
export const formValuesSchema = z.object({
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
export type FormValues = Readonly<z.infer<typeof formValuesSchema>>;

/** Choices besides the named periods: days entered by the user, and no days at all, to search by id. */
export const customPeriod = "custom";
export const noPeriod = "none";

const textFields = ["type", "tld", "fqdn", "fqdnLike"] as const;
const idFields = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;

/** The query for these values: empty fields are omitted, domain names are converted to ASCII. */
export function toQuery(values: FormValues): TableQuery {
  const query: Record<string, unknown> = {};
  const set = (field: QueryField, value: string) => {
    if (value.trim() !== "") query[field] = value.trim();
  };
  if (isNamedPeriod(values.period)) query["period"] = values.period;
  else if (values.period === customPeriod) for (const field of ["after", "before"] as const) set(field, values[field]);
  for (const field of [...textFields, ...idFields]) set(field, values[field]);
  if (query["tld"] !== undefined) query["tld"] = toAsciiName(values.tld.trim().replace(/^\./, ""));
  if (query["fqdn"] !== undefined) query["fqdn"] = toAsciiName(values.fqdn.trim());
  if (values.status !== "") query["status"] = values.status;
  if (values.showAll) query["showAll"] = true;
  if (values.asc) query["asc"] = true;
  return query;
}

/** The control values for a query. */
export function toFormValues(query: TableQuery): FormValues {
  const { period, after = "", before = "", status = "", showAll = false, asc = false } = query;
  const hasDays = after !== "" || before !== "";
  const others = Object.fromEntries([...textFields, ...idFields].map((field) => [field, query[field] ?? ""]));
  return {
    ...(others as Record<(typeof textFields)[number] | (typeof idFields)[number], string>),
    period: period ?? (hasDays ? customPeriod : noPeriod),
    after: period ? "" : after,
    before: period ? "" : before,
    status,
    showAll,
    asc,
  };
}

/** Whether these are the values for this query. */
export function hasValuesOfQuery(values: FormValues, query: TableQuery): boolean {
  const expected = toFormValues(query);
  return (Object.keys(expected) as QueryField[]).every((field) => values[field] === expected[field]);
}

/** The query of a reset form. */
export const defaultQuery: TableQuery = { period: "last-30-days" satisfies NamedPeriod };

/** A domain name in the ASCII form it has at registries; other text as it is. */
function toAsciiName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name) || /[\s/?#@:\\%*]/.test(name)) return name;
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return name;
  }
}
