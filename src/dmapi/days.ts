const dayLength = 86_400_000;

/** From one calendar day through another, both included; YYYY-MM-DD as DMAPI takes them. */
export interface Span {
  readonly after: string;
  readonly before: string;
}

/** The day (UTC) of a moment in epoch ms. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The first moment (epoch ms, UTC) of a day written as YYYY-MM-DD; undefined for anything else, such as 2026-02-30. */
export function startOf(day: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && dayOf(time) === day ? time : undefined;
}

/** The day `count` days after `day`, or before it where `count` is negative. */
export function addDays(day: string, count: number): string {
  return dayOf((startOf(day) ?? NaN) + count * dayLength);
}

/** The number of days in a span, both ends counted. */
export function daysIn({ after, before }: Span): number {
  return ((startOf(before) ?? NaN) - (startOf(after) ?? NaN)) / dayLength + 1;
}
