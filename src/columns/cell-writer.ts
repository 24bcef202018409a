import { growArray } from "./grow-array";
import { createDataView } from "./cell-spans";

/** Concatenated cells: cell `n` is `bytes` from `starts[n]` to `starts[n + 1]`. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Appends copies of cells to a growing buffer. */
export class CellWriter {
  count = 0;
  private bytes = new Uint8Array(256);
  private dataView = createDataView(this.bytes);
  private starts = new Uint32Array(16);

  add(source: Uint8Array, from: number, to: number): void {
    let length = this.starts[this.count] ?? 0;
    if (length + to - from > this.bytes.length) {
      this.bytes = growArray(this.bytes, length, to - from);
      this.dataView = createDataView(this.bytes);
    }
    this.starts = growArray(this.starts, this.count + 1, 1);
    const { bytes } = this;
    for (let at = from; at < to; at++) bytes[length++] = source[at] ?? 0;
    this.starts[++this.count] = length;
  }

  /** Whether a stored cell equals the given bytes. */
  equals(cell: number, source: DataView, from: number, to: number): boolean {
    const { dataView, starts } = this;
    const start = starts[cell] ?? 0;
    const length = to - from;
    if ((starts[cell + 1] ?? 0) - start !== length) return false;
    if (length < 4) {
      for (let at = 0; at < length; at++)
        if (dataView.getUint8(start + at) !== source.getUint8(from + at)) return false;
      return true;
    }
    const last = length - 4;
    for (let at = 0; at < last; at += 4) if (dataView.getInt32(start + at) !== source.getInt32(from + at)) return false;
    return dataView.getInt32(start + last) === source.getInt32(from + last);
  }

  /** The cells so far, as a view of the buffer. */
  getCells(): Cells {
    return { bytes: this.bytes, starts: this.starts.subarray(0, this.count + 1) };
  }
}
