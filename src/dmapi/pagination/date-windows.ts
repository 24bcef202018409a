import { addDays, dayMs, formatDay, type DateSpan } from "../days";
import { maxSpanDays, type OrderFilter } from "../order-query";

/** The days DMAPI lists without days or ids (DMAPI docs, query-order-list). */
const defaultDays = 30;
/** Days in which orders may still arrive in any time zone: yesterday, today, tomorrow. */
const openWindowDays = 3;

/** Requested orders that DMAPI does not return because they are too old. */
export interface HiddenOrders {
  readonly reason: "older-than-3-years" | "older-than-90-days";
  /** The first hidden day; undefined when all days were requested. */
  readonly after?: string;
  /** The last hidden day. */
  readonly before: string;
}

/** A span of any length divided into windows that DMAPI does not truncate, newest first. */
export interface DateWindowPlan {
  readonly windows: readonly DateSpan[];
  readonly hidden: readonly HiddenOrders[];
}

/** The span of the last `days` days. It ends tomorrow, so that new orders are included in any time zone. */
export function getLastDays(days: number, now: number): DateSpan {
  return { after: formatDay(now - days * dayMs), before: formatDay(now + dayMs) };
}

/** Plans the windows of a filter; an open bound is DMAPI's oldest day or tomorrow, and without days it is the last 30. */
export function planDateWindows(filter: OrderFilter, now: number): DateWindowPlan {
  const isUndated = filter.after === undefined && filter.before === undefined;
  const { after, before = filter.before } = isUndated ? getLastDays(defaultDays, now) : { ...filter };
  const firstDay = getFirstVisibleDay(filter, now);
  const lastDay = earlierDay(before ?? "9999", formatDay(now + dayMs));
  const hidden = after === undefined || after < firstDay ? [createHiddenOrders(filter, firstDay, after, lastDay)] : [];
  const windows = splitIntoWindows({ after: laterDay(after ?? "", firstDay), before: lastDay }, firstDay);
  return { windows: windows.length > 1 ? windows.flatMap((window) => splitOpenWindow(window, now)) : windows, hidden };
}

/** The orders a filter of ids without days may miss; there may be none. */
export function getHiddenForIds(filter: OrderFilter, now: number): HiddenOrders[] {
  return [createHiddenOrders(filter, getFirstVisibleDay(filter, now))];
}

/** True for a window in which orders may still arrive, whatever DMAPI's time zone. */
export function isOpenWindow({ before }: DateSpan, now: number): boolean {
  return before >= formatDay(now - dayMs);
}

/**
 * The pages of an open window are loaded sequentially; so a long one is split, and only its open days stay sequential.
 * A short one is not worth another request.
 */
function splitOpenWindow(window: DateSpan, now: number): DateSpan[] {
  const openDay = addDays(window.before, 1 - openWindowDays);
  if (!isOpenWindow(window, now) || openDay <= window.after) return [window];
  return [
    { after: openDay, before: window.before },
    { after: window.after, before: addDays(openDay, -1) },
  ];
}

/** The oldest day DMAPI returns: three years ago, or 90 days with free orders. */
function getFirstVisibleDay({ showAll }: OrderFilter, now: number): string {
  if (showAll) return formatDay(now - maxSpanDays * dayMs);
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() - 3);
  return formatDay(date.getTime());
}

function createHiddenOrders({ showAll }: OrderFilter, first: string, after?: string, last = first): HiddenOrders {
  const reason = showAll ? "older-than-90-days" : "older-than-3-years";
  return { reason, ...(after === undefined ? {} : { after }), before: earlierDay(addDays(first, -1), last) };
}

/**
 * At the oldest day, orders expire while pages are loaded, which shifts the pages: these days are a separate window,
 * small enough for one page.
 */
function splitIntoWindows(span: DateSpan, first: string): DateSpan[] {
  const inner = laterDay(span.after, addDays(first, 2));
  const windows: DateSpan[] = [];
  for (let last = span.before; last >= inner; last = addDays(last, -maxSpanDays)) {
    windows.push({ after: laterDay(inner, addDays(last, 1 - maxSpanDays)), before: last });
  }
  const edge = { after: span.after, before: earlierDay(span.before, addDays(inner, -1)) };
  return edge.after <= edge.before ? [...windows, edge] : windows;
}

function earlierDay(a: string, b: string): string {
  return a < b ? a : b;
}

function laterDay(a: string, b: string): string {
  return a > b ? a : b;
}
