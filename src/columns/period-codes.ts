import { listPeriods, type CalendarPeriod } from "./calendar-periods";
import type { CooperativeTask } from "./cooperative-task";

/** The day or month of each row: `names[codes[row]]`. */
export interface PeriodCodes {
  readonly codes: Uint32Array;
  /** `2026-07-01` or `2026-07`; empty for rows without a date. */
  readonly names: readonly string[];
}

const rowsPerYield = 1 << 16;

/** Encodes the days or months of times (epoch ms, NaN for none) in order of occurrence, in the local zone or UTC. */
export function* encodePeriods(
  times: Float64Array,
  unit: "day" | "month",
  isLocal: boolean,
): CooperativeTask<PeriodCodes> {
  const codes = new Uint32Array(times.length);
  const codeByName = new Map([["", 0]]);
  let period: CalendarPeriod = { name: "", from: NaN, until: NaN };
  let code = 0;
  for (let row = 0; row < times.length; row++) {
    if (row % rowsPerYield === 0) yield;
    const time = times[row] ?? NaN;
    if (time !== time) continue;
    // Adjacent times are often in the same period.
    if (!(time >= period.from && time < period.until)) {
      period = listPeriods(time, time, unit, isLocal)[0] ?? period;
      code = codeByName.get(period.name) ?? codeByName.size;
      codeByName.set(period.name, code);
    }
    codes[row] = code;
  }
  return { codes, names: [...codeByName.keys()] };
}
