import type { IndexedBlock } from "./block";
import { fieldEnd, fieldStart } from "./field";

/** The cells of one column, end to end: cell `row` is `bytes` from `starts[row]` to `starts[row + 1]`. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Copies a column's cells out of `count` rows; a missing field is an empty cell. */
export function extractCells(blocks: readonly IndexedBlock[], count: number, column: number): Cells {
  const target = new CellWriter(count);
  for (const block of blocks) {
    const field = block.fieldOf[column];
    if (field === undefined) target.skip(block.starts.length);
    else copyField(block, field, target);
  }
  return target.finish();
}

function copyField({ bytes, separator, starts }: IndexedBlock, field: number, target: CellWriter): void {
  for (const start of starts) {
    const from = fieldStart(bytes, separator, start, field);
    if (from < 0) target.skip(1);
    else target.write(bytes, from, fieldEnd(bytes, separator, from));
  }
}

class CellWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private readonly starts: Uint32Array;
  private row = 0;
  private length = 0;

  constructor(count: number) {
    this.starts = new Uint32Array(count + 1);
    this.bytes = new Uint8Array(count * 12 + 64);
  }

  skip(rows: number): void {
    this.starts.fill(this.length, this.row + 1, this.row + 1 + rows);
    this.row += rows;
  }

  write(source: Uint8Array, from: number, to: number): void {
    let length = this.length;
    if (length + to - from > this.bytes.length) this.grow(to - from);
    const { bytes } = this;
    for (let at = from; at < to; at++) bytes[length++] = source[at] ?? 0;
    this.length = length;
    this.starts[++this.row] = length;
  }

  finish(): Cells {
    return { bytes: this.bytes, starts: this.starts };
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(this.bytes.length * 2 + needed);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
