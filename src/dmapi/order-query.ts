import { countDays } from "./days";
import { invalidParameterError } from "./errors";
import { createParameterChecks, type ParameterChecks, type RequestParams } from "./parameters";

/** The name of the DMAPI request. */
export const orderListRequest = "query-order-list";

/** DMAPI returns at most this many days per request, and at most this many orders of a range of ids. */
export const maxSpanDays = 90;
export const maxOrdersPerIdRange = 1000;

/** The order types DMAPI documents; others occur. */
export const orderTypes = [
  "create",
  "renew",
  "transfer",
  "restore",
  "delete_domain",
  "cor",
  "create-contact",
  "autons",
  "lock",
  "unlock",
  "privacy_pp1",
  "privacy_pp2",
  "credit-increase",
  "payment_fee",
] as const;

export const orderStatuses = ["ok", "error", "pending"] as const;

/** What the value of a criterion is: a name in its ASCII form, a pattern with `*` for any characters and `?` for one, digits … */
export type FilterKind = "flag" | "day" | "type" | "status" | "tld" | "name" | "pattern" | "id";

interface FilterFieldInfo {
  /** DMAPI's name of the parameter. */
  readonly parameter: string;
  readonly kind: FilterKind;
  /** The field of the upper bound, if this is a lower one. */
  readonly upperBound?: string;
}

/** The criteria of query-order-list. All of an `OrderFilter` must match; bounds of days and ids are inclusive. */
export const filterFields = {
  /** Includes free orders, but then only of the last 90 days. */
  showAll: { parameter: "show-all", kind: "flag" },
  after: { parameter: "after", kind: "day", upperBound: "before" },
  before: { parameter: "before", kind: "day" },
  /** One of `orderTypes`, or another. */
  type: { parameter: "type", kind: "type" },
  status: { parameter: "status", kind: "status" },
  tld: { parameter: "tld", kind: "tld" },
  /** A domain, or another object of the order such as a contact handle. */
  fqdn: { parameter: "fqdn", kind: "name" },
  fqdnLike: { parameter: "fqdn-like", kind: "pattern" },
  orderId: { parameter: "order-id", kind: "id" },
  orderIdAfter: { parameter: "order-id-after", kind: "id", upperBound: "orderIdBefore" },
  orderIdBefore: { parameter: "order-id-before", kind: "id" },
  procId: { parameter: "proc-id", kind: "id" },
  procIdAfter: { parameter: "proc-id-after", kind: "id", upperBound: "procIdBefore" },
  procIdBefore: { parameter: "proc-id-before", kind: "id" },
  /** Oldest first. */
  asc: { parameter: "asc", kind: "flag" },
} as const satisfies Record<string, FilterFieldInfo>;

export type FilterField = keyof typeof filterFields;
type FilterValue<Kind extends FilterKind> = Kind extends "flag"
  ? boolean
  : Kind extends "status"
    ? (typeof orderStatuses)[number]
    : string;

/** Selects and sorts orders. */
export type OrderFilter = {
  readonly [Field in FilterField]?: FilterValue<(typeof filterFields)[Field]["kind"]> | undefined;
};

const filterEntries = Object.entries(filterFields) as [FilterField, FilterFieldInfo][];

/** The pairs of fields that are bounds of days or ids. */
export const filterRanges = filterEntries.flatMap(([lower, { kind, upperBound }]) =>
  upperBound === undefined ? [] : [{ lower, upper: upperBound as FilterField, kind }],
);

/** The fields with an id, or with a bound of ids. */
export const idFields = filterEntries.filter(([, { kind }]) => kind === "id").map(([field]) => field);
const idRangeFields = filterRanges.filter(({ kind }) => kind === "id").flatMap(({ lower, upper }) => [lower, upper]);

/** The part of these orders to return in one reply, and its format. */
export interface OrderQuery extends OrderFilter {
  /** For ranges of ids without days, at most 1000. */
  readonly limit?: number | undefined;
  readonly separator?: "tab" | "comma" | "semicolon" | "pipe" | undefined;
  /** Decimal commas. */
  readonly numComma?: boolean | undefined;
  /** Rows per page, at least 10; pages are numbered from 1. */
  readonly perPage?: number | undefined;
  readonly page?: number | undefined;
}

