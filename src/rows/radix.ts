const bits = 11;
const buckets = 1 << bits;

/** Sort keys by row: whole numbers below 2^64 as two halves. `high` is absent where all keys are below 2^32. */
export interface RadixKeys {
  readonly low: Uint32Array;
  readonly high: Uint32Array | undefined;
}

/** Sorts the rows in `order` by their keys, ascending, stable, in place. `scratch` is at least as long as `order`. */
export function radixSort(order: Uint32Array, keys: RadixKeys, scratch: Uint32Array): void {
  if (order.length < 64) {
    insertionSort(order, keys);
    return;
  }
  for (let shift = 0; shift < 32; shift += bits) pass(order, keys.low, shift, scratch);
  if (!keys.high) return;
  for (let shift = 0; shift < 32; shift += bits) pass(order, keys.high, shift, scratch);
}

function pass(order: Uint32Array, keys: Uint32Array, shift: number, scratch: Uint32Array): void {
  const ends = new Uint32Array(buckets);
  const mask = buckets - 1;
  for (const row of order) {
    const digit = ((keys[row] ?? 0) >>> shift) & mask;
    ends[digit] = (ends[digit] ?? 0) + 1;
  }
  let total = 0;
  for (let digit = 0; digit < buckets; digit++) {
    const size = ends[digit] ?? 0;
    if (size === order.length) return;
    ends[digit] = total;
    total += size;
  }
  for (const row of order) {
    const digit = ((keys[row] ?? 0) >>> shift) & mask;
    const at = ends[digit] ?? 0;
    ends[digit] = at + 1;
    scratch[at] = row;
  }
  order.set(scratch.subarray(0, order.length));
}

function insertionSort(order: Uint32Array, { low, high }: RadixKeys): void {
  for (let at = 1; at < order.length; at++) {
    const row = order[at] ?? 0;
    const rowLow = low[row] ?? 0;
    const rowHigh = high?.[row] ?? 0;
    let to = at;
    for (; to > 0; to--) {
      const before = order[to - 1] ?? 0;
      const beforeHigh = high?.[before] ?? 0;
      if (beforeHigh < rowHigh || (beforeHigh === rowHigh && (low[before] ?? 0) <= rowLow)) break;
      order[to] = before;
    }
    order[to] = row;
  }
}
