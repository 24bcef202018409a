import * as z from "zod/mini";
import { filterFields, orderStatuses, type FilterField, type FilterKind, type OrderFilter } from "../dmapi/order-query";
import { resolvePeriod, isNamedPeriod, type NamedPeriod } from "./named-periods";
import type { StringName } from "./strings";

export type QueryFieldKind = FilterKind | "period";

interface QueryFieldInfo {
  /** What DMAPI calls it. */
  readonly parameter: string;
  readonly kind: QueryFieldKind;
  /** The text before its control. */
  readonly label: StringName;
  /** Where the form shows it: always, or in the section with more fields. */
  readonly group: "bar" | "more";
  readonly placeholder?: string;
}

/** The fields of the query form in their order. Stored: do not rename keys. */
export const queryFields = {
  period: { parameter: "after, before", kind: "period", label: "period", group: "bar" },
  after: { ...filterFields.after, label: "firstDay", group: "bar" },
  before: { ...filterFields.before, label: "lastDay", group: "bar" },
  type: { ...filterFields.type, label: "orderType", group: "bar" },
  status: { ...filterFields.status, label: "orderStatus", group: "more" },
  tld: { ...filterFields.tld, label: "tld", group: "more", placeholder: "com" },
  fqdn: { ...filterFields.fqdn, label: "exactName", group: "more", placeholder: "example.com" },
  fqdnLike: { ...filterFields.fqdnLike, label: "namePattern", group: "more", placeholder: "shop*.com" },
  orderId: { ...filterFields.orderId, label: "orderId", group: "more" },
  orderIdAfter: { ...filterFields.orderIdAfter, label: "orderIdFrom", group: "more" },
  orderIdBefore: { ...filterFields.orderIdBefore, label: "orderIdTo", group: "more" },
  procId: { ...filterFields.procId, label: "procId", group: "more" },
  procIdAfter: { ...filterFields.procIdAfter, label: "procIdFrom", group: "more" },
  procIdBefore: { ...filterFields.procIdBefore, label: "procIdTo", group: "more" },
  showAll: { ...filterFields.showAll, label: "freeOrders", group: "more" },
  asc: { ...filterFields.asc, label: "oldestFirst", group: "more" },
} as const satisfies Record<FilterField | "period", QueryFieldInfo>;

export type QueryField = keyof typeof queryFields;

/** All fields with their properties, in the order of the form. */
export const queryFieldEntries = Object.entries(queryFields) as [QueryField, QueryFieldInfo][];

const text = z.string();
const valueSchemas = {
  period: z.custom<NamedPeriod>(isNamedPeriod),
  day: text,
  type: text,
  status: z.enum(orderStatuses),
  tld: text,
  name: text,
  pattern: text,
  id: text,
  flag: z.boolean(),
} satisfies Record<QueryFieldKind, z.ZodMiniType>;

type QueryShape = {
  [Field in QueryField]: z.ZodMiniOptional<(typeof valueSchemas)[(typeof queryFields)[Field]["kind"]]>;
};

/**
 * The query form's values: parameters of query-order-list, days as YYYY-MM-DD. An empty field is absent. `period` takes
 * precedence over `after` and `before`, so that a saved query is relative to today.
 */
export const tableQuerySchema = z.strictObject(
  Object.fromEntries(
    queryFieldEntries.map(([field, { kind }]) => [field, z.optional(valueSchemas[kind])]),
  ) as QueryShape,
);

export { orderStatuses, type OrderFilter };
export type TableQuery = z.infer<typeof tableQuerySchema>;

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