/**
 * The DMAPI parameters of a query (DMAPI docs, query-order-list).
 * @throws DmapiError `invalid` for what DMAPI would refuse, or silently ignore or truncate
 */
export function buildOrderParams(query: OrderQuery): RequestParams {
  const checks = createParameterChecks(orderListRequest);
  const params = { ...buildFilterParams(query, checks), ...buildLayoutParams(query, checks) };
  requireConsistentQuery(query);
  return params;
}

function buildFilterParams(query: OrderFilter, checks: ParameterChecks): RequestParams {
  return Object.fromEntries(
    filterEntries.map(([field, { parameter, kind }]) => [parameter, checkValue(checks, parameter, kind, query[field])]),
  );
}

function checkValue(checks: ParameterChecks, parameter: string, kind: FilterKind, value?: string | boolean) {
  if (typeof value !== "string") return value;
  if (kind === "day" || kind === "id") return checks[kind](parameter, value);
  return kind === "status" ? checks.oneOf(parameter, value, orderStatuses) : checks.text(parameter, value);
}

function buildLayoutParams(query: OrderQuery, checks: ParameterChecks) {
  return {
    limit: checks.integer("limit", query.limit, 1, maxOrdersPerIdRange),
    separator: checks.oneOf("separator", query.separator, ["tab", "comma", "semicolon", "pipe"]),
    "num-comma": query.numComma,
    "per-page": checks.integer("per-page", query.perPage, 10),
    page: checks.integer("page", query.page, 1),
  };
}

/** Rules that involve several parameters. */
function requireConsistentQuery(query: OrderQuery): void {
  const { after, before, limit, page, perPage, separator, numComma } = query;
  requireOrderedBounds(query);
  if (after !== undefined && before !== undefined && countDays({ after, before }) > maxSpanDays) {
    throw invalidParameterError(
      orderListRequest,
      "after",
      `must be at most ${maxSpanDays} days before before: DMAPI truncates longer periods`,
    );
  }
  if (limit !== undefined && hasDates(query))
    throw invalidParameterError(orderListRequest, "limit", "is ignored together with after or before");
  if (limit !== undefined && !hasIdRange(query)) {
    throw invalidParameterError(orderListRequest, "limit", "requires a range of order-id or proc-id");
  }
  if (page !== undefined && perPage === undefined)
    throw invalidParameterError(orderListRequest, "page", "requires per-page");
  if (separator === "comma" && numComma)
    throw invalidParameterError(orderListRequest, "separator", "cannot be comma with num-comma");
}

/**
 * Requires the lower bound of days and ids not to be above the upper one.
 * @throws DmapiError `invalid`
 */
export function requireOrderedBounds(filter: OrderFilter): void {
  for (const { lower, upper, kind } of filterRanges) {
    if (!isAbove(kind, filter[lower], filter[upper])) continue;
    const rule = kind === "day" ? "must not be later than before" : "must not exceed its -before";
    throw invalidParameterError(orderListRequest, filterFields[lower].parameter, rule);
  }
}

function isAbove(kind: FilterKind, low: string | boolean | undefined, high: string | boolean | undefined): boolean {
  if (typeof low !== "string" || typeof high !== "string") return false;
  return kind === "id" ? BigInt(low) > BigInt(high) : low > high;
}

/** True for a filter with days: DMAPI's limit for ranges of ids then does not apply. */
export function hasDates({ after, before }: OrderFilter): boolean {
  return after !== undefined || before !== undefined;
}

/** True for a filter with a range of ids. */
export function hasIdRange(filter: OrderFilter): boolean {
  return idRangeFields.some((field) => filter[field] !== undefined);
}

/** True for a filter with an id or a range of ids. */
export function hasIds(filter: OrderFilter): boolean {
  return idFields.some((field) => filter[field] !== undefined);
}
