import { domainToASCII } from "node:url";
import { dayMs, subtractThreeYears } from "../clock";
import { type RequestParameters, createWildcardMatcher } from "../request-parameters";
import { malformedParameterError, outOfRangeError } from "../epp-error";
import { orderStatuses } from "./order";
import type { FilterableOrder, OrderFilter } from "./filter-cache";

const maxPeriodMs = 90 * dayMs;
const defaultPeriodMs = 30 * dayMs;
const maxRows = 1000;
/** The parameters by which orders are filtered, besides show-all. */
const filterParameterNames = ["status", "type", "tld", "fqdn", "fqdn-like"];

/** Both ends are inclusive. */
export interface InclusiveRange {
  readonly from: number;
  readonly to: number;
}

/** The orders requested by query-order-list. */
export interface OrderQuery {
  /** Epoch milliseconds. */
  readonly time: InclusiveRange;
  readonly id: InclusiveRange;
  readonly procId: InclusiveRange;
  readonly filter: OrderFilter;
  readonly isAscending: boolean;
  /** The number of rows to skip, and the maximum to return. */
  readonly skip: number;
  readonly most: number;
}

/**
 * Parses the parameters of query-order-list. As documented (DMAPI docs, query-order-list), these apply silently: at most 90
 * days, the default of 30 days, the limit of 3 years or 90 days, and ignored limits. Malformed values are errors.
 */
export function parseOrderQuery(parameters: RequestParameters, now: number): OrderQuery {
  const hasDates = parameters.text("after") !== undefined || parameters.text("before") !== undefined;
  const ids = parseRange(parameters, "order-id");
  const procIds = parseRange(parameters, "proc-id");
  const isRanged = !hasDates && (ids.ranged || procIds.ranged);
  const requested = hasDates
    ? parsePeriod(parameters)
    : ids.given || procIds.given
      ? { from: 0, to: now }
      : getDefaultPeriod(now);
  return {
    time: { from: Math.max(requested.from, getOldestVisibleTime(parameters, now)), to: requested.to },
    id: ids.range,
    procId: procIds.range,
    filter: parseFilter(parameters),
    isAscending: parameters.flag("asc"),
    ...parsePage(parameters, isRanged),
  };
}

function getDefaultPeriod(now: number): InclusiveRange {
  return { from: now - defaultPeriodMs, to: now };
}

function getOldestVisibleTime(parameters: RequestParameters, now: number): number {
  return parameters.flag("show-all") ? now - maxPeriodMs : subtractThreeYears(now);
}

/** The days from `after` through `before`, truncated to the first 90; with only `before` the last 90. */
function parsePeriod(parameters: RequestParameters): InclusiveRange {
  const after = parameters.day("after");
  const before = parameters.day("before");
  const end = before === undefined ? Infinity : before + dayMs;
  const from = after ?? end - maxPeriodMs;
  return { from, to: Math.min(end, from + maxPeriodMs) - 1 };
}

function parseRange(
  parameters: RequestParameters,
  name: string,
): { range: InclusiveRange; given: boolean; ranged: boolean } {
  const exact = parameters.integer(name, 0);
  const after = parameters.integer(`${name}-after`, 0);
  const before = parameters.integer(`${name}-before`, 0);
  const ranged = after !== undefined || before !== undefined;
  const range = { from: Math.max(exact ?? 0, after ?? 0), to: Math.min(exact ?? Infinity, before ?? Infinity) };
  return { range, given: ranged || exact !== undefined, ranged };
}

function parsePage(parameters: RequestParameters, isRanged: boolean): { skip: number; most: number } {
  const limit = Math.min(parameters.integer("limit", 1) ?? maxRows, maxRows);
  const rows = isRanged ? limit : Infinity;
  const perPage = parameters.integer("per-page", 10);
  const page = parameters.integer("page", 1) ?? 1;
  if (perPage === undefined) return { skip: 0, most: rows };
  const skip = (page - 1) * perPage;
  return { skip, most: Math.max(0, Math.min(perPage, rows - skip)) };
}

function parseFilter(parameters: RequestParameters): OrderFilter {
  const showAll = parameters.flag("show-all");
  const tests = [
    showAll ? undefined : (order: FilterableOrder) => order.netto !== 0,
    createStatusTest(parameters),
    createTypeTest(parameters),
    createTldTest(parameters),
    ...createNameTests(parameters),
  ].filter((test) => test !== undefined);
  const texts = filterParameterNames.map((name) => parameters.text(name) ?? null);
  return { key: JSON.stringify([showAll, ...texts]), accepts: (order) => tests.every((test) => test(order)) };
}

function createStatusTest(parameters: RequestParameters) {
  const status = parameters.text("status")?.toLowerCase();
  if (status === undefined) return undefined;
  if (!orderStatuses.some((known) => known === status))
    throw malformedParameterError("status", orderStatuses.join(", "));
  return (order: FilterableOrder) => order.status === status;
}

function createTypeTest(parameters: RequestParameters) {
  const type = parameters.text("type")?.toLowerCase().replaceAll("_", "-");
  return type === undefined ? undefined : (order: FilterableOrder) => order.type.replaceAll("_", "-") === type;
}

function createTldTest(parameters: RequestParameters) {
  const tld = parameters.text("tld");
  if (tld === undefined) return undefined;
  const suffix = `.${toAscii(tld.replace(/^\./, ""))}`;
  return (order: FilterableOrder) => order.identifier.endsWith(suffix);
}

function createNameTests(parameters: RequestParameters) {
  const fqdn = parameters.text("fqdn");
  const like = parameters.text("fqdn-like");
  if (like !== undefined && like.length > 255) throw outOfRangeError("fqdn-like", "must have at most 255 characters");
  const exact = fqdn === undefined ? undefined : toAscii(fqdn);
  const matches = like === undefined ? undefined : createWildcardMatcher(like);
  return [
    exact === undefined ? undefined : (order: FilterableOrder) => order.identifier.toLowerCase() === exact,
    matches === undefined ? undefined : (order: FilterableOrder) => matches(order.identifier),
  ];
}

/** Lower case, and `xn--` for non-ASCII letters. */
function toAscii(name: string): string {
  return domainToASCII(name) || name.toLowerCase();
}
