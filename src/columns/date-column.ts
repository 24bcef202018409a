import { dayMs } from "../dmapi/days";
import { growArray } from "./grow-array";
import type { CellSpanFinder } from "./cell-spans";
import { colon, dash, letterT, letterZ, plus, space, zero } from "./ascii";

const maxMinute = 59;
/** A leap second. */
const maxSecond = 60;
/** Kiritimati is 14 hours ahead of UTC. */
const maxZoneHours = 14;

/** The dates of one column. */
export interface DateColumn {
  /** Epoch ms by row; NaN if the cell is empty or not a date. */
  readonly times: Float64Array;
  /** Rows whose cell is neither empty nor a date, ascending. */
  readonly unreadableRows: readonly number[];
}

/** Reads a column's cells, block by block, as ISO dates with or without a time; without a zone they are UTC. */
export class DateColumnReader {
  private count = 0;
  private times: Float64Array<ArrayBuffer>;
  private readonly unreadableRows: number[] = [];
  private readonly parser = new DateParser();

  /** @param rows initial capacity */
  constructor(rows: number) {
    this.times = new Float64Array(rows);
  }

  addCells({ bytes, view, from: starts, to: ends, count }: CellSpanFinder): void {
    this.times = growArray(this.times, this.count, count);
    const { parser, times } = this;
    let row = this.count;
    this.count += count;
    for (let at = 0; at < count; at++, row++) {
      const from = starts[at] ?? 0;
      const to = ends[at] ?? 0;
      const isDate = parser.parse(bytes, view, from, to);
      times[row] = isDate ? parser.time : NaN;
      if (!isDate && from < to) this.unreadableRows.push(row);
    }
  }

  get column(): DateColumn {
    return { times: this.times.subarray(0, this.count), unreadableRows: this.unreadableRows };
  }
}

/** Parses one cell at a time without allocating an object. Caches the day, since adjacent rows often have the same one. */
class DateParser {
  time = NaN;
  private day = NaN;
  private yearWord = 0;
  private monthWord = 0;
  private dayWord = 0;

  /** Whether the bytes are a date such as `2024-03-17`, `2024-03-17T07:58:14Z` or `2024-03-17 07:58:14.5+01:00`. */
  parse(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    if (to - from < 10) return false;
    this.time = this.parseDayCached(bytes, view, from) * dayMs;
    if (to - from > 10) this.addTime(bytes, from + 10, to);
    return this.time === this.time;
  }

  private addTime(bytes: Uint8Array, from: number, to: number): void {
    const hasTime = bytes[from] === letterT || bytes[from] === space;
    const minutes = hasTime && to - from >= 6 ? parseClockMinutes(bytes, from + 1) : -1;
    const hasSeconds = bytes[from + 6] === colon && to - from >= 9;
    const seconds = hasSeconds ? parseTwoDigits(bytes, from + 7, maxSecond) : 0;
    const zone = hasSeconds ? findFractionEnd(bytes, from + 9, to) : from + 6;
    const zoneMinutes = minutes < 0 || seconds < 0 ? NaN : parseZoneMinutes(bytes, zone, to);
    this.time += (minutes - zoneMinutes) * 60_000 + seconds * 1000;
    if (zone > from + 10) this.time += parseFractionMs(bytes, from + 10, zone);
  }

  private parseDayCached(bytes: Uint8Array, view: DataView, from: number): number {
    const yearWord = view.getInt32(from);
    const monthWord = view.getInt32(from + 4);
    const dayWord = view.getInt16(from + 8);
    if (yearWord !== this.yearWord || monthWord !== this.monthWord || dayWord !== this.dayWord) {
      this.day = parseDay(bytes, from);
      this.yearWord = yearWord;
      this.monthWord = monthWord;
      this.dayWord = dayWord;
    }
    return this.day;
  }
}

/** Days since 1970-01-01 of `2024-03-17`; NaN if it is not a date. */
function parseDay(bytes: Uint8Array, from: number): number {
  const century = parseTwoDigits(bytes, from);
  const year = parseTwoDigits(bytes, from + 2);
  const hasDashes = bytes[from + 4] === dash && bytes[from + 7] === dash;
  if (!hasDashes || century < 0 || year < 0) return NaN;
  return toDayNumber(century * 100 + year, parseTwoDigits(bytes, from + 5), parseTwoDigits(bytes, from + 8));
}

/** The number of two digits; -1 if they are not digits, or more than `max`. */
function parseTwoDigits(bytes: Uint8Array, at: number, max = 99): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  const value = tens * 10 + ones;
  return (tens | (9 - tens) | ones | (9 - ones) | (max - value)) < 0 ? -1 : value;
}

/** Minutes of `hh:mm`, up to 24:00; -1 if it is not a time. */
function parseClockMinutes(bytes: Uint8Array, at: number): number {
  const hour = parseTwoDigits(bytes, at);
  const minute = parseTwoDigits(bytes, at + 3, maxMinute);
  const minutes = hour * 60 + minute;
  return bytes[at + 2] === colon && hour >= 0 && minute >= 0 && minutes <= 24 * 60 ? minutes : -1;
}

function findFractionEnd(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] !== 46) return at;
  let end = at + 1;
  while (end < to && (bytes[end] ?? 0) >= zero && (bytes[end] ?? 0) < colon) end++;
  return end;
}

/** Milliseconds of the digits after the decimal point. */
function parseFractionMs(bytes: Uint8Array, from: number, to: number): number {
  let ms = 0;
  let place = 100;
  for (let at = from; at < to && place > 0; at++, place /= 10) ms += ((bytes[at] ?? 0) - zero) * place;
  return ms;
}

/** Minutes east of UTC of the rest: nothing, `Z`, `+hh:mm` or ` +hhmm`; NaN if it is not a zone. */
function parseZoneMinutes(bytes: Uint8Array, at: number, to: number): number {
  if (at === to || (bytes[at] === letterZ && at + 1 === to)) return 0;
  const start = bytes[at] === space ? at + 1 : at;
  const sign = bytes[start] === plus ? 1 : bytes[start] === dash ? -1 : NaN;
  const hours = parseTwoDigits(bytes, start + 1, maxZoneHours);
  const minutes = parseTwoDigits(bytes, to - 2, maxMinute);
  const isWellFormed = to - start === 5 || (to - start === 6 && bytes[start + 3] === colon);
  return isWellFormed && hours >= 0 && minutes >= 0 ? sign * (hours * 60 + minutes) : NaN;
}

/** Days since 1970-01-01 in the Gregorian calendar; NaN for an impossible month or day. */
function toDayNumber(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= countDays(year, month))) return NaN;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function countDays(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
