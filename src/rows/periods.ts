/** A day, month or year of a calendar: from its first moment until before that of the next (epoch ms). */
export interface Period {
  /** `2026-07-01`, `2026-07` or `2026`. */
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

export type Step = "day" | "month" | "year";

const dayMs = 86_400_000;
const mostDays = 62;
const mostMonths = 120;

/** The step in which a span of time (epoch ms) is best looked at: at most some sixty days, some hundred months, or years. */
export function stepFor(first: number, last: number): Step {
  const days = (last - first) / dayMs;
  if (days < mostDays) return "day";
  return days < mostMonths * 30.5 ? "month" : "year";
}

/** All periods from the one of `first` through that of `last` (epoch ms), of the user's own zone if `local`, else of UTC. */
export function periodsBetween(first: number, last: number, step: Step, local: boolean): Period[] {
  const clock = local ? localClock : utcClock;
  const [year, month, day] = clock.parts(first);
  const start = (at: number) => {
    if (step === "day") return clock.start(year, month, day + at);
    return step === "month" ? clock.start(year, month + at, 1) : clock.start(year + at, 0, 1);
  };
  const periods: Period[] = [];
  for (let at = 0, from = start(0); from <= last; at++) {
    const until = start(at + 1);
    periods.push({ name: nameOf(clock.parts(from), step), from, until });
    from = until;
  }
  return periods;
}

/** Finds the period of a moment among periods without gaps; moments next to each other are often of the same. */
export class PeriodFinder {
  private latest = 0;

  constructor(private readonly periods: readonly Period[]) {}

  /** The place of the moment's period; -1 if it is in none. */
  find(time: number): number {
    if (!this.holds(this.latest, time)) this.latest = this.search(time);
    return this.holds(this.latest, time) ? this.latest : -1;
  }

  private holds(at: number, time: number): boolean {
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

type Parts = readonly [year: number, month: number, day: number];

interface Clock {
  parts(time: number): Parts;
  start(year: number, month: number, day: number): number;
}

const utcClock: Clock = {
  parts(time) {
    const date = new Date(time);
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  },
  // Not Date.UTC, which takes the years 0 to 99 for those of the last century.
  start: (year, month, day) => new Date(0).setUTCFullYear(year, month, day),
};

const localClock: Clock = {
  parts(time) {
    const date = new Date(time);
    return [date.getFullYear(), date.getMonth(), date.getDate()];
  },
  start: (year, month, day) => new Date(new Date(2000, 0, 1).setFullYear(year, month, day)).setHours(0, 0, 0, 0),
};

function nameOf([year, month, day]: Parts, step: Step): string {
  const digits = (value: number, count: number) => String(value).padStart(count, "0");
  const parts = [digits(year, 4), digits(month + 1, 2), digits(day, 2)];
  return parts.slice(0, step === "day" ? 3 : step === "month" ? 2 : 1).join("-");
}
