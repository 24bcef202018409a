export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** A range of calendar days, both included, as YYYY-MM-DD like DMAPI's `after` and `before`. */
export interface DateSpan {
  readonly after: string;
  readonly before: string;
}

/** The UTC day (YYYY-MM-DD) of a time in epoch ms. */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Midnight UTC (epoch ms) of a day given as YYYY-MM-DD; undefined for anything else, such as 2026-02-30. */
export function startOfDay(day: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && formatDay(time) === day ? time : undefined;
}

/** The day `count` days after `day`, or before it where `count` is negative. */
export function addDays(day: string, count: number): string {
  return formatDay((startOfDay(day) ?? NaN) + count * dayMs);
}

/** The number of days in a span, both ends counted. */
export function countDays({ after, before }: DateSpan): number {
  return ((startOfDay(before) ?? NaN) - (startOfDay(after) ?? NaN)) / dayMs + 1;
}

/** The same day one year before; March 1 for February 29 where that year has none. */
export function subtractYear(day: string): string {
  const date = new Date(startOfDay(day) ?? NaN);
  return formatDay(date.setUTCFullYear(date.getUTCFullYear() - 1));
}

/** The same day one year later; February 28 for February 29 where that year has none. */
export function addYear(day: string): string {
  const nextYear = `${Number(day.slice(0, 4)) + 1}`.padStart(4, "0") + day.slice(4);
  return startOfDay(nextYear) === undefined ? nextYear.replace(/29$/, "28") : nextYear;
}
