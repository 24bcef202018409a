import { daysIn } from "./days";
import { invalid } from "./errors";
import { checksFor, type Checks, type Params } from "./parameters";

/** The request all of this is about. */
export const orderList = "query-order-list";

/** DMAPI shows at most so many days at once, and at most so many orders of a range of ids. */
export const longestSpan = 90;
export const longestRange = 1000;

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

/** Which orders are meant, and how they are sorted. All that is given must hold; days and ids are both included. */
export interface OrderFilter {
  /** Orders that cost nothing too, but then of the last 90 days alone. */
  readonly showAll?: boolean | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** One of `orderTypes`, or another. */
  readonly type?: string | undefined;
  readonly status?: "ok" | "error" | "pending" | undefined;
  readonly tld?: string | undefined;
  /** A domain, or what else the order is about, such as a contact handle. */
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

/** Which of these orders one reply shall hold, and how it is written. */
export interface OrderQuery extends OrderFilter {
  /** For ranges of ids without days, at most 1000. */
  readonly limit?: number | undefined;
  readonly separator?: "tab" | "comma" | "semicolon" | "pipe" | undefined;
  /** Decimal commas. */
  readonly numComma?: boolean | undefined;
  /** Rows of a page, at least 10; pages are counted from 1. */
  readonly perPage?: number | undefined;
  readonly page?: number | undefined;
}

/**
 * The parameters of a query as DMAPI calls them (seed "Account and Handling", query-order-list).
 * @throws DmapiError `invalid` for what DMAPI would refuse, ignore or cut without a word
 */
export function orderParams(query: OrderQuery): Params {
  const check = checksFor(orderList);
  const params = { ...filterParams(query, check), ...layoutParams(query, check) };
  requireRules(query);
  return params;
}

function filterParams(query: OrderFilter, check: Checks) {
  return {
    "show-all": query.showAll,
    after: check.day("after", query.after),
    before: check.day("before", query.before),
    type: check.text("type", query.type),
    status: check.oneOf("status", query.status, ["ok", "error", "pending"]),
    tld: check.text("tld", query.tld),
    fqdn: check.text("fqdn", query.fqdn),
    "fqdn-like": check.text("fqdn-like", query.fqdnLike),
    "order-id": check.id("order-id", query.orderId),
    "order-id-after": check.id("order-id-after", query.orderIdAfter),
    "order-id-before": check.id("order-id-before", query.orderIdBefore),
    "proc-id": check.id("proc-id", query.procId),
    "proc-id-after": check.id("proc-id-after", query.procIdAfter),
    "proc-id-before": check.id("proc-id-before", query.procIdBefore),
    asc: query.asc,
  };
}

function layoutParams(query: OrderQuery, check: Checks) {
  return {
    limit: check.whole("limit", query.limit, 1, longestRange),
    separator: check.oneOf("separator", query.separator, ["tab", "comma", "semicolon", "pipe"]),
    "num-comma": query.numComma,
    "per-page": check.whole("per-page", query.perPage, 10),
    page: check.whole("page", query.page, 1),
  };
}

/** What no parameter says alone. */
function requireRules(query: OrderQuery): void {
  const { after, before, limit, page, perPage, separator, numComma } = query;
  requireOrder(query);
  if (after !== undefined && before !== undefined && daysIn({ after, before }) > longestSpan) {
    throw invalid(
      orderList,
      "after",
      `must be at most ${longestSpan} days before before: DMAPI truncates longer periods`,
    );
  }
  if (limit !== undefined && isDated(query))
    throw invalid(orderList, "limit", "is ignored together with after or before");
  if (limit !== undefined && !isRange(query)) {
    throw invalid(orderList, "limit", "requires a range of order-id or proc-id");
  }
  if (page !== undefined && perPage === undefined) throw invalid(orderList, "page", "requires per-page");
  if (separator === "comma" && numComma) throw invalid(orderList, "separator", "cannot be comma with num-comma");
}

/**
 * Holds the ends of a filter's days and ids against one another.
 * @throws DmapiError `invalid`
 */
export function requireOrder({ after, before, ...ids }: OrderFilter): void {
  const late = "must not be later than before";
  if (after !== undefined && before !== undefined && after > before) throw invalid(orderList, "after", late);
  const { orderIdAfter, orderIdBefore, procIdAfter, procIdBefore } = ids;
  if (isAbove(orderIdAfter, orderIdBefore)) throw invalid(orderList, "order-id-after", "must not exceed its -before");
  if (isAbove(procIdAfter, procIdBefore)) throw invalid(orderList, "proc-id-after", "must not exceed its -before");
}

function isAbove(low: string | undefined, high: string | undefined): boolean {
  return low !== undefined && high !== undefined && BigInt(low) > BigInt(high);
}

/** True for a filter with days: it is then no matter of ids how many orders DMAPI gives. */
export function isDated({ after, before }: OrderFilter): boolean {
  return after !== undefined || before !== undefined;
}

/** True for a filter with a range of ids. */
export function isRange({ orderIdAfter, orderIdBefore, procIdAfter, procIdBefore }: OrderFilter): boolean {
  return [orderIdAfter, orderIdBefore, procIdAfter, procIdBefore].some((id) => id !== undefined);
}
