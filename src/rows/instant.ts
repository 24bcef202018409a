import type { Cells } from "./cells";

/** The dates of one column. */
export interface InstantColumn {
  /** Milliseconds since 1970-01-01 UTC by row; NaN where the cell is empty or no date. */
  readonly times: Float64Array;
  /** Rows whose cell is neither empty nor a date, ascending. */
  readonly others: readonly number[];
}

/** Reads a column's cells as ISO dates, with or without a time; without a zone they are taken as UTC. */
export function readInstants({ bytes, starts }: Cells): InstantColumn {
  const count = starts.length - 1;
  const times = new Float64Array(count);
  const others: number[] = [];
  for (let row = 0; row < count; row++) {
    const from = starts[row] ?? 0;
    const to = starts[row + 1] ?? 0;
    const time = from === to ? NaN : readInstant(bytes, from, to);
    times[row] = time;
    if (from < to && Number.isNaN(time)) others.push(row);
  }
  return { times, others };
}

/** One cell as milliseconds since 1970 UTC: `2024-03-17`, `2024-03-17T07:58:14Z`, `2024-03-17 07:58:14.5+01:00`; else NaN. */
export function readInstant(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 10 || bytes[from + 4] !== 45 || bytes[from + 7] !== 45) return NaN;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const day = dayNumber(year, two(bytes, from + 5), two(bytes, from + 8));
  if (to - from === 10) return day * 86_400_000;
  const divider = bytes[from + 10];
  if (to - from < 16 || (divider !== 84 && divider !== 32) || bytes[from + 13] !== 58) return NaN;
  const minutes = clock(bytes, from + 11);
  const hasSeconds = bytes[from + 16] === 58 && to - from >= 19;
  const seconds = hasSeconds ? two(bytes, from + 17) : 0;
  const fraction = hasSeconds ? fractionEnd(bytes, from + 19, to) : from + 16;
  const millis = fraction > from + 19 ? Number(`0.${digits(bytes, from + 20, fraction)}`) * 1000 : 0;
  return (day * 1440 + minutes - zoneMinutes(bytes, fraction, to)) * 60_000 + seconds * 1000 + millis;
}

function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Minutes of `hh:mm`. */
function clock(bytes: Uint8Array, at: number): number {
  const hour = two(bytes, at);
  const minute = two(bytes, at + 3);
  return bytes[at + 2] === 58 && hour <= 24 && minute < 60 ? hour * 60 + minute : NaN;
}

function fractionEnd(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] !== 46) return at;
  let end = at + 1;
  while (end < to && (bytes[end] ?? 0) >= 48 && (bytes[end] ?? 0) <= 57) end++;
  return end;
}

function digits(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Minutes east of UTC of what is left: nothing, `Z`, `+hh:mm` or ` +hhmm`. */
function zoneMinutes(bytes: Uint8Array, at: number, to: number): number {
  if (at === to || (bytes[at] === 90 && at + 1 === to)) return 0;
  const start = bytes[at] === 32 ? at + 1 : at;
  const sign = bytes[start] === 43 ? 1 : bytes[start] === 45 ? -1 : NaN;
  if (to - start === 6) return sign * clock(bytes, start + 1);
  if (to - start === 5) return sign * (two(bytes, start + 1) * 60 + two(bytes, start + 3));
  return NaN;
}

/** Days since 1970-01-01 in the Gregorian calendar; NaN for a month or day that cannot be. */
function dayNumber(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return NaN;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
