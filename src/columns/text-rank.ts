import type { Cells } from "./cell-writer";
import type { DictionaryColumn } from "./dictionary-column";
import { radixSort } from "./radix-sort";
import type { CooperativeTask } from "./cooperative-task";

/** Maps each byte to the lower case of its ASCII letter, other bytes to themselves. */
export const asciiLowerCase = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 65 && byte <= 90 ? byte + 32 : byte,
);

const bytesPerKey = 8;

/** Yields only while sorting at least this many rows. */
const minRowsToYield = 1 << 12;

/**
 * Ranks cells by text: equal cells share a rank, an empty cell has NaN. ASCII letters compare case-insensitively, others
 * by code point. An MSD radix sort by eight bytes at a time.
 */
function* rankText(cells: Cells): CooperativeTask<Float64Array> {
  const count = cells.starts.length - 1;
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const order = findFilledCells(cells);
  const scratch = new Uint32Array(order.length);
  const equalsPrevious = new Uint8Array(order.length);
  const groups = [0, order.length, 0];
  while (groups.length > 0) {
    const [from = 0, to = 0, depth = 0] = groups.splice(-3);
    const group = order.subarray(from, to);
    if (group.length > minRowsToYield) yield;
    fillKeys(cells, group, depth, low, high);
    if (group.length > minRowsToYield) yield;
    yield* radixSort(group, { low, high, limit: Infinity }, scratch);
    for (let start = 0; start < group.length;) {
      const end = findRunEnd(group, start, low, high);
      const key = low[group[start] ?? 0] ?? 0;
      if (end - start > 1 && (key & 255) !== 0) groups.push(from + start, from + end, depth + bytesPerKey);
      else equalsPrevious.fill(1, from + start + 1, from + end);
      start = end;
    }
  }
  return assignRanks(order, equalsPrevious, count);
}

/** The ranks of a column's rows by their text. */
export function* rankRowsByText({ codes, cells }: DictionaryColumn): CooperativeTask<Float64Array> {
  const ranks = yield* rankText(cells);
  const all = new Float64Array(codes.length);
  for (let row = 0; row < all.length; row++) all[row] = ranks[codes[row] ?? 0] ?? NaN;
  return all;
}

function findFilledCells({ starts }: Cells): Uint32Array {
  const rows = new Uint32Array(starts.length - 1);
  let filled = 0;
  for (let row = 0; row < rows.length; row++) if (starts[row] !== starts[row + 1]) rows[filled++] = row;
  return rows.subarray(0, filled);
}

/** The next eight bytes of each cell after `depth` in ASCII lower case, zero after its end, in two halves. */
function fillKeys(
  { bytes, starts }: Cells,
  rows: Uint32Array,
  depth: number,
  low: Uint32Array,
  high: Uint32Array,
): void {
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const end = starts[row + 1] ?? 0;
    let at = (starts[row] ?? 0) + depth;
    let upper = 0;
    let lower = 0;
    for (let offset = 0; offset < bytesPerKey; offset++, at++) {
      const byte = at < end ? (asciiLowerCase[bytes[at] ?? 0] ?? 0) : 0;
      if (offset < 4) upper = (upper << 8) | byte;
      else lower = (lower << 8) | byte;
    }
    high[row] = upper;
    low[row] = lower;
  }
}

function findRunEnd(rows: Uint32Array, start: number, low: Uint32Array, high: Uint32Array): number {
  const first = rows[start] ?? 0;
  let end = start + 1;
  for (; end < rows.length; end++) {
    const row = rows[end] ?? 0;
    if (low[row] !== low[first] || high[row] !== high[first]) break;
  }
  return end;
}

function assignRanks(order: Uint32Array, equalsPrevious: Uint8Array, count: number): Float64Array {
  const ranks = new Float64Array(count).fill(NaN);
  let rank = 0;
  for (let at = 0; at < order.length; at++) {
    if (equalsPrevious[at] !== 1) rank = at;
    ranks[order[at] ?? 0] = rank;
  }
  return ranks;
}
