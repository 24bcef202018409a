import type { CooperativeTask } from "./cooperative-task";

const bitsPerDigit = 11;
const bucketCount = 1 << bitsPerDigit;
const digitsPerHalf = 3;
/** A pass over a million rows takes a tenth of a second where their keys are in no order. */
const rowsPerYield = 1 << 16;

/** Sort keys by row: whole numbers below 2^64 as two halves. `high` is absent where all keys are below 2^32. */
export interface RadixKeys {
  readonly low: Uint32Array;
  readonly high: Uint32Array | undefined;
}

/**
 * Sorts the rows in `order` by their keys, ascending, stable, in place; yields several times in each pass. `scratch` is at
 * least as long as `order`, and neither may be modified meanwhile.
 */
export function* radixSort(order: Uint32Array, keys: RadixKeys, scratch: Uint32Array): CooperativeTask<void> {
  if (order.length < 64) {
    insertionSort(order, keys);
    return;
  }
  if (sortIfMonotonic(order, keys)) return;
  let from = order;
  let to = scratch.subarray(0, order.length);
  for (const half of keys.high ? [keys.low, keys.high] : [keys.low]) {
    const counts = countDigits(order, half);
    yield;
    for (let digit = 0; digit < digitsPerHalf; digit++) {
      const ends = counts.subarray(digit * bucketCount, (digit + 1) * bucketCount);
      if (!toBucketStarts(ends, order.length)) continue;
      for (let start = 0; start < from.length; start += rowsPerYield) {
        scatter(from.subarray(start, start + rowsPerYield), to, half, digit * bitsPerDigit, ends);
        yield;
      }
      [from, to] = [to, from];
    }
  }
  if (from !== order) order.set(from);
}

/** Counts the values of all digits in one pass: the counts do not depend on the order. */
function countDigits(order: Uint32Array, keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(digitsPerHalf * bucketCount);
  for (const row of order) {
    let key = keys[row] ?? 0;
    for (let from = 0; from < counts.length; from += bucketCount, key >>>= bitsPerDigit) {
      const at = from + (key & (bucketCount - 1));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** Converts counts to start offsets; false if all `rows` have the same value, so that nothing would move. */
function toBucketStarts(values: Uint32Array, rows: number): boolean {
  let total = 0;
  for (let value = 0; value < bucketCount; value++) {
    const count = values[value] ?? 0;
    if (count === rows) return false;
    values[value] = total;
    total += count;
  }
  return true;
}

function scatter(from: Uint32Array, to: Uint32Array, keys: Uint32Array, shift: number, next: Uint32Array): void {
  for (const row of from) {
    const digit = ((keys[row] ?? 0) >>> shift) & (bucketCount - 1);
    const at = next[digit] ?? 0;
    next[digit] = at + 1;
    to[at] = row;
  }
}

/** Sorts rows that are already sorted or reversed, as lists often are; false if they are neither. */
function sortIfMonotonic(order: Uint32Array, keys: RadixKeys): boolean {
  const first = order[0] ?? 0;
  const last = order[order.length - 1] ?? 0;
  const isDescending = compareKeys(keys, first, last) > 0;
  for (let at = 1; at < order.length; at++) {
    const difference = compareKeys(keys, order[at - 1] ?? 0, order[at] ?? 0);
    if (isDescending ? difference < 0 : difference > 0) return false;
  }
  if (isDescending) reverseStable(order, keys);
  return true;
}

/** Reverses the rows, but not those of equal keys. */
function reverseStable(order: Uint32Array, keys: RadixKeys): void {
  order.reverse();
  let start = 0;
  for (let at = 1; at <= order.length; at++) {
    if (at < order.length && compareKeys(keys, order[start] ?? 0, order[at] ?? 0) === 0) continue;
    if (at - start > 1) order.subarray(start, at).reverse();
    start = at;
  }
}

function compareKeys({ low, high }: RadixKeys, a: number, b: number): number {
  return (high?.[a] ?? 0) - (high?.[b] ?? 0) || (low[a] ?? 0) - (low[b] ?? 0);
}

function insertionSort(order: Uint32Array, keys: RadixKeys): void {
  for (let at = 1; at < order.length; at++) {
    const row = order[at] ?? 0;
    let to = at;
    for (; to > 0 && compareKeys(keys, order[to - 1] ?? 0, row) > 0; to--) order[to] = order[to - 1] ?? 0;
    order[to] = row;
  }
}
