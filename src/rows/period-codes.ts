import { periodsBetween, type Period } from "./periods";
import type { Steps } from "./steps";

/** Which day or month each row is of: `names[codes[row]]`. */
export interface PeriodCodes {
  readonly codes: Uint32Array;
  /** `2026-07-01` or `2026-07`; empty for rows without a date. */
  readonly names: readonly string[];
}

const piece = 1 << 16;

/** Numbers the days or months of times (epoch ms, NaN for none) as they occur, of the user's own zone if `local`, else of UTC. */
export function* periodCodes(times: Float64Array, step: "day" | "month", local: boolean): Steps<PeriodCodes> {
  const codes = new Uint32Array(times.length);
  const known = new Map([["", 0]]);
  let period: Period = { name: "", from: NaN, until: NaN };
  let code = 0;
  for (let row = 0; row < times.length; row++) {
    if (row % piece === 0) yield;
    const time = times[row] ?? NaN;
    if (time !== time) continue;
    // Times next to each other are often of the same period.
    if (!(time >= period.from && time < period.until)) {
      period = periodsBetween(time, time, step, local)[0] ?? period;
      code = known.get(period.name) ?? known.size;
      known.set(period.name, code);
    }
    codes[row] = code;
  }
  return { codes, names: [...known.keys()] };
}
