import { median } from "../bench/report";

/** A quantity over the rounds of a soak. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  /** One value a round. */
  readonly values: readonly number[];
  /** How much the last quarter may exceed the second, as a part of it. */
  readonly maxGrowth: number;
}

export interface Trend {
  /** Medians of the second and of the last quarter; the first one is warm-up. */
  readonly early: number;
  readonly late: number;
  /** Growth from one to the other, as a part of the first; 0 for less. */
  readonly growth: number;
  readonly isFlat: boolean;
}

/** What becomes of a quantity once things are warm. */
export function computeTrend({ values, maxGrowth }: Series): Trend {
  const quarter = values.length / 4;
  const medianOf = (first: number, end: number) => median(values.slice(Math.floor(first), Math.ceil(end)));
  const [early, late] = [medianOf(quarter, 2 * quarter), medianOf(3 * quarter, values.length)];
  const growth = early === 0 ? Math.min(late, 1) : Math.max(0, late / early - 1);
  return { early, late, growth, isFlat: growth <= maxGrowth };
}
