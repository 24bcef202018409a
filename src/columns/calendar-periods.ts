import { dayMs, startOfDay, type DateSpan } from "../dmapi/days";

/** From a time until before another one (epoch ms). */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

/** A calendar day, month or year: from its start until before the next one. */
export interface CalendarPeriod extends TimeSpan {
  /** `2026-07-01`, `2026-07` or `2026`. */
  readonly name: string;
}

/** The time of some UTC days. */
export function toTimeSpan({ after, before }: DateSpan): TimeSpan {
  return { from: startOfDay(after) ?? NaN, until: (startOfDay(before) ?? NaN) + dayMs };
}

export type PeriodUnit = "day" | "month" | "year";

const maxDays = 62;
const maxMonths = 120;

/** The unit for a chart of a time span (epoch ms): days up to about two months, months up to ten years, else years. */
export function choosePeriodUnit(first: number, last: number): PeriodUnit {
  const days = (last - first) / dayMs;
  if (days < maxDays) return "day";
  return days < maxMonths * 30.5 ? "month" : "year";
}

/** All periods from the one of `first` through that of `last` (epoch ms), in the local zone or UTC. */
export function listPeriods(first: number, last: number, unit: PeriodUnit, isLocal: boolean): CalendarPeriod[] {
  const calendar = isLocal ? localCalendar : utcCalendar;
  const [year, month, day] = calendar.toParts(first);
  const getStart = (offset: number) => {
    if (unit === "day") return calendar.toTime(year, month, day + offset);
    return unit === "month" ? calendar.toTime(year, month + offset, 1) : calendar.toTime(year + offset, 0, 1);
  };
  const periods: CalendarPeriod[] = [];
  for (let offset = 0, from = getStart(0); from <= last; offset++) {
    const until = getStart(offset + 1);
    periods.push({ name: formatPeriodName(calendar.toParts(from), unit), from, until });
    from = until;
  }
  return periods;
}

/** Finds the period of a time among contiguous periods; caches the last one, since adjacent times are often in the same. */
export class PeriodFinder {
  private lastFound = 0;

  constructor(private readonly periods: readonly CalendarPeriod[]) {}

  /** The index of the time's period; -1 if there is none. */
  find(time: number): number {
    if (!this.contains(this.lastFound, time)) this.lastFound = this.search(time);
    return this.contains(this.lastFound, time) ? this.lastFound : -1;
  }

  private contains(at: number, time: number): boolean {
    const period = this.periods[at];
    return period !== undefined && time >= period.from && time < period.until;
  }

  private search(time: number): number {
    let low = 0;
    let high = this.periods.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.periods[middle]?.from ?? 0) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

type DateParts = readonly [year: number, month: number, day: number];

interface Calendar {
  toParts(time: number): DateParts;
  toTime(year: number, month: number, day: number): number;
}

const utcCalendar: Calendar = {
  toParts(time) {
    const date = new Date(time);
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  },
  // Not Date.UTC, which maps the years 0 to 99 to 1900 to 1999.
  toTime: (year, month, day) => new Date(0).setUTCFullYear(year, month, day),
};

const localCalendar: Calendar = {
  toParts(time) {
    const date = new Date(time);
    return [date.getFullYear(), date.getMonth(), date.getDate()];
  },
  toTime: (year, month, day) => new Date(new Date(2000, 0, 1).setFullYear(year, month, day)).setHours(0, 0, 0, 0),
};

function formatPeriodName([year, month, day]: DateParts, unit: PeriodUnit): string {
  const digits = (value: number, count: number) => String(value).padStart(count, "0");
  const parts = [digits(year, 4), digits(month + 1, 2), digits(day, 2)];
  return parts.slice(0, unit === "day" ? 3 : unit === "month" ? 2 : 1).join("-");
}
