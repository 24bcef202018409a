import { growArray } from "./grow-array";
import type { CellSpanFinder } from "./cell-spans";
import { comma, dash, dot, nine, plus, zero } from "./ascii";

/** The decimals of one column as integers at a common scale: 2.5 at scale 2 is 250. */
export interface DecimalColumn {
  /** Digits after the decimal mark, common to all units. */
  readonly scale: number;
  /** Integers by row; NaN if the cell is empty or not a decimal. Exact unless `large` has the row. */
  readonly units: Float64Array;
  /** The exact integers beyond safe numbers, by row. */
  readonly large: ReadonlyMap<number, bigint>;
  /** Rows whose cell is neither empty nor a decimal, ascending. */
  readonly unreadableRows: readonly number[];
}

/** The definition of a decimal: digits with at most one mark (point or comma) and a sign, up to 40 characters. */
export const decimalPattern = /^(?=.{1,40}$)[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/;

const maxDecimalLength = 40;

/** Reads a column's cells as decimals, block by block. Rows with anything else are in `unreadableRows`. */
export class DecimalColumnReader {
  private count = 0;
  private scale = 0;
  private units: Float64Array<ArrayBuffer>;
  private readonly large = new Map<number, bigint>();
  private readonly unreadableRows: number[] = [];
  private readonly parser = new DecimalParser();

  /** @param rows initial capacity */
  constructor(rows: number) {
    this.units = new Float64Array(rows);
  }

  addCells({ bytes, from: starts, to: ends, count }: CellSpanFinder): void {
    this.units = growArray(this.units, this.count, count);
    const { parser, units } = this;
    let row = this.count;
    this.count += count;
    for (let at = 0; at < count; at++, row++) {
      const from = starts[at] ?? 0;
      const to = ends[at] ?? 0;
      units[row] = NaN;
      if (from === to) continue;
      if (!parser.parse(bytes, from, to)) {
        this.unreadableRows.push(row);
        continue;
      }
      if (parser.scale > this.scale) this.rescale(row, parser.scale);
      const scaled = parser.units * (powersOfTen[this.scale - parser.scale] ?? 1);
      units[row] = scaled;
      if (parser.digits > 15 || Math.abs(scaled) > Number.MAX_SAFE_INTEGER) {
        this.setLarge(row, parseExactUnits(bytes, from, to) * 10n ** BigInt(this.scale - parser.scale));
      }
    }
  }

  get column(): DecimalColumn {
    const { scale, units, count, large, unreadableRows } = this;
    return { scale, units: units.subarray(0, count), large, unreadableRows };
  }

  /** Converts the rows before `end` to a larger scale. */
  private rescale(end: number, scale: number): void {
    const { units, large } = this;
    const power = scale - this.scale;
    this.scale = scale;
    for (let row = 0; row < end; row++) {
      const unit = units[row] ?? NaN;
      const scaled = unit * (powersOfTen[power] ?? 1);
      if (large.has(row) || Math.abs(scaled) > Number.MAX_SAFE_INTEGER) {
        this.setLarge(row, (large.get(row) ?? BigInt(unit)) * 10n ** BigInt(power));
      } else units[row] = scaled;
    }
  }

  private setLarge(row: number, exact: bigint): void {
    this.units[row] = Number(exact);
    this.large.set(row, exact);
  }
}

/**
 * Numbers that sort the rows like their decimals, even if doubles cannot distinguish those; NaN if there is none. Only
 * decimals beyond safe numbers have another key than their units: MAX_SAFE_INTEGER and two more for each that is further
 * from zero, as doubles are even there.
 */
export function createDecimalSortKeys({ units, large }: DecimalColumn): Float64Array {
  const unsafe = [...large].filter(([row]) => !Number.isSafeInteger(units[row]));
  if (unsafe.length === 0) return units;
  const keys = units.slice();
  const sorted = unsafe.sort(([, a], [, b]) => compareSizes(a, b));
  let rank = 0;
  sorted.forEach(([row, exact], at) => {
    if (compareSizes(exact, sorted[at - 1]?.[1] ?? 0n) !== 0) rank += 1;
    const key = Number.MAX_SAFE_INTEGER - 1 + 2 * rank;
    keys[row] = exact < 0n ? -key : key;
  });
  return keys;
}

/** Compares how far from zero integers are. */
function compareSizes(a: bigint, b: bigint): number {
  const difference = (a < 0n ? -a : a) - (b < 0n ? -b : b);
  return difference < 0n ? -1 : Number(difference > 0n);
}

const powersOfTen = Array.from({ length: maxDecimalLength }, (_, power) => Number(`1e${power}`));

/** Parses one cell at a time without allocating an object. Up to 15 digits `units` is exact. */
class DecimalParser {
  units = 0;
  scale = 0;
  digits = 0;

  /** Whether the bytes are a decimal; if so, the fields have its value. */
  parse(bytes: Uint8Array, from: number, to: number): boolean {
    const sign = bytes[from];
    const first = sign === plus || sign === dash ? from + 1 : from;
    let units = 0;
    let markOffset = -1;
    for (let at = first; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= zero && byte <= nine) units = units * 10 + byte - zero;
      else if (markOffset < 0 && (byte === dot || byte === comma)) markOffset = at;
      else return false;
    }
    this.units = sign === dash ? 0 - units : units;
    this.scale = markOffset < 0 ? 0 : to - markOffset - 1;
    this.digits = to - first - (markOffset < 0 ? 0 : 1);
    return this.digits > 0 && markOffset !== to - 1 && to - from <= maxDecimalLength;
  }
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function parseExactUnits(bytes: Uint8Array, from: number, to: number): bigint {
  return BigInt(utf8.decode(bytes.subarray(from, to)).replace(/[.,]/, "").replace(/^\+/, ""));
}

/** A decimal's text as units at a scale, rounded if it has more digits. Throws SyntaxError if it is not a decimal. */
export function toUnits(text: string, scale: number, round: "up" | "down"): bigint {
  const [whole = "", digits = ""] = text.replace(/^\+/, "").split(/[.,]/);
  const units = BigInt(`${whole === "-" ? "-0" : whole}${digits.slice(0, scale).padEnd(scale, "0")}`);
  if (!/[1-9]/.test(digits.slice(scale))) return units;
  const isNegative = whole.startsWith("-");
  if (round === "up") return isNegative ? units : units + 1n;
  return isNegative ? units - 1n : units;
}
