import { radixSort, type RadixKeys } from "./radix";
import type { RowIndex } from "./row-index";
import { finish, type Steps } from "./steps";

export interface SortKey {
  /** Number of a column of the index. */
  readonly column: number;
  readonly descending: boolean;
}

/**
 * All row numbers, sorted by the first key, where equal by the next, where equal in the order they came. Numbers and
 * dates sort by value, text without regard to ASCII case; empty cells come last in either direction.
 */
export function sortRows(index: RowIndex, keys: readonly SortKey[]): Uint32Array {
  return finish(sortSteps(index, keys, allRows(index.count)));
}

/** The same in steps, for rows that are in the order `unsorted` without a sort; that stays as it is. */
export function* sortSteps(index: RowIndex, keys: readonly SortKey[], unsorted: Uint32Array): Steps<Uint32Array> {
  if (keys.length === 0) return unsorted;
  const order = unsorted.slice();
  const scratch = new Uint32Array(order.length);
  yield* index.typed.prepare(keys.map(({ column }) => ({ column, as: "sortKeys" })));
  for (const key of keys.toReversed()) {
    const values = yield* index.typed.sortKeys(key.column);
    const radix = toRadixKeys(values, key.descending);
    yield;
    if (radix) yield* radixSort(order, radix, scratch);
    else order.sort((a, b) => compare(values[a] ?? NaN, values[b] ?? NaN, key.descending));
  }
  return order;
}

/** The numbers of `count` rows as they came. */
export function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** An order with so many more rows, numbered after those there are, in front of a place. */
export function withRows(order: Uint32Array, place: number, more: number): Uint32Array {
  if (more === 0) return order;
  const rows = new Uint32Array(order.length + more);
  rows.set(order.subarray(0, place));
  for (let row = 0; row < more; row++) rows[place + row] = order.length + row;
  rows.set(order.subarray(place), place + more);
  return rows;
}

/** Whole numbers from 0 that sort like the values; undefined if they span more than a safe number. */
function toRadixKeys(values: Float64Array, descending: boolean): RadixKeys | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const last = most - least + 1;
  if (last > Number.MAX_SAFE_INTEGER) return undefined;
  const low = new Uint32Array(values.length);
  const high = last > 0xffffffff ? new Uint32Array(values.length) : undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    const key = value !== value ? Math.max(last, 0) : descending ? most - value : value - least;
    low[row] = key;
    if (high) high[row] = key / 0x100000000;
  }
  return { low, high };
}

function compare(a: number, b: number, descending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return descending ? b - a : a - b;
}
