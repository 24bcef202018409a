import type { IndexedBlock } from "./block";
import { folded } from "./rank";
import type { RowIndex } from "./row-index";
import { Spans } from "./spans";
import type { Steps } from "./steps";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Clears the marks (one byte a row) of rows whose cell in a column, as sent or as `readable`, does not contain the text. */
export function* dropWithout(
  index: RowIndex,
  column: number,
  text: string,
  readable: (text: string) => string,
  marks: Uint8Array,
): Steps<void> {
  const needle = new TextEncoder().encode(text.toLowerCase());
  const plain = needle.every((byte) => byte < 128);
  const spans = new Spans();
  for (const block of index.blocks) {
    if (block.firstRow >= marks.length) return;
    spans.find(block, column);
    if (plain) dropPlain(spans, block, needle, marks);
    else dropReadable(spans, block, text.toLowerCase(), readable, marks);
    yield;
  }
}

/** Clears the marks of rows whose cell in a column is not exactly this text. */
export function* dropOtherThan(index: RowIndex, column: number, text: string, marks: Uint8Array): Steps<void> {
  const wanted = new TextEncoder().encode(text);
  const spans = new Spans();
  for (const block of index.blocks) {
    if (block.firstRow >= marks.length) return;
    const { bytes, from, to, count } = spans.find(block, column);
    for (let at = 0; at < count; at++) {
      if (!equals(bytes, from[at] ?? 0, to[at] ?? 0, wanted)) marks[block.firstRow + at] = 0;
    }
    yield;
  }
}

function equals(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean {
  if (to - from !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at++) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

function dropPlain(
  { bytes, from, to, count }: Spans,
  block: IndexedBlock,
  needle: Uint8Array,
  marks: Uint8Array,
): void {
  for (let at = 0; at < count; at++) {
    const row = block.firstRow + at;
    if (marks[row] === 1 && !holds(bytes, from[at] ?? 0, to[at] ?? 0, needle)) marks[row] = 0;
  }
}

function holds(bytes: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const first = needle[0];
  if (first === undefined) return true;
  for (let at = from; at + needle.length <= to; at++) {
    if (folded[bytes[at] ?? 0] === first && continues(bytes, at, needle)) return true;
  }
  return false;
}

function continues(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let place = 1; place < needle.length; place++) {
    if (folded[bytes[at + place] ?? 0] !== needle[place]) return false;
  }
  return true;
}

function dropReadable(
  { bytes, from, to, count }: Spans,
  { firstRow }: IndexedBlock,
  needle: string,
  readable: (text: string) => string,
  marks: Uint8Array,
): void {
  for (let at = 0; at < count; at++) {
    if (marks[firstRow + at] !== 1) continue;
    const text = utf8.decode(bytes.subarray(from[at], to[at]));
    const found = text.toLowerCase().includes(needle) || readable(text).toLowerCase().includes(needle);
    if (!found) marks[firstRow + at] = 0;
  }
}
