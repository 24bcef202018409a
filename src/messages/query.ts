import * as z from "zod/mini";
import type { OrderFilter } from "../dmapi/order-query";
import { daysOf, isPeriod, type Period } from "./period";

const text = z.optional(z.string());

/**
 * What the query form says: parameters of query-order-list, days as YYYY-MM-DD. A field that is not filled in is absent.
 * `period` goes before `after` and `before`, so that a query that was kept means today's last month, not that of then.
 */
export const tableQuery = z.strictObject({
  period: z.optional(z.custom<Period>(isPeriod)),
  after: text,
  before: text,
  type: text,
  status: z.optional(z.enum(["ok", "error", "pending"])),
  tld: text,
  fqdn: text,
  fqdnLike: text,
  orderId: text,
  orderIdAfter: text,
  orderIdBefore: text,
  procId: text,
  procIdAfter: text,
  procIdBefore: text,
  showAll: z.optional(z.boolean()),
  asc: z.optional(z.boolean()),
});

export type { OrderFilter };
export type TableQuery = z.infer<typeof tableQuery>;
export type QueryField = keyof TableQuery;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** A query the user gave a name to. */
export const savedQuery = z.object({ name, query: tableQuery });
export type SavedQuery = z.infer<typeof savedQuery>;
export const queryName = name;

/** The orders a query means at this moment (epoch ms). */
export function filterOf({ period, ...filter }: TableQuery, now: number): OrderFilter {
  return period ? { ...filter, ...endsOf(period, now) } : filter;
}

/** True for queries that mean the same, however their fields are ordered. */
export function isSameQuery(a: TableQuery, b: TableQuery): boolean {
  return textOf(a) === textOf(b);
}

function textOf(query: TableQuery): string {
  const fields = Object.entries(query).filter(([, value]) => value !== undefined && value !== false);
  return JSON.stringify(fields.sort(([a], [b]) => a.localeCompare(b)));
}

function endsOf(period: Period, now: number) {
  const { after, before } = daysOf(period, now);
  return { after, before };
}
