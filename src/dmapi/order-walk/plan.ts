import { addDays, dayOf, type Span } from "../days";
import { longestSpan, type OrderFilter } from "../order-query";

const dayLength = 86_400_000;
/** What DMAPI lists when it is told neither days nor ids. */
const usualDays = 30;
/** Days that may still be open, whatever the zone: yesterday, today, tomorrow. */
const openDays = 3;

/** Orders which were asked for and which DMAPI does not show: they are older than it looks back. */
export interface Hidden {
  readonly why: "older-than-3-years" | "older-than-90-days";
  /** The first hidden day; undefined when all days were asked for. */
  readonly after?: string;
  /** The last hidden day. */
  readonly before: string;
}

/** How a span of any length is asked for: in windows which DMAPI does not cut, newest first. */
export interface Plan {
  readonly windows: readonly Span[];
  readonly hidden: readonly Hidden[];
}

/** The span of the last `days` days. Its end is tomorrow, so that no zone hides what is new. */
export function lastDays(days: number, now: number): Span {
  return { after: dayOf(now - days * dayLength), before: dayOf(now + dayLength) };
}

/** Plans the days of a filter; those it leaves open reach as far as DMAPI looks, or are the last 30 without any. */
export function planDays(filter: OrderFilter, now: number): Plan {
  const none = filter.after === undefined && filter.before === undefined;
  const { after, before = filter.before } = none ? lastDays(usualDays, now) : { ...filter };
  const first = firstVisible(filter, now);
  const last = earlier(before ?? "9999", dayOf(now + dayLength));
  const hidden = after === undefined || after < first ? [hiddenUntil(filter, first, after, last)] : [];
  const windows = windowsOf({ after: later(after ?? "", first), before: last }, first);
  return { windows: windows.length > 1 ? windows.flatMap((window) => openApart(window, now)) : windows, hidden };
}

/** What a filter of ids without days hides: nobody knows if there is any. */
export function hiddenFromIds(filter: OrderFilter, now: number): Hidden[] {
  return [hiddenUntil(filter, firstVisible(filter, now))];
}

/** True for a window in which orders may still arrive, whatever DMAPI's zone. */
export function isOpen({ before }: Span, now: number): boolean {
  return before >= dayOf(now - dayLength);
}

/**
 * The pages of an open window are read one after the other: of many days, only those that need it are in one. Few days
 * stay one window: they are not worth another request.
 */
function openApart(window: Span, now: number): Span[] {
  const newest = addDays(window.before, 1 - openDays);
  if (!isOpen(window, now) || newest <= window.after) return [window];
  return [
    { after: newest, before: window.before },
    { after: window.after, before: addDays(newest, -1) },
  ];
}

/** The day in which DMAPI's look back ends: three years ago, or 90 days with free orders. */
function firstVisible({ showAll }: OrderFilter, now: number): string {
  if (showAll) return dayOf(now - longestSpan * dayLength);
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() - 3);
  return dayOf(date.getTime());
}

function hiddenUntil({ showAll }: OrderFilter, first: string, after?: string, last = first): Hidden {
  const why = showAll ? "older-than-90-days" : "older-than-3-years";
  return { why, ...(after === undefined ? {} : { after }), before: earlier(addDays(first, -1), last) };
}

/**
 * Where the look back ends, orders vanish while pages are read, which shifts the pages: these days are a window of their
 * own, small enough for one page.
 */
function windowsOf(span: Span, first: string): Span[] {
  const inner = later(span.after, addDays(first, 2));
  const windows: Span[] = [];
  for (let last = span.before; last >= inner; last = addDays(last, -longestSpan)) {
    windows.push({ after: later(inner, addDays(last, 1 - longestSpan)), before: last });
  }
  const edge = { after: span.after, before: earlier(span.before, addDays(inner, -1)) };
  return edge.after <= edge.before ? [...windows, edge] : windows;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
