import type { IndexedBlock } from "./row-block";
import { asciiLowerCase } from "./text-rank";
import type { RowIndex } from "./row-index";
import { CellSpanFinder } from "./cell-spans";
import type { CooperativeTask } from "./cooperative-task";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Clears the marks (one byte per row) of rows whose cell in a column, as sent or as displayed, does not contain the text. */
export function* unmarkWithoutText(
  index: RowIndex,
  column: number,
  text: string,
  toDisplayText: (text: string) => string,
  marks: Uint8Array,
): CooperativeTask<void> {
  const needle = new TextEncoder().encode(text.toLowerCase());
  const isAscii = needle.every((byte) => byte < 128);
  const spans = new CellSpanFinder();
  for (const block of index.blocks) {
    if (block.firstRow >= marks.length) return;
    spans.find(block, column);
    if (isAscii) unmarkWithoutBytes(spans, block, needle, marks);
    else unmarkWithoutDisplayText(spans, block, text.toLowerCase(), toDisplayText, marks);
    yield;
  }
}

/** Clears the marks of rows whose cell in a column is not exactly this text. */
export function* unmarkOtherText(
  index: RowIndex,
  column: number,
  text: string,
  marks: Uint8Array,
): CooperativeTask<void> {
  const expected = new TextEncoder().encode(text);
  const spans = new CellSpanFinder();
  for (const block of index.blocks) {
    if (block.firstRow >= marks.length) return;
    const { bytes, from, to, count } = spans.find(block, column);
    for (let at = 0; at < count; at++) {
      if (!equalsBytes(bytes, from[at] ?? 0, to[at] ?? 0, expected)) marks[block.firstRow + at] = 0;
    }
    yield;
  }
}

function equalsBytes(bytes: Uint8Array, from: number, to: number, expected: Uint8Array): boolean {
  if (to - from !== expected.length) return false;
  for (let at = 0; at < expected.length; at++) if (bytes[from + at] !== expected[at]) return false;
  return true;
}

function unmarkWithoutBytes(
  { bytes, from, to, count }: CellSpanFinder,
  block: IndexedBlock,
  needle: Uint8Array,
  marks: Uint8Array,
): void {
  for (let at = 0; at < count; at++) {
    const row = block.firstRow + at;
    if (marks[row] === 1 && !containsBytes(bytes, from[at] ?? 0, to[at] ?? 0, needle)) marks[row] = 0;
  }
}

function containsBytes(bytes: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const first = needle[0];
  if (first === undefined) return true;
  for (let at = from; at + needle.length <= to; at++) {
    if (asciiLowerCase[bytes[at] ?? 0] === first && matchesAt(bytes, at, needle)) return true;
  }
  return false;
}

function matchesAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let offset = 1; offset < needle.length; offset++) {
    if (asciiLowerCase[bytes[at + offset] ?? 0] !== needle[offset]) return false;
  }
  return true;
}

function unmarkWithoutDisplayText(
  { bytes, from, to, count }: CellSpanFinder,
  { firstRow }: IndexedBlock,
  needle: string,
  toDisplayText: (text: string) => string,
  marks: Uint8Array,
): void {
  for (let at = 0; at < count; at++) {
    if (marks[firstRow + at] !== 1) continue;
    const text = utf8.decode(bytes.subarray(from[at], to[at]));
    const isMatch = text.toLowerCase().includes(needle) || toDisplayText(text).toLowerCase().includes(needle);
    if (!isMatch) marks[firstRow + at] = 0;
  }
}
