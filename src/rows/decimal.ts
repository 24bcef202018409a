import { roomFor } from "./room";
import type { Spans } from "./spans";

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

const longest = 40;

/** Reads a column's cells as decimals, block by block. Whatever is not exactly a decimal is left to `others`. */
export class DecimalReader {
  private count = 0;
  private scale = 0;
  private units: Float64Array<ArrayBuffer>;
  private readonly large = new Map<number, bigint>();
  private readonly others: number[] = [];
  private readonly cell = new DecimalCell();

  /** Makes room for so many rows at first. */
  constructor(rows: number) {
    this.units = new Float64Array(rows);
  }

  take({ bytes, from: starts, to: ends, count }: Spans): void {
    this.units = roomFor(this.units, this.count, count);
    const { cell, units } = this;
    let row = this.count;
    this.count += count;
    for (let at = 0; at < count; at++, row++) {
      const from = starts[at] ?? 0;
      const to = ends[at] ?? 0;
      units[row] = NaN;
      if (from === to) continue;
      if (!cell.read(bytes, from, to)) {
        this.others.push(row);
        continue;
      }
      if (cell.scale > this.scale) this.rescale(row, cell.scale);
      const scaled = cell.units * (powers[this.scale - cell.scale] ?? 1);
      units[row] = scaled;
      if (cell.digits > 15 || Math.abs(scaled) > Number.MAX_SAFE_INTEGER) {
        this.setLarge(row, exactUnits(bytes, from, to) * 10n ** BigInt(this.scale - cell.scale));
      }
    }
  }

  get column(): DecimalColumn {
    const { scale, units, count, large, others } = this;
    return { scale, units: units.subarray(0, count), large, others };
  }

  /** Brings the rows before `end` to a larger scale. */
  private rescale(end: number, scale: number): void {
    const { units, large } = this;
    const by = scale - this.scale;
    this.scale = scale;
    for (let row = 0; row < end; row++) {
      const unit = units[row] ?? NaN;
      const scaled = unit * (powers[by] ?? 1);
      if (large.has(row) || Math.abs(scaled) > Number.MAX_SAFE_INTEGER) {
        this.setLarge(row, (large.get(row) ?? BigInt(unit)) * 10n ** BigInt(by));
      } else units[row] = scaled;
    }
  }

  private setLarge(row: number, exact: bigint): void {
    this.units[row] = Number(exact);
    this.large.set(row, exact);
  }
}

/** Numbers that order the rows like their decimals, even where no double tells these apart; NaN where there is none. */
export function decimalKeys({ units, large }: DecimalColumn): Float64Array {
  if (large.size === 0) return units;
  const compare = (a: number, b: number) => {
    const difference = (units[a] ?? NaN) - (units[b] ?? NaN);
    return difference !== 0 || !large.has(a) ? difference : Number((large.get(a) ?? 0n) - (large.get(b) ?? 0n));
  };
  const rows = Uint32Array.from(units.keys()).filter((row) => !Number.isNaN(units[row]));
  const keys = new Float64Array(units.length).fill(NaN);
  let key = 0;
  rows.sort(compare).forEach((row, at) => {
    if (compare(rows[at - 1] ?? row, row) !== 0) key = at;
    keys[row] = key;
  });
  return keys;
}

const powers = Array.from({ length: longest }, (_, power) => Number(`1e${power}`));

const plus = 43;
const comma = 44;
const minus = 45;
const point = 46;
const zero = 48;
const nine = 57;

/** Reads one cell at a time without making an object for it. Up to 15 digits `units` is exact. */
class DecimalCell {
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
    return this.digits > 0 && mark !== to - 1 && to - from <= longest;
  }
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function exactUnits(bytes: Uint8Array, from: number, to: number): bigint {
  return BigInt(utf8.decode(bytes.subarray(from, to)).replace(/[.,]/, "").replace(/^\+/, ""));
}

/** A decimal's text as units at a scale, rounded where it has more digits than that. Throws SyntaxError if it is none. */
export function unitsOf(text: string, scale: number, round: "up" | "down"): bigint {
  const [whole = "", digits = ""] = text.replace(/^\+/, "").split(/[.,]/);
  const units = BigInt(`${whole === "-" ? "-0" : whole}${digits.slice(0, scale).padEnd(scale, "0")}`);
  if (!/[1-9]/.test(digits.slice(scale))) return units;
  const negative = whole.startsWith("-");
  if (round === "up") return negative ? units : units + 1n;
  return negative ? units - 1n : units;
}
