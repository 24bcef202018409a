import { domainToASCII } from "node:url";
import { DAY, threeYearsBefore } from "../clock";
import type { Parameters } from "../parameters";
import { wildcard } from "../pattern";
import { malformed, outOfRange } from "../refusal";
import { orderStatuses } from "./order";
import type { Judged, OrderFilter } from "./verdicts";

const LONGEST_PERIOD = 90 * DAY;
const DEFAULT_PERIOD = 30 * DAY;
const MOST_ROWS = 1000;
/** The parameters by which orders are filtered, besides show-all. */
const filterTexts = ["status", "type", "tld", "fqdn", "fqdn-like"];

/** Both ends are inclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Which orders a query-order-list request asks for. */
export interface OrderQuery {
  /** Epoch milliseconds. */
  readonly time: Range;
  readonly id: Range;
  readonly procId: Range;
  readonly filter: OrderFilter;
  readonly ascending: boolean;
  /** Rows to leave out at the start, and the most to return. */
  readonly skip: number;
  readonly most: number;
}

/**
 * Reads the parameters of query-order-list. What the seed calls silent is silent here: the cut to 90 days, the default of
 * 30 days, the depth of 3 years or 90 days, and limits that do not apply. Malformed values are refused.
 */
export function readQuery(parameters: Parameters, now: number): OrderQuery {
  const dated = parameters.text("after") !== undefined || parameters.text("before") !== undefined;
  const ids = readRange(parameters, "order-id");
  const procIds = readRange(parameters, "proc-id");
  const ranged = !dated && (ids.ranged || procIds.ranged);
  const asked = dated ? readPeriod(parameters) : ids.given || procIds.given ? { from: 0, to: now } : lastDays(now);
  return {
    time: { from: Math.max(asked.from, oldestVisible(parameters, now)), to: asked.to },
    id: ids.range,
    procId: procIds.range,
    filter: readFilter(parameters),
    ascending: parameters.flag("asc"),
    ...readPage(parameters, ranged),
  };
}

function lastDays(now: number): Range {
  return { from: now - DEFAULT_PERIOD, to: now };
}

function oldestVisible(parameters: Parameters, now: number): number {
  return parameters.flag("show-all") ? now - LONGEST_PERIOD : threeYearsBefore(now);
}

/** The days from `after` through `before`, cut to the first 90 of them; with `before` alone the last 90. */
function readPeriod(parameters: Parameters): Range {
  const after = parameters.day("after");
  const before = parameters.day("before");
  const end = before === undefined ? Infinity : before + DAY;
  const from = after ?? end - LONGEST_PERIOD;
  return { from, to: Math.min(end, from + LONGEST_PERIOD) - 1 };
}

function readRange(parameters: Parameters, name: string): { range: Range; given: boolean; ranged: boolean } {
  const exact = parameters.integer(name, 0);
  const after = parameters.integer(`${name}-after`, 0);
  const before = parameters.integer(`${name}-before`, 0);
  const ranged = after !== undefined || before !== undefined;
  const range = { from: Math.max(exact ?? 0, after ?? 0), to: Math.min(exact ?? Infinity, before ?? Infinity) };
  return { range, given: ranged || exact !== undefined, ranged };
}

function readPage(parameters: Parameters, ranged: boolean): { skip: number; most: number } {
  const limit = Math.min(parameters.integer("limit", 1) ?? MOST_ROWS, MOST_ROWS);
  const rows = ranged ? limit : Infinity;
  const perPage = parameters.integer("per-page", 10);
  const page = parameters.integer("page", 1) ?? 1;
  if (perPage === undefined) return { skip: 0, most: rows };
  const skip = (page - 1) * perPage;
  return { skip, most: Math.max(0, Math.min(perPage, rows - skip)) };
}

function readFilter(parameters: Parameters): OrderFilter {
  const showAll = parameters.flag("show-all");
  const tests = [
    showAll ? undefined : (order: Judged) => order.netto !== 0,
    statusTest(parameters),
    typeTest(parameters),
    tldTest(parameters),
    ...nameTests(parameters),
  ].filter((test) => test !== undefined);
  const texts = filterTexts.map((name) => parameters.text(name) ?? null);
  return { key: JSON.stringify([showAll, ...texts]), accepts: (order) => tests.every((test) => test(order)) };
}

function statusTest(parameters: Parameters) {
  const status = parameters.text("status")?.toLowerCase();
  if (status === undefined) return undefined;
  if (!orderStatuses.some((known) => known === status)) throw malformed("status", orderStatuses.join(", "));
  return (order: Judged) => order.status === status;
}

function typeTest(parameters: Parameters) {
  const type = parameters.text("type")?.toLowerCase().replaceAll("_", "-");
  return type === undefined ? undefined : (order: Judged) => order.type.replaceAll("_", "-") === type;
}

function tldTest(parameters: Parameters) {
  const tld = parameters.text("tld");
  if (tld === undefined) return undefined;
  const ending = `.${ascii(tld.replace(/^\./, ""))}`;
  return (order: Judged) => order.identifier.endsWith(ending);
}

function nameTests(parameters: Parameters) {
  const fqdn = parameters.text("fqdn");
  const like = parameters.text("fqdn-like");
  if (like !== undefined && like.length > 255) throw outOfRange("fqdn-like", "must have at most 255 characters");
  const exact = fqdn === undefined ? undefined : ascii(fqdn);
  const matches = like === undefined ? undefined : wildcard(like);
  return [
    exact === undefined ? undefined : (order: Judged) => order.identifier.toLowerCase() === exact,
    matches === undefined ? undefined : (order: Judged) => matches(order.identifier),
  ];
}

/** Lower case, and `xn--` for letters beyond ASCII. */
function ascii(name: string): string {
  return domainToASCII(name) || name.toLowerCase();
}
