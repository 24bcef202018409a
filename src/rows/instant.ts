import { roomFor } from "./room";
import type { Spans } from "./spans";

/** The dates of one column. */
export interface InstantColumn {
  /** Milliseconds since 1970-01-01 UTC by row; NaN where the cell is empty or no date. */
  readonly times: Float64Array;
  /** Rows whose cell is neither empty nor a date, ascending. */
  readonly others: readonly number[];
}

/** Reads a column's cells, block by block, as ISO dates with or without a time; without a zone they are taken as UTC. */
export class InstantReader {
  private count = 0;
  private times: Float64Array<ArrayBuffer>;
  private readonly others: number[] = [];
  private readonly cell = new InstantCell();

  /** Makes room for so many rows at first. */
  constructor(rows: number) {
    this.times = new Float64Array(rows);
  }

  take({ bytes, view, from: starts, to: ends, count }: Spans): void {
    this.times = roomFor(this.times, this.count, count);
    const { cell, times } = this;
    let row = this.count;
    this.count += count;
    for (let at = 0; at < count; at++, row++) {
      const from = starts[at] ?? 0;
      const to = ends[at] ?? 0;
      const known = cell.read(bytes, view, from, to);
      times[row] = known ? cell.time : NaN;
      if (!known && from < to) this.others.push(row);
    }
  }

  get column(): InstantColumn {
    return { times: this.times.subarray(0, this.count), others: this.others };
  }
}

/** Reads one cell at a time without making an object for it. Dates next to each other are often of the same day. */
class InstantCell {
  time = NaN;
  private day = NaN;
  private yearWord = 0;
  private monthWord = 0;
  private dayWord = 0;

  /** Whether the bytes are a date such as `2024-03-17`, `2024-03-17T07:58:14Z` or `2024-03-17 07:58:14.5+01:00`. */
  read(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    if (to - from < 10) return false;
    this.time = this.dayAt(bytes, view, from) * dayMs;
    if (to - from > 10) this.addTime(bytes, from + 10, to);
    return this.time === this.time;
  }

  private addTime(bytes: Uint8Array, from: number, to: number): void {
    const divided = bytes[from] === letterT || bytes[from] === space;
    const minutes = divided && to - from >= 6 ? clock(bytes, from + 1) : -1;
    const hasSeconds = bytes[from + 6] === colon && to - from >= 9;
    const seconds = hasSeconds ? two(bytes, from + 7) : 0;
    const zone = hasSeconds ? fractionEnd(bytes, from + 9, to) : from + 6;
    const zoneMinutes = minutes < 0 || seconds < 0 ? NaN : readZone(bytes, zone, to);
    this.time += (minutes - zoneMinutes) * 60_000 + seconds * 1000;
    if (zone > from + 10) this.time += fraction(bytes, from + 10, zone);
  }

  private dayAt(bytes: Uint8Array, view: DataView, from: number): number {
    const yearWord = view.getInt32(from);
    const monthWord = view.getInt32(from + 4);
    const dayWord = view.getInt16(from + 8);
    if (yearWord !== this.yearWord || monthWord !== this.monthWord || dayWord !== this.dayWord) {
      this.day = readDay(bytes, from);
      this.yearWord = yearWord;
      this.monthWord = monthWord;
      this.dayWord = dayWord;
    }
    return this.day;
  }
}

const dayMs = 86_400_000;
const space = 32;
const plus = 43;
const dash = 45;
const zero = 48;
const colon = 58;
const letterT = 84;
const letterZ = 90;

/** Days since 1970-01-01 of `2024-03-17`; NaN if it is no date. */
function readDay(bytes: Uint8Array, from: number): number {
  const century = two(bytes, from);
  const year = two(bytes, from + 2);
  const dashed = bytes[from + 4] === dash && bytes[from + 7] === dash;
  if (!dashed || century < 0 || year < 0) return NaN;
  return dayNumber(century * 100 + year, two(bytes, from + 5), two(bytes, from + 8));
}

/** The number that two digits make; -1 if they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  return (tens | (9 - tens) | ones | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

/** Minutes of `hh:mm`; -1 if it is no time. */
function clock(bytes: Uint8Array, at: number): number {
  const hour = two(bytes, at);
  const minute = two(bytes, at + 3);
  return bytes[at + 2] === colon && hour >= 0 && hour <= 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : -1;
}

function fractionEnd(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] !== 46) return at;
  let end = at + 1;
  while (end < to && (bytes[end] ?? 0) >= zero && (bytes[end] ?? 0) < colon) end++;
  return end;
}

/** Milliseconds of the digits after the point. */
function fraction(bytes: Uint8Array, from: number, to: number): number {
  let millis = 0;
  let place = 100;
  for (let at = from; at < to && place > 0; at++, place /= 10) millis += ((bytes[at] ?? 0) - zero) * place;
  return millis;
}

/** Minutes east of UTC of what is left: nothing, `Z`, `+hh:mm` or ` +hhmm`; NaN if it is no zone. */
function readZone(bytes: Uint8Array, at: number, to: number): number {
  if (at === to || (bytes[at] === letterZ && at + 1 === to)) return 0;
  const start = bytes[at] === space ? at + 1 : at;
  const sign = bytes[start] === plus ? 1 : bytes[start] === dash ? -1 : NaN;
  const hours = two(bytes, start + 1);
  const minutes = two(bytes, to - 2);
  const written = to - start === 5 || (to - start === 6 && bytes[start + 3] === colon);
  return written && hours >= 0 && minutes >= 0 ? sign * (hours * 60 + minutes) : NaN;
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
