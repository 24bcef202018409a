import { carriageReturn, lineFeed, type IndexedBlock } from "./row-block";
import { asciiLowerCase } from "./text-rank";
import type { RowIndex } from "./row-index";
import type { CooperativeTask } from "./cooperative-task";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Marks the rows with a cell that contains `text`, ignoring case, with 1 in `marks` (one byte per row, initially 0).
 * Yields after each block.
 */
export function* markMatches(index: RowIndex, text: string, marks: Uint8Array): Generator<void> {
  const needle = new TextEncoder().encode(text.toLowerCase());
  const isAscii = needle.every((byte) => byte < 128);
  const shifts = createShifts(needle);
  for (const block of index.blocks) {
    if (needle.length === 0) marks.fill(1, block.firstRow, block.firstRow + block.starts.length);
    else if (isImpossibleInCell(needle, block)) continue;
    else if (isAscii && needle.length === 1) searchByte(block, needle[0] ?? 0, marks);
    else if (isAscii) searchBytes(block, needle, shifts, marks);
    else searchText(block, text.toLowerCase(), marks);
    yield;
  }
}

/** Whether no cell can contain the text, because it has a separator or a line end. */
function isImpossibleInCell(needle: Uint8Array, { separator }: IndexedBlock): boolean {
  return needle.includes(separator) || needle.includes(lineFeed) || needle.includes(carriageReturn);
}

/** The rows with a cell that contains `text`, ignoring case, in their original order. An empty text matches every row. */
export function findMatchingRows(index: RowIndex, text: string): Uint32Array {
  const marks = new Uint8Array(index.count);
  const task = markMatches(index, text, marks);
  while (task.next().done !== true) continue;
  const rows = new Uint32Array(index.count);
  let found = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 1) rows[found++] = row;
  return rows.slice(0, found);
}

const rowsPerYield = 1 << 14;

/** The rows of `order` that are marked, in that order. */
export function* selectMarkedRows(order: Uint32Array, marks: Uint8Array): CooperativeTask<Uint32Array> {
  const selected = new Uint32Array(order.length);
  let found = 0;
  for (let from = 0; from < order.length; from += rowsPerYield) {
    found = appendMarkedRows(order.subarray(from, from + rowsPerYield), marks, selected, found);
    yield;
  }
  return selected.slice(0, found);
}

/** Appends the marked rows to the first `count` of `target`; returns the new count. */
function appendMarkedRows(rows: Uint32Array, marks: Uint8Array, target: Uint32Array, count: number): number {
  let found = count;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    if (marks[row] === 1) target[found++] = row;
  }
  return found;
}

/** How far the needle can move on: 1 to 255 bytes. */
interface Shifts {
  /** By the byte at the needle's end: 0 for the needle's last byte. */
  readonly byByte: Uint8Array;
  /** After a comparison, where the byte at the end is the needle's last one. */
  readonly afterLast: number;
}

function createShifts(needle: Uint8Array): Shifts {
  const last = needle.length - 1;
  const toShift = (at: number) => Math.min(last - at, 255);
  const byByte = Uint8Array.from(asciiLowerCase, (byte) => toShift(needle.lastIndexOf(byte)));
  return { byByte, afterLast: last > 0 ? toShift(needle.lastIndexOf(needle[last] ?? 0, last - 1)) : 1 };
}

/** Boyer–Moore–Horspool search over the whole block; after a match it continues with the next row. */
function searchBytes(block: IndexedBlock, needle: Uint8Array, { byByte, afterLast }: Shifts, marks: Uint8Array): void {
  const { bytes, starts, firstRow } = block;
  const last = needle.length - 1;
  let row = 0;
  let at = (starts[0] ?? 0) + last;
  while (at < bytes.length) {
    const shift = byByte[bytes[at] ?? 0] ?? 1;
    if (shift > 0) {
      at += shift;
    } else if (matchesEndingAt(bytes, at, needle)) {
      while (row + 1 < starts.length && (starts[row + 1] ?? 0) <= at) row++;
      marks[firstRow + row] = 1;
      if (row + 1 === starts.length) return;
      at = (starts[row + 1] ?? 0) + last;
    } else {
      at += afterLast;
    }
  }
}

function matchesEndingAt(bytes: Uint8Array, end: number, needle: Uint8Array): boolean {
  for (let back = 1; back < needle.length; back++) {
    const byte = bytes[end - back] ?? lineFeed;
    if (asciiLowerCase[byte] !== needle[needle.length - 1 - back]) return false;
  }
  return true;
}

/** A single character is found fastest by `indexOf`, in both cases. */
function searchByte({ bytes, starts, firstRow }: IndexedBlock, byte: number, marks: Uint8Array): void {
  const otherCase =
    asciiLowerCase.indexOf(byte) === byte ? asciiLowerCase.indexOf(byte, byte + 1) : asciiLowerCase.indexOf(byte);
  for (const byteOfCase of otherCase < 0 ? [byte] : [byte, otherCase]) {
    let row = 0;
    for (let at = bytes.indexOf(byteOfCase); at >= 0; at = bytes.indexOf(byteOfCase, starts[row] ?? bytes.length)) {
      while (row < starts.length && (starts[row] ?? 0) <= at) row++;
      marks[firstRow + row - 1] = 1;
      if (row === starts.length) break;
    }
  }
}

/** For needles beyond ASCII, where the case may change the length in bytes. */
function searchText({ bytes, firstRow }: IndexedBlock, needle: string, marks: Uint8Array): void {
  let row = firstRow;
  for (const line of utf8.decode(bytes).toLowerCase().split("\n")) {
    if (line === "" || line === "\r") continue;
    if (line.includes(needle)) marks[row] = 1;
    row++;
  }
}
