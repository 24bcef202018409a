import { nice, ticks } from "d3-array";
import { stack, stackOffsetDiverging } from "d3-shape";
import { formatUnits } from "../../rows/exact-sum";
import type { CurrencySpend, Spend, TypeSpend } from "../../rows/spend";

/** Types that share a pattern: one, or all the small ones in the last place. */
export interface Series {
  readonly types: readonly string[];
  readonly pattern: number;
}

/** So many types are told apart; the last pattern is that of all others. */
export const patterns = 7;

/** A piece of a bar: what some types came to in one period. Pixels from the plot's left top. */
export interface Segment {
  readonly period: number;
  readonly series: Series;
  readonly kind: "charged" | "refunded";
  /** An exact decimal with a point. */
  readonly amount: string;
  readonly y: number;
  readonly height: number;
}

/** A period's place along the axis, and its sums as exact decimals. */
export interface Band {
  readonly x: number;
  readonly width: number;
  readonly charged: string;
  readonly refunded: string;
  /** From the bottom to the top of its bar. */
  readonly segments: readonly Segment[];
}

export interface Bars {
  readonly bands: readonly Band[];
  readonly series: readonly Series[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  /** Where zero is. */
  readonly zero: number;
}

/** The types that most orders are of: each has its own pattern in every query and currency. */
const usualTypes: readonly string[] = ["renew", "create", "transfer", "restore", "privacy_pp1", "privacy_pp2"];

/** The types of a currency as they are told apart, the largest first. */
export function seriesOf({ types }: CurrencySpend): Series[] {
  const apart = types.slice(0, types.length <= patterns ? types.length : patterns - 1);
  const taken = apart.map((type) => usualTypes.indexOf(type));
  const free = Array.from({ length: patterns }, (_, pattern) => pattern).filter((pattern) => !taken.includes(pattern));
  const patternOf = (pattern = -1) => (pattern < 0 ? (free.shift() ?? 0) : pattern);
  const series: Series[] = apart.map((type, at) => ({ types: [type], pattern: patternOf(taken[at]) }));
  return types.length > apart.length
    ? [...series, { types: types.slice(apart.length), pattern: patterns - 1 }]
    : series;
}

/** Lays the bars of one currency out in so many pixels. Only pixels are inexact: amounts stay the decimals they are. */
export function layBars(spend: Spend, currency: CurrencySpend, width: number, height: number): Bars {
  const series = seriesOf(currency);
  const sums = currency.periods.map((period) => series.flatMap(({ types }) => sumsOf(period, types)));
  const stacked = stack<readonly bigint[], number>()
    .keys(series.flatMap((_, at) => [2 * at, 2 * at + 1]))
    .value((units, key) => Number(units[key] ?? 0n) / 10 ** spend.scale)
    .offset(stackOffsetDiverging)(sums);
  const ends = stacked.flatMap((points) => points.flatMap(([low, high]) => [low, high]));
  const [least, most] = extent(ends);
  const y = (value: number) => ((most - value) / (most - least)) * height;
  const bandWidth = width / Math.max(1, sums.length);
  const bands = sums.map((units, period) => {
    const segments = series.flatMap((each, at) =>
      (["charged", "refunded"] as const).flatMap((kind, side): Segment[] => {
        const key = 2 * at + side;
        const unit = units[key] ?? 0n;
        const [low = 0, high = 0] = stacked[key]?.[period] ?? [];
        const amount = formatUnits(unit, spend.scale);
        const place = { y: y(high), height: Math.max(1, y(low) - y(high)) };
        return unit === 0n ? [] : [{ period, series: each, kind, amount, ...place }];
      }),
    );
    return {
      x: period * bandWidth,
      width: bandWidth,
      charged: sumText(units, 0, spend.scale),
      refunded: sumText(units, 1, spend.scale),
      segments: segments.sort((a, b) => b.y - a.y),
    };
  });
  const marks = ticks(least, most, Math.max(2, Math.floor(height / 34)));
  return { bands, series, ticks: marks.map((value) => ({ y: y(value), value })), zero: y(0) };
}

/** Where the mouse hits a piece that is too small to be hit itself, in pixels from the plot's top. */
export interface Hit {
  readonly segment: Segment;
  readonly y: number;
  readonly height: number;
}

/** So much height a piece has for the mouse, where there is room. */
export const leastHit = 8;

/** Room for the mouse around the small pieces of a bar; where several lie together, each has it halfway to the next one. */
export function hitsOf({ segments }: Band): Hit[] {
  const small = segments.filter(({ height }) => height < leastHit);
  const middles = small.map(({ y, height }) => y + height / 2);
  return small.map((segment, at) => {
    const middle = middles[at] ?? NaN;
    const halfway = (next = NaN) => (middle + next) / 2;
    const [below, above] = [halfway(middles[at - 1]), halfway(middles[at + 1])];
    const bottom = below < middle + leastHit / 2 ? below : middle + leastHit / 2;
    const top = above > middle - leastHit / 2 ? above : middle - leastHit / 2;
    return { segment, y: top, height: bottom - top };
  });
}

/** What some types were charged and refunded in one period. */
export function sumsOf(period: readonly TypeSpend[], types: readonly string[]): [bigint, bigint] {
  let [charged, refunded] = [0n, 0n];
  for (const spend of period) {
    if (!types.includes(spend.type)) continue;
    charged += spend.charged;
    refunded += spend.refunded;
  }
  return [charged, refunded];
}

function sumText(units: readonly bigint[], side: 0 | 1, scale: number): string {
  return formatUnits(
    units.reduce((sum, unit, key) => (key % 2 === side ? sum + unit : sum), 0n),
    scale,
  );
}

/** A round span around zero and all ends. */
function extent(ends: readonly number[]): [number, number] {
  let [least, most] = [0, 0];
  for (const end of ends) {
    if (end < least) least = end;
    if (end > most) most = end;
  }
  return least === most ? [0, 1] : nice(least, most, 4);
}
