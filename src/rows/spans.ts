import { unknown, type IndexedBlock } from "./block";
import { fieldEnd, fieldStart } from "./field";

/** Where cells are in some bytes: cell `n` of `count` is from `from[n]` to `to[n]`. */
export interface CellSpans {
  readonly bytes: Uint8Array;
  /** The same bytes, to be read as words. */
  readonly view: DataView;
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Where the cells of a column are in a block, one a row. Used again and again. */
export class Spans implements CellSpans {
  bytes: Uint8Array = new Uint8Array();
  view = viewOf(this.bytes);
  count = 0;
  from = new Uint32Array();
  to = new Uint32Array();

  /** Finds the cells of a column; a missing field is an empty cell. */
  find(block: IndexedBlock, column: number): this {
    const field = block.fieldOf[column];
    this.bytes = block.bytes;
    this.view = viewOf(block.bytes);
    this.count = block.starts.length;
    if (this.from.length < this.count) {
      this.from = new Uint32Array(this.count);
      this.to = new Uint32Array(this.count);
    }
    if (field === undefined) this.to.set(this.from);
    else if (field < block.endsPerRow) this.fromEnds(block, field);
    else for (let row = 0; row < this.count; row++) this.byWalking(block, field, row);
    return this;
  }

  private fromEnds(block: IndexedBlock, field: number): void {
    const { starts, ends, endsPerRow } = block;
    const { from, to, count } = this;
    for (let row = 0, at = field; row < count; row++, at += endsPerRow) {
      const start = starts[row] ?? 0;
      const end = ends[at] ?? unknown;
      if (end === unknown) this.byWalking(block, field, row);
      else {
        from[row] = field === 0 ? start : start + (ends[at - 1] ?? 0) + 1;
        to[row] = start + end;
      }
    }
  }

  private byWalking({ bytes, separator, starts }: IndexedBlock, field: number, row: number): void {
    const start = fieldStart(bytes, separator, starts[row] ?? 0, field);
    this.from[row] = Math.max(start, 0);
    this.to[row] = start < 0 ? 0 : fieldEnd(bytes, separator, start);
  }
}

/** A view of the bytes by which they can be read as words. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
