import * as z from "zod/mini";
import type { OrderFilter } from "../dmapi/order-query";
import { resolvePeriod, isNamedPeriod, type NamedPeriod } from "./named-periods";

const optionalText = z.optional(z.string());

/**
 * The query form's values: parameters of query-order-list, days as YYYY-MM-DD. An empty field is absent. Stored: do not
 * rename keys. `period` takes precedence over `after` and `before`, so that a saved query is relative to today.
 */
export const tableQuerySchema = z.strictObject({
  period: z.optional(z.custom<NamedPeriod>(isNamedPeriod)),
  after: optionalText,
  before: optionalText,
  type: optionalText,
  status: z.optional(z.enum(["ok", "error", "pending"])),
  tld: optionalText,
  fqdn: optionalText,
  fqdnLike: optionalText,
  orderId: optionalText,
  orderIdAfter: optionalText,
  orderIdBefore: optionalText,
  procId: optionalText,
  procIdAfter: optionalText,
  procIdBefore: optionalText,
  showAll: z.optional(z.boolean()),
  asc: z.optional(z.boolean()),
});

export type { OrderFilter };
export type TableQuery = z.infer<typeof tableQuerySchema>;
export type QueryField = keyof TableQuery;

const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** A query saved under a name. */
export const savedQuerySchema = z.object({ name: nameSchema, query: tableQuerySchema });
export type SavedQuery = z.infer<typeof savedQuerySchema>;
export const queryNameSchema = nameSchema;

/** The order filter of a query at this time (epoch ms). */
export function toOrderFilter({ period, ...filter }: TableQuery, now: number): OrderFilter {
  return period ? { ...filter, ...resolveBounds(period, now) } : filter;
}

/** True for equal queries, regardless of the order of their fields. */
export function isSameQuery(a: TableQuery, b: TableQuery): boolean {
  return toComparableText(a) === toComparableText(b);
}

function toComparableText(query: TableQuery): string {
  const fields = Object.entries(query).filter(([, value]) => value !== undefined && value !== false);
  return JSON.stringify(fields.sort(([a], [b]) => a.localeCompare(b)));
}

function resolveBounds(period: NamedPeriod, now: number) {
  const { after, before } = resolvePeriod(period, now);
  return { after, before };
}
