import type { Cells } from "./cells";

/** The decimals of one column as integers at a common scale: 2.5 at scale 2 is 250. */
export interface DecimalColumn {
  /** Digits after the mark that all units share. */
  readonly scale: number;
  /** Integers by row; NaN where the cell is empty or no decimal. Exact unless `large` has the row. */
  readonly units: Float64Array;
  /** The exact integers that are no safe numbers, by row. */
  readonly large: ReadonlyMap<number, bigint>;
  /** Rows whose cell is neither empty nor a decimal, ascending. */
  readonly others: readonly number[];
}

/** What counts as a decimal everywhere: digits with at most one mark (point or comma) and a sign, up to 40 characters. */
export const decimalPattern = /^(?=.{1,40}$)[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/;

/** Reads a column's cells as decimals. Whatever is not exactly a decimal is left to `others`. */
export function readDecimals({ bytes, starts }: Cells): DecimalColumn {
  const count = starts.length - 1;
  const units = new Float64Array(count).fill(NaN);
  const scales = new Uint8Array(count);
  const long = new Map<number, bigint>();
  const others: number[] = [];
  const reader = new DecimalReader();
  let scale = 0;
  for (let row = 0; row < count; row++) {
    const from = starts[row] ?? 0;
    const to = starts[row + 1] ?? 0;
    if (from === to) continue;
    if (!reader.read(bytes, from, to)) {
      others.push(row);
      continue;
    }
    units[row] = reader.units;
    scales[row] = reader.scale;
    if (reader.scale > scale) scale = reader.scale;
    if (reader.digits > 15) long.set(row, exactUnits(bytes, from, to));
  }
  return { scale, units, large: align(units, scales, long, scale), others };
}

const plus = 43;
const comma = 44;
const minus = 45;
const point = 46;
const zero = 48;
const nine = 57;

/** Reads one cell at a time without making an object for it. Up to 15 digits `units` is exact. */
export class DecimalReader {
  units = 0;
  scale = 0;
  digits = 0;

  /** Whether the bytes are a decimal; if so, the fields hold it. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const sign = bytes[from];
    const first = sign === plus || sign === minus ? from + 1 : from;
    let units = 0;
    let mark = -1;
    for (let at = first; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= zero && byte <= nine) units = units * 10 + byte - zero;
      else if (mark < 0 && (byte === point || byte === comma)) mark = at;
      else return false;
    }
    this.units = sign === minus ? 0 - units : units;
    this.scale = mark < 0 ? 0 : to - mark - 1;
    this.digits = to - first - (mark < 0 ? 0 : 1);
    return this.digits > 0 && mark !== to - 1 && to - from <= 40;
  }
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function exactUnits(bytes: Uint8Array, from: number, to: number): bigint {
  return BigInt(utf8.decode(bytes.subarray(from, to)).replace(/[.,]/, "").replace(/^\+/, ""));
}

/** Brings units to the common scale, in place; gives those that no safe number can hold. */
function align(
  units: Float64Array,
  scales: Uint8Array,
  long: ReadonlyMap<number, bigint>,
  scale: number,
): ReadonlyMap<number, bigint> {
  const large = new Map<number, bigint>();
  const factors = Array.from({ length: scale + 1 }, (_, index) => 10 ** (scale - index));
  for (let row = 0; row < units.length; row++) {
    const own = scales[row] ?? 0;
    const unit = units[row] ?? NaN;
    const scaled = unit * (factors[own] ?? 1);
    units[row] = scaled;
    if (Math.abs(scaled) > Number.MAX_SAFE_INTEGER || (long.size > 0 && long.has(row))) {
      const exact = (long.get(row) ?? BigInt(unit)) * 10n ** BigInt(scale - own);
      units[row] = Number(exact);
      large.set(row, exact);
    }
  }
  return large;
}
