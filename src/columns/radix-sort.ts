import type { CooperativeTask } from "./cooperative-task";

/** How a half of the keys is split: three passes for all its bits, or one for as many as fit. */
interface Digits {
  readonly bits: number;
  readonly count: number;
}

const allBits: Digits = { bits: 11, count: 3 };
/** The counts of as many buckets, 1 MB, stay in the processor's cache. */
const maxBitsOfOnePass = 18;
/** A pass over a million rows takes a tenth of a second where their keys are in no order. */
const rowsPerYield = 1 << 16;

/** Sort keys by row: whole numbers below 2^64 as two halves. `high` is absent where all keys are below 2^32. */
export interface RadixKeys {
  readonly low: Uint32Array;
  readonly high: Uint32Array | undefined;
  /** All keys are below it; Infinity if unknown. */
  readonly limit: number;
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
  const digits = chooseDigits(keys.limit, order.length);
  const bucketCount = 1 << digits.bits;
  let from = order;
  let to = scratch.subarray(0, order.length);
  for (const half of keys.high ? [keys.low, keys.high] : [keys.low]) {
    const counts = countDigits(order, half, digits);
    yield;
    for (let digit = 0; digit < digits.count; digit++) {
      const next = counts.subarray(digit * bucketCount, (digit + 1) * bucketCount);
      if (!toBucketStarts(next, order.length)) continue;
      const pass = { from, to, keys: half, shift: digit * digits.bits, mask: bucketCount - 1, next };
      for (let start = 0; start < from.length; start += rowsPerYield) {
        scatter(pass, start, Math.min(start + rowsPerYield, from.length));
        yield;
      }
      [from, to] = [to, from];
    }
  }
  if (from !== order) order.set(from);
}

/** One pass where the keys, as those of amounts, have no more values than there are rows. */
function chooseDigits(limit: number, rows: number): Digits {
  const bits = Math.ceil(Math.log2(limit));
  return limit <= rows && bits <= maxBitsOfOnePass ? { bits, count: 1 } : allBits;
}

/** Counts the values of all digits in one pass: the counts do not depend on the order. */
function countDigits(order: Uint32Array, keys: Uint32Array, { bits, count }: Digits): Uint32Array {
  const bucketCount = 1 << bits;
  const counts = new Uint32Array(count * bucketCount);
  for (let place = 0; place < order.length; place++) {
    let key = keys[order[place] ?? 0] ?? 0;
    for (let from = 0; from < counts.length; from += bucketCount, key >>>= bits) {
      const at = from + (key & (bucketCount - 1));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** Converts counts to start offsets; false if all `rows` have the same value, so that nothing would move. */
function toBucketStarts(values: Uint32Array, rows: number): boolean {
  let total = 0;
  for (let value = 0; value < values.length; value++) {
    const count = values[value] ?? 0;
    if (count === rows) return false;
    values[value] = total;
    total += count;
  }
  return true;
}

interface Pass {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly keys: Uint32Array;
  /** Of a key, the bits of the digit. */
  readonly shift: number;
  readonly mask: number;
  /** By digit: where its next row goes. */
  readonly next: Uint32Array;
}

function scatter({ from, to, keys, shift, mask, next }: Pass, start: number, end: number): void {
  for (let place = start; place < end; place++) {
    const row = from[place] ?? 0;
    const digit = ((keys[row] ?? 0) >>> shift) & mask;
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
