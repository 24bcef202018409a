import { addDays, dayOf } from "../dmapi/days";

/** Periods with a name that move with the calendar. A query without one has the days it is given. */
export const periods = [
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

export type Period = (typeof periods)[number] | `last-${number}-days`;

/** Days of orders, YYYY-MM-DD, both included; open at an end that is absent. */
export interface Days {
  readonly after: string;
  readonly before?: string;
}

/** True for one of `periods`, and for any other number of last days. */
export function isPeriod(text: unknown): text is Period {
  return typeof text === "string" && (/^last-[1-9]\d{0,3}-days$/.test(text) || named.has(text));
}

const named = new Set<string>(periods);

/** The day at this moment (epoch ms) where the user is. */
export function today(now: number): string {
  const here = new Date(now);
  return dayOf(Date.UTC(here.getFullYear(), here.getMonth(), here.getDate()));
}

/**
 * The days of a period at this moment (epoch ms). A number of last days ends with DMAPI's day, which is that of UTC, as
 * DMAPI's own limits do. Which month, quarter or year it is depends on the user's day. One that is not over has neither an
 * end nor a first day that DMAPI has not reached: its day may be ahead of the user's or behind, and would hide what is new.
 */
export function daysOf(period: Period, now: number): Days {
  const lastDays = /^last-(\d+)-days$/.exec(period)?.[1];
  if (lastDays !== undefined) return { after: addDays(dayOf(now), -Number(lastDays)) };
  const [which, unit = ""] = period.split("-");
  const length = monthsIn[unit] ?? 1;
  const month = monthOf(today(now));
  const first = month - (month % length);
  if (which === "this") return { after: earlier(firstDay(first), dayOf(now)) };
  return { after: firstDay(first - length), before: addDays(firstDay(first), -1) };
}

/** The same days from the oldest to the newest, in as few spans as they come to. */
export function joinDays(spans: readonly Required<Days>[]): Required<Days>[] {
  const joined: Required<Days>[] = [];
  for (const { after, before } of [...spans].sort((a, b) => (a.after < b.after ? -1 : 1))) {
    const last = joined.at(-1);
    if (!last || after > addDays(last.before, 1)) joined.push({ after, before });
    else if (before > last.before) joined[joined.length - 1] = { after: last.after, before };
  }
  return joined;
}

const monthsIn: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Months since the year 0. */
function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function firstDay(month: number): string {
  return dayOf(Date.UTC(Math.floor(month / 12), month % 12, 1));
}
