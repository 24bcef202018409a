import { addDays, formatDay, type DateSpan } from "../dmapi/days";

export type { DateSpan };

/** Named periods relative to today. A query without one has explicit days. */
export const namedPeriods = [
  "last-30-days",
  "last-90-days",
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
  "last-1095-days",
] as const;

export type NamedPeriod = (typeof namedPeriods)[number] | `last-${number}-days`;

/** Days of orders, YYYY-MM-DD, both included; open at an end that is absent. */
export type OpenDateSpan = Pick<DateSpan, "after"> & Partial<DateSpan>;

/** True for one of `namedPeriods`, and for any other `last-N-days`. */
export function isNamedPeriod(text: unknown): text is NamedPeriod {
  return typeof text === "string" && (/^last-[1-9]\d{0,3}-days$/.test(text) || fixedNames.has(text));
}

const fixedNames = new Set<string>(namedPeriods);

/** The day at this time (epoch ms) in the user's time zone. */
export function getLocalToday(now: number): string {
  const here = new Date(now);
  return formatDay(Date.UTC(here.getFullYear(), here.getMonth(), here.getDate()));
}

/**
 * The days of a period at this time (epoch ms). `last-N-days` ends with DMAPI's day (UTC), like DMAPI's own limits; months,
 * quarters and years depend on the user's day. A period that is not over has no end, and its first day is never after
 * DMAPI's: DMAPI's day may be ahead of the user's or behind, which would hide new orders.
 */
export function resolvePeriod(period: NamedPeriod, now: number): OpenDateSpan {
  const dayCount = /^last-(\d+)-days$/.exec(period)?.[1];
  if (dayCount !== undefined) return { after: addDays(formatDay(now), -Number(dayCount)) };
  const [position, unit = ""] = period.split("-");
  const length = isCalendarUnit(unit) ? monthsPerUnit[unit] : 1;
  const month = toMonthNumber(getLocalToday(now));
  const firstMonth = month - (month % length);
  if (position === "this") return { after: earlier(getFirstDay(firstMonth), formatDay(now)) };
  return { after: getFirstDay(firstMonth - length), before: addDays(getFirstDay(firstMonth), -1) };
}

/** Merges spans that overlap or touch, oldest first. */
export function mergeDateSpans(spans: readonly DateSpan[]): DateSpan[] {
  const merged: DateSpan[] = [];
  for (const { after, before } of [...spans].sort((a, b) => (a.after < b.after ? -1 : 1))) {
    const last = merged.at(-1);
    if (!last || after > addDays(last.before, 1)) merged.push({ after, before });
    else if (before > last.before) merged[merged.length - 1] = { after: last.after, before };
  }
  return merged;
}

/** The length of calendar periods in months. */
export const monthsPerUnit = { month: 1, quarter: 3, year: 12 } as const;

/** Months since the year 0. */
function toMonthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function isCalendarUnit(unit: string): unit is keyof typeof monthsPerUnit {
  return Object.hasOwn(monthsPerUnit, unit);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** The first day of a month, counted from the year 0. */
export function getFirstDay(month: number): string {
  return formatDay(Date.UTC(Math.floor(month / 12), month % 12, 1));
}
