import { unknownEnd, type IndexedBlock } from "./row-block";
import { findFieldEnd, findFieldStart } from "./field-bounds";

/** The bounds of cells in bytes: cell `n` of `count` is from `from[n]` to `to[n]`. */
export interface CellSpans {
  readonly bytes: Uint8Array;
  /** The same bytes, for reading words. */
  readonly view: DataView;
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Finds the bounds of a column's cells in a block, one per row. Reuses its arrays for each block. */
export class CellSpanFinder implements CellSpans {
  bytes: Uint8Array = new Uint8Array();
  view = createDataView(this.bytes);
  count = 0;
  from = new Uint32Array();
  to = new Uint32Array();

  /** Finds the cells of a column; a missing field is an empty cell. */
  find(block: IndexedBlock, column: number): this {
    const field = block.fieldByColumn[column];
    this.bytes = block.bytes;
    this.view = createDataView(block.bytes);
    this.count = block.starts.length;
    if (this.from.length < this.count) {
      this.from = new Uint32Array(this.count);
      this.to = new Uint32Array(this.count);
    }
    if (field === undefined) this.to.set(this.from);
    else if (field < block.endsPerRow) this.findByEnds(block, field);
    else for (let row = 0; row < this.count; row++) this.findByScanning(block, field, row);
    return this;
  }

  private findByEnds(block: IndexedBlock, field: number): void {
    const { starts, ends, endsPerRow } = block;
    const { from, to, count } = this;
    for (let row = 0, at = field; row < count; row++, at += endsPerRow) {
      const start = starts[row] ?? 0;
      const end = ends[at] ?? unknownEnd;
      if (end === unknownEnd) this.findByScanning(block, field, row);
      else {
        from[row] = field === 0 ? start : start + (ends[at - 1] ?? 0) + 1;
        to[row] = start + end;
      }
    }
  }

  private findByScanning({ bytes, separator, starts }: IndexedBlock, field: number, row: number): void {
    const start = findFieldStart(bytes, separator, starts[row] ?? 0, field);
    this.from[row] = Math.max(start, 0);
    this.to[row] = start < 0 ? 0 : findFieldEnd(bytes, separator, start);
  }
}

/** A view of the bytes for reading words. */
export function createDataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
