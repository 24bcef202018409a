import { radixSort, type RadixKeys } from "./radix-sort";
import type { RowIndex } from "./row-index";
import { runToEnd, type CooperativeTask } from "./cooperative-task";

export interface SortKey {
  /** Number of a column of the index. */
  readonly column: number;
  readonly descending: boolean;
  /** What cells show instead of their text, by which they are then sorted; for columns with few different values. */
  readonly toText?: ((value: string) => string) | undefined;
}

/**
 * All row numbers, sorted by the keys in turn; stable. Numbers and
 * dates sort by value, text without regard to ASCII case; empty cells come last in either direction.
 */
export function sortRows(index: RowIndex, keys: readonly SortKey[]): Uint32Array {
  return runToEnd(sortRowsCooperatively(index, keys, listAllRows(index.count)));
}

/** The same as a cooperative task, for the rows in `unsorted`, which is not modified. */
export function* sortRowsCooperatively(
  index: RowIndex,
  keys: readonly SortKey[],
  unsorted: Uint32Array,
): CooperativeTask<Uint32Array> {
  if (keys.length === 0) return unsorted;
  const order = unsorted.slice();
  const scratch = new Uint32Array(order.length);
  yield* index.typedColumns.prepare(keys.map(({ column }) => ({ column, as: "sortKeys" })));
  for (const key of keys.toReversed()) {
    const values = key.toText
      ? rankByShownText(index, key.column, key.toText)
      : yield* index.typedColumns.sortKeys(key.column);
    const radix = toRadixKeys(values, key.descending);
    yield;
    if (radix) yield* radixSort(order, radix, scratch);
    else order.sort((a, b) => compareValues(values[a] ?? NaN, values[b] ?? NaN, key.descending));
  }
  return order;
}

/** Ranks the rows by the text a column shows; NaN for an empty cell. */
function rankByShownText(index: RowIndex, column: number, toText: (value: string) => string): Float64Array {
  const { codes, values } = index.typedColumns.dictionary(column);
  const texts = values.map((value) => (value === "" ? "" : toText(value).toLowerCase()));
  const rankByText = new Map([...new Set(texts)].sort().map((text, rank) => [text, text === "" ? NaN : rank]));
  const ranks = texts.map((text) => rankByText.get(text) ?? NaN);
  return Float64Array.from(codes, (code) => ranks[code] ?? NaN);
}

/** The numbers of `count` rows in their original order. */
export function listAllRows(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Inserts `added` new rows, numbered after the existing ones, before a position of an order. */
export function insertRows(order: Uint32Array, place: number, added: number): Uint32Array {
  if (added === 0) return order;
  const rows = new Uint32Array(order.length + added);
  rows.set(order.subarray(0, place));
  for (let row = 0; row < added; row++) rows[place + row] = order.length + row;
  rows.set(order.subarray(place), place + added);
  return rows;
}

/** Integers from 0 that sort like the values; undefined if their range exceeds safe integers. */
function toRadixKeys(values: Float64Array, isDescending: boolean): RadixKeys | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const last = max - min + 1;
  if (last > Number.MAX_SAFE_INTEGER) return undefined;
  const low = new Uint32Array(values.length);
  const high = last > 0xffffffff ? new Uint32Array(values.length) : undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    const key = value !== value ? Math.max(last, 0) : isDescending ? max - value : value - min;
    low[row] = key;
    if (high) high[row] = key / 0x100000000;
  }
  return { low, high, limit: last + 1 };
}

function compareValues(a: number, b: number, isDescending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return isDescending ? b - a : a - b;
}
