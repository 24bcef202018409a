import { CR, LF, type IndexedBlock } from "./block";
import { folded } from "./rank";
import type { RowIndex } from "./row-index";
import type { Steps } from "./steps";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Marks the rows with a cell that contains `text`, in any letter case, with 1 in `marks` (one byte per row, all 0
 * before). Pauses after each block, so that a caller can let others work or give up in between.
 */
export function* markMatches(index: RowIndex, text: string, marks: Uint8Array): Generator<void> {
  const needle = new TextEncoder().encode(text.toLowerCase());
  const plain = needle.every((byte) => byte < 128);
  const steps = stepTable(needle);
  for (const block of index.blocks) {
    if (needle.length === 0) marks.fill(1, block.firstRow, block.firstRow + block.starts.length);
    else if (inNoCell(needle, block)) continue;
    else if (plain && needle.length === 1) searchByte(block, needle[0] ?? 0, marks);
    else if (plain) searchBytes(block, needle, steps, marks);
    else searchText(block, text.toLowerCase(), marks);
    yield;
  }
}

/** Whether no cell can have the text: it would go across cells or rows. */
function inNoCell(needle: Uint8Array, { separator }: IndexedBlock): boolean {
  return needle.includes(separator) || needle.includes(LF) || needle.includes(CR);
}

/** The rows with a cell that contains `text`, in any letter case, as they came. An empty text is in every row. */
export function filterRows(index: RowIndex, text: string): Uint32Array {
  const marks = new Uint8Array(index.count);
  const steps = markMatches(index, text, marks);
  while (steps.next().done !== true) continue;
  const rows = new Uint32Array(index.count);
  let found = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 1) rows[found++] = row;
  return rows.slice(0, found);
}

const rowsPerStep = 1 << 14;

/** The rows of `order` that are marked, in that order. */
export function* keepMarked(order: Uint32Array, marks: Uint8Array): Steps<Uint32Array> {
  const kept = new Uint32Array(order.length);
  let found = 0;
  for (let from = 0; from < order.length; from += rowsPerStep) {
    found = addMarked(order.subarray(from, from + rowsPerStep), marks, kept, found);
    yield;
  }
  return kept.slice(0, found);
}

/** Adds the marked rows to those in `kept`, which are so many; gives how many they are then. */
function addMarked(rows: Uint32Array, marks: Uint8Array, kept: Uint32Array, count: number): number {
  let found = count;
  for (const row of rows) if (marks[row] === 1) kept[found++] = row;
  return found;
}

/** How far the needle may move on when this byte stands under its end: 0 where it is the needle's last. */
function stepTable(needle: Uint8Array): Uint32Array {
  const steps = new Uint32Array(256).fill(Math.max(needle.length, 1));
  for (let byte = 0; byte < 256; byte++) {
    const at = needle.lastIndexOf(folded[byte] ?? 0);
    if (at >= 0) steps[byte] = needle.length - 1 - at;
  }
  return steps;
}

/** Horspool's search over the whole block; after a match it goes on with the next row. */
function searchBytes(block: IndexedBlock, needle: Uint8Array, steps: Uint32Array, marks: Uint8Array): void {
  const { bytes, starts, firstRow } = block;
  const last = needle.length - 1;
  let row = 0;
  let at = (starts[0] ?? 0) + last;
  while (at < bytes.length) {
    const step = steps[bytes[at] ?? 0] ?? 1;
    if (step > 0) {
      at += step;
    } else if (matchesEndingAt(bytes, at, needle)) {
      while (row + 1 < starts.length && (starts[row + 1] ?? 0) <= at) row++;
      marks[firstRow + row] = 1;
      if (row + 1 === starts.length) return;
      at = (starts[row + 1] ?? 0) + last;
    } else {
      at++;
    }
  }
}

function matchesEndingAt(bytes: Uint8Array, end: number, needle: Uint8Array): boolean {
  for (let back = 1; back < needle.length; back++) {
    const byte = bytes[end - back] ?? LF;
    if (folded[byte] !== needle[needle.length - 1 - back]) return false;
  }
  return true;
}

/** A single character is found fastest by the engine itself, in both its cases. */
function searchByte({ bytes, starts, firstRow }: IndexedBlock, byte: number, marks: Uint8Array): void {
  const other = folded.indexOf(byte) === byte ? folded.indexOf(byte, byte + 1) : folded.indexOf(byte);
  for (const wanted of other < 0 ? [byte] : [byte, other]) {
    let row = 0;
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, starts[row] ?? bytes.length)) {
      while (row < starts.length && (starts[row] ?? 0) <= at) row++;
      marks[firstRow + row - 1] = 1;
      if (row === starts.length) break;
    }
  }
}

/** For needles beyond ASCII, whose letters may change length with their case. */
function searchText({ bytes, firstRow }: IndexedBlock, needle: string, marks: Uint8Array): void {
  let row = firstRow;
  for (const line of utf8.decode(bytes).toLowerCase().split("\n")) {
    if (line === "" || line === "\r") continue;
    if (line.includes(needle)) marks[row] = 1;
    row++;
  }
}
