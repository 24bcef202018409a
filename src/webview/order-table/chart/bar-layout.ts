import { nice, ticks } from "d3-array";
import { stack, stackOffsetDiverging } from "d3-shape";
import { formatUnits } from "../../../columns/exact-sum";
import type { CurrencySpend, Spend, TypeSpend } from "../../../columns/spend";

/** Types that share a pattern: a single one, or all the small ones in the last series. */
export interface Series {
  readonly types: readonly string[];
  readonly pattern: number;
}

/** At most this many series; the last pattern stands for all other types. */
export const patternCount = 7;

/** A segment of a bar: a series' sum in one period. Pixels from the plot's top left corner. */
export interface Segment {
  readonly period: number;
  readonly series: Series;
  readonly kind: "charged" | "refunded";
  /** An exact decimal with a point. */
  readonly amount: string;
  readonly y: number;
  readonly height: number;
}

/** A period's position on the axis, and its sums as exact decimals. */
export interface Band {
  readonly x: number;
  readonly width: number;
  readonly charged: string;
  readonly refunded: string;
  /** Whether orders of the period are missing. */
  readonly isIncomplete: boolean;
  /** From the bottom to the top of its bar. */
  readonly segments: readonly Segment[];
}

export interface BarLayout {
  readonly bands: readonly Band[];
  readonly series: readonly Series[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  /** The y coordinate of zero. */
  readonly zeroY: number;
}

/** The most frequent types: each has a fixed pattern in every query and currency. */
const commonTypes: readonly string[] = ["renew", "create", "transfer", "restore", "privacy_pp1", "privacy_pp2"];

/** Assigns the types of a currency to series with patterns, the largest first. */
export function assignSeries({ types }: CurrencySpend): Series[] {
  const ownTypes = types.slice(0, types.length <= patternCount ? types.length : patternCount - 1);
  const ownPatterns = ownTypes.map((type) => commonTypes.indexOf(type));
  const freePatterns = Array.from({ length: patternCount }, (_, pattern) => pattern).filter(
    (pattern) => !ownPatterns.includes(pattern),
  );
  const patternOf = (pattern = -1) => (pattern < 0 ? (freePatterns.shift() ?? 0) : pattern);
  const series: Series[] = ownTypes.map((type, at) => ({ types: [type], pattern: patternOf(ownPatterns[at]) }));
  return types.length > ownTypes.length
    ? [...series, { types: types.slice(ownTypes.length), pattern: patternCount - 1 }]
    : series;
}

/** Lays out the bars of one currency. Only pixels are floating numbers: amounts stay exact decimals. */
export function layOutBars(spend: Spend, currency: CurrencySpend, width: number, height: number): BarLayout {
  const series = assignSeries(currency);
  const sums = currency.periods.map((period) => series.flatMap(({ types }) => sumTypes(period, types)));
  const stacked = stack<readonly bigint[], number>()
    .keys(series.flatMap((_, at) => [2 * at, 2 * at + 1]))
    .value((units, key) => Number(units[key] ?? 0n) / 10 ** spend.scale)
    .offset(stackOffsetDiverging)(sums);
  const values = stacked.flatMap((points) => points.flatMap(([low, high]) => [low, high]));
  const [min, max] = valueRange(values);
  const y = (value: number) => ((max - value) / (max - min)) * height;
  const bandWidth = width / Math.max(1, sums.length);
  const bands = sums.map((units, period) => {
    const segments = series.flatMap((oneSeries, at) =>
      (["charged", "refunded"] as const).flatMap((kind, side): Segment[] => {
        const key = 2 * at + side;
        const unit = units[key] ?? 0n;
        const [low = 0, high = 0] = stacked[key]?.[period] ?? [];
        const amount = formatUnits(unit, spend.scale);
        const box = { y: y(high), height: Math.max(1, y(low) - y(high)) };
        return unit === 0n ? [] : [{ period, series: oneSeries, kind, amount, ...box }];
      }),
    );
    return {
      x: period * bandWidth,
      width: bandWidth,
      charged: formatSum(units, 0, spend.scale),
      refunded: formatSum(units, 1, spend.scale),
      isIncomplete: isIncomplete(spend, period),
      segments: segments.sort((a, b) => b.y - a.y),
    };
  });
  const tickValues = ticks(min, max, Math.max(2, Math.floor(height / 34)));
  return { bands, series, ticks: tickValues.map((value) => ({ y: y(value), value })), zeroY: y(0) };
}

/** Whether orders of a period are missing. */
export function isIncomplete({ periods, missing }: Spend, period: number): boolean {
  const { from, until } = periods[period] ?? { from: NaN, until: NaN };
  return missing.some((span) => span.from < until && from < span.until);
}

/** The parts of the axis, in pixels, of adjacent periods with missing orders. */
export function layOutMissing(bands: readonly Band[]): { readonly x: number; readonly width: number }[] {
  const runs: { x: number; width: number }[] = [];
  bands.forEach(({ x, width, isIncomplete: missing }, at) => {
    const run = runs.at(-1);
    if (!missing) return;
    if (run && bands[at - 1]?.isIncomplete) run.width += width;
    else runs.push({ x, width });
  });
  return runs;
}

/** The area that reacts to the mouse for a segment that is too small, in pixels from the plot's top. */
export interface HitArea {
  readonly segment: Segment;
  readonly y: number;
  readonly height: number;
}

/** Height of a segment's hit area, where there is room: smaller ones are hard to click. */
export const minHitHeightPx = 8;

/** Hit areas of a bar's small segments; neighbors meet halfway. */
export function layOutHitAreas({ segments }: Band): HitArea[] {
  const small = segments.filter(({ height }) => height < minHitHeightPx);
  const middles = small.map(({ y, height }) => y + height / 2);
  return small.map((segment, at) => {
    const middle = middles[at] ?? NaN;
    const halfway = (next = NaN) => (middle + next) / 2;
    const [below, above] = [halfway(middles[at - 1]), halfway(middles[at + 1])];
    const bottom = below < middle + minHitHeightPx / 2 ? below : middle + minHitHeightPx / 2;
    const top = above > middle - minHitHeightPx / 2 ? above : middle - minHitHeightPx / 2;
    return { segment, y: top, height: bottom - top };
  });
}

/** Charged and refunded sums of some types in one period. */
export function sumTypes(period: readonly TypeSpend[], types: readonly string[]): [bigint, bigint] {
  let [charged, refunded] = [0n, 0n];
  for (const spend of period) {
    if (!types.includes(spend.type)) continue;
    charged += spend.charged;
    refunded += spend.refunded;
  }
  return [charged, refunded];
}

function formatSum(units: readonly bigint[], side: 0 | 1, scale: number): string {
  return formatUnits(
    units.reduce((sum, unit, key) => (key % 2 === side ? sum + unit : sum), 0n),
    scale,
  );
}

/** A range with round ends that includes zero and all values. */
function valueRange(values: readonly number[]): [number, number] {
  let [min, max] = [0, 0];
  for (const end of values) {
    if (end < min) min = end;
    if (end > max) max = end;
  }
  return min === max ? [0, 1] : nice(min, max, 4);
}
