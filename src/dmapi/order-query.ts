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

/** Selects and sorts orders. All criteria must match; bounds of days and ids are inclusive. */
export interface OrderFilter {
  /** Includes free orders, but then only of the last 90 days. */
  readonly showAll?: boolean | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** One of `orderTypes`, or another. */
  readonly type?: string | undefined;
  readonly status?: "ok" | "error" | "pending" | undefined;
  readonly tld?: string | undefined;
  /** A domain, or another object of the order such as a contact handle. */
  readonly fqdn?: string | undefined;
  /** The same with `*` for any characters and `?` for one. */
  readonly fqdnLike?: string | undefined;
  readonly orderId?: string | undefined;
  readonly orderIdAfter?: string | undefined;
  readonly orderIdBefore?: string | undefined;
  readonly procId?: string | undefined;
  readonly procIdAfter?: string | undefined;
  readonly procIdBefore?: string | undefined;
  /** Oldest first. */
  readonly asc?: boolean | undefined;
}

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

function buildFilterParams(query: OrderFilter, checks: ParameterChecks) {
  return {
    "show-all": query.showAll,
    after: checks.day("after", query.after),
    before: checks.day("before", query.before),
    type: checks.text("type", query.type),
    status: checks.oneOf("status", query.status, ["ok", "error", "pending"]),
    tld: checks.text("tld", query.tld),
    fqdn: checks.text("fqdn", query.fqdn),
    "fqdn-like": checks.text("fqdn-like", query.fqdnLike),
    "order-id": checks.id("order-id", query.orderId),
    "order-id-after": checks.id("order-id-after", query.orderIdAfter),
    "order-id-before": checks.id("order-id-before", query.orderIdBefore),
    "proc-id": checks.id("proc-id", query.procId),
    "proc-id-after": checks.id("proc-id-after", query.procIdAfter),
    "proc-id-before": checks.id("proc-id-before", query.procIdBefore),
    asc: query.asc,
  };
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
export function requireOrderedBounds({ after, before, ...ids }: OrderFilter): void {
  const message = "must not be later than before";
  if (after !== undefined && before !== undefined && after > before)
    throw invalidParameterError(orderListRequest, "after", message);
  const { orderIdAfter, orderIdBefore, procIdAfter, procIdBefore } = ids;
  if (isAbove(orderIdAfter, orderIdBefore))
    throw invalidParameterError(orderListRequest, "order-id-after", "must not exceed its -before");
  if (isAbove(procIdAfter, procIdBefore))
    throw invalidParameterError(orderListRequest, "proc-id-after", "must not exceed its -before");
}

function isAbove(low: string | undefined, high: string | undefined): boolean {
  return low !== undefined && high !== undefined && BigInt(low) > BigInt(high);
}

/** True for a filter with days: DMAPI's limit for ranges of ids then does not apply. */
export function hasDates({ after, before }: OrderFilter): boolean {
  return after !== undefined || before !== undefined;
}

/** True for a filter with a range of ids. */
export function hasIdRange({ orderIdAfter, orderIdBefore, procIdAfter, procIdBefore }: OrderFilter): boolean {
  return [orderIdAfter, orderIdBefore, procIdAfter, procIdBefore].some((id) => id !== undefined);
}
