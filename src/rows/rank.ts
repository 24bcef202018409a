import type { Cells } from "./cells";
import type { Dictionary } from "./dictionary";
import { radixSort } from "./radix";
import type { Steps } from "./steps";

/** Lower-case of ASCII letters by byte, every other byte as it is. */
export const folded = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

const step = 8;

/** So many rows are worth a pause. */
const large = 1 << 12;

/**
 * Ranks cells as text: equal cells share a rank, smaller text has a smaller one, and an empty cell has NaN.
 * ASCII letters compare without case, the rest by code point. Compares eight bytes of many cells at a time.
 */
function* rankText(cells: Cells): Steps<Float64Array> {
  const count = cells.starts.length - 1;
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const order = filledRows(cells);
  const scratch = new Uint32Array(order.length);
  const equalsPrevious = new Uint8Array(order.length);
  const groups = [0, order.length, 0];
  while (groups.length > 0) {
    const [from = 0, to = 0, depth = 0] = groups.splice(-3);
    const group = order.subarray(from, to);
    if (group.length > large) yield;
    takeKeys(cells, group, depth, low, high);
    if (group.length > large) yield;
    yield* radixSort(group, { low, high }, scratch);
    for (let start = 0; start < group.length;) {
      const end = runEnd(group, start, low, high);
      const key = low[group[start] ?? 0] ?? 0;
      if (end - start > 1 && (key & 255) !== 0) groups.push(from + start, from + end, depth + step);
      else equalsPrevious.fill(1, from + start + 1, from + end);
      start = end;
    }
  }
  return ranksOf(order, equalsPrevious, count);
}

/** The ranks of a column's rows by their text. */
export function* rankRows({ codes, cells }: Dictionary): Steps<Float64Array> {
  const ranks = yield* rankText(cells);
  const all = new Float64Array(codes.length);
  for (let row = 0; row < all.length; row++) all[row] = ranks[codes[row] ?? 0] ?? NaN;
  return all;
}

function filledRows({ starts }: Cells): Uint32Array {
  const rows = new Uint32Array(starts.length - 1);
  let filled = 0;
  for (let row = 0; row < rows.length; row++) if (starts[row] !== starts[row + 1]) rows[filled++] = row;
  return rows.subarray(0, filled);
}

/** The eight folded bytes of each cell after `depth`, zero where the cell has ended, in two halves. */
function takeKeys(
  { bytes, starts }: Cells,
  rows: Uint32Array,
  depth: number,
  low: Uint32Array,
  high: Uint32Array,
): void {
  for (const row of rows) {
    const end = starts[row + 1] ?? 0;
    let at = (starts[row] ?? 0) + depth;
    let upper = 0;
    let lower = 0;
    for (let place = 0; place < step; place++, at++) {
      const byte = at < end ? (folded[bytes[at] ?? 0] ?? 0) : 0;
      if (place < 4) upper = (upper << 8) | byte;
      else lower = (lower << 8) | byte;
    }
    high[row] = upper;
    low[row] = lower;
  }
}

function runEnd(rows: Uint32Array, start: number, low: Uint32Array, high: Uint32Array): number {
  const first = rows[start] ?? 0;
  let end = start + 1;
  for (; end < rows.length; end++) {
    const row = rows[end] ?? 0;
    if (low[row] !== low[first] || high[row] !== high[first]) break;
  }
  return end;
}

function ranksOf(order: Uint32Array, equalsPrevious: Uint8Array, count: number): Float64Array {
  const ranks = new Float64Array(count).fill(NaN);
  let rank = 0;
  for (let at = 0; at < order.length; at++) {
    if (equalsPrevious[at] !== 1) rank = at;
    ranks[order[at] ?? 0] = rank;
  }
  return ranks;
}
