import type { Steps } from "./steps";

const bits = 11;
const buckets = 1 << bits;
const digits = 3;

/** Sort keys by row: whole numbers below 2^64 as two halves. `high` is absent where all keys are below 2^32. */
export interface RadixKeys {
  readonly low: Uint32Array;
  readonly high: Uint32Array | undefined;
}

/**
 * Sorts the rows in `order` by their keys, ascending, stable, in place; pauses after each pass over them. `scratch` is at
 * least as long as `order`, and neither may be changed by others meanwhile.
 */
export function* radixSort(order: Uint32Array, keys: RadixKeys, scratch: Uint32Array): Steps<void> {
  if (order.length < 64) {
    insertionSort(order, keys);
    return;
  }
  if (orderIfMonotonic(order, keys)) return;
  let from = order;
  let to = scratch.subarray(0, order.length);
  for (const half of keys.high ? [keys.low, keys.high] : [keys.low]) {
    const counts = countDigits(order, half);
    yield;
    for (let digit = 0; digit < digits; digit++) {
      const ends = counts.subarray(digit * buckets, (digit + 1) * buckets);
      if (!toStarts(ends, order.length)) continue;
      scatter(from, to, half, digit * bits, ends);
      [from, to] = [to, from];
      yield;
    }
  }
  if (from !== order) order.set(from);
}

/** Counts how often each digit has each value, all digits in one pass: these counts do not depend on the order. */
function countDigits(order: Uint32Array, keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(digits * buckets);
  for (const row of order) {
    let key = keys[row] ?? 0;
    for (let from = 0; from < counts.length; from += buckets, key >>>= bits) {
      const at = from + (key & (buckets - 1));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** Turns counts into where each value's rows begin; false if all `rows` have the same value, so that nothing would move. */
function toStarts(values: Uint32Array, rows: number): boolean {
  let total = 0;
  for (let value = 0; value < buckets; value++) {
    const size = values[value] ?? 0;
    if (size === rows) return false;
    values[value] = total;
    total += size;
  }
  return true;
}

function scatter(from: Uint32Array, to: Uint32Array, keys: Uint32Array, shift: number, next: Uint32Array): void {
  for (const row of from) {
    const digit = ((keys[row] ?? 0) >>> shift) & (buckets - 1);
    const at = next[digit] ?? 0;
    next[digit] = at + 1;
    to[at] = row;
  }
}

/** Puts rows that are in order, or in the opposite order as lists often come, into order; false if they are in neither. */
function orderIfMonotonic(order: Uint32Array, keys: RadixKeys): boolean {
  const first = order[0] ?? 0;
  const last = order[order.length - 1] ?? 0;
  const descends = compareKeys(keys, first, last) > 0;
  for (let at = 1; at < order.length; at++) {
    const difference = compareKeys(keys, order[at - 1] ?? 0, order[at] ?? 0);
    if (descends ? difference < 0 : difference > 0) return false;
  }
  if (descends) reverse(order, keys);
  return true;
}

/** Reverses the rows, but not those of equal keys. */
function reverse(order: Uint32Array, keys: RadixKeys): void {
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
