import * as z from "zod/mini";
import { isNamedPeriod, type NamedPeriod } from "../../../messages/named-periods";
import {
  queryFieldEntries,
  type queryFields,
  type QueryField,
  type QueryFieldKind,
  type TableQuery,
} from "../../../messages/table-query";

type ValueSchema<Field extends QueryField> = (typeof queryFields)[Field]["kind"] extends "flag"
  ? z.ZodMiniBoolean
  : z.ZodMiniString;
type ValuesShape = { [Field in QueryField]: ValueSchema<Field> };

/** Values of the form's controls by field; the period may also be one of the two special choices below. */
export const formValuesSchema = z.object(
  Object.fromEntries(
    queryFieldEntries.map(([field, { kind }]) => [field, kind === "flag" ? z.boolean() : z.string()]),
  ) as ValuesShape,
);
export type FormValues = Readonly<z.infer<typeof formValuesSchema>>;

/** Choices besides the named periods: days entered by the user, and no days at all, to search by id. */
export const customPeriod = "custom";
export const noPeriod = "none";

/** The query for these values: empty fields are omitted, domain names are converted to ASCII. */
export function toQuery(values: FormValues): TableQuery {
  const entries = queryFieldEntries.map(([field, { kind }]) => [field, toQueryValue(values, kind, values[field])]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as TableQuery;
}

function toQueryValue(
  { period }: FormValues,
  kind: QueryFieldKind,
  value: string | boolean,
): string | true | undefined {
  if (typeof value === "boolean") return value ? true : undefined;
  const text = value.trim();
  if (kind === "period") return isNamedPeriod(period) ? period : undefined;
  if (text === "" || (kind === "day" && period !== customPeriod)) return undefined;
  if (kind === "tld") return toAsciiName(text.replace(/^\./, ""));
  return kind === "name" ? toAsciiName(text) : text;
}

/** The control values for a query. */
export function toFormValues(query: TableQuery): FormValues {
  const hasDays = Boolean(query.after) || Boolean(query.before);
  const toValue = (field: QueryField, kind: QueryFieldKind) => {
    if (kind === "period") return query.period ?? (hasDays ? customPeriod : noPeriod);
    if (kind === "day" && query.period) return "";
    return query[field] ?? (kind === "flag" ? false : "");
  };
  return Object.fromEntries(queryFieldEntries.map(([field, { kind }]) => [field, toValue(field, kind)])) as FormValues;
}

/** A query as the form makes it of its values. */
export function normalizeQuery(query: TableQuery): TableQuery {
  return toQuery(toFormValues(query));
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
