import { roomFor } from "./room";
import { viewOf } from "./spans";

/** Cells end to end: cell `n` is `bytes` from `starts[n]` to `starts[n + 1]`. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Collects copies of cells. */
export class CellWriter {
  count = 0;
  private bytes = new Uint8Array(256);
  private words = viewOf(this.bytes);
  private starts = new Uint32Array(16);

  add(source: Uint8Array, from: number, to: number): void {
    let length = this.starts[this.count] ?? 0;
    if (length + to - from > this.bytes.length) {
      this.bytes = roomFor(this.bytes, length, to - from);
      this.words = viewOf(this.bytes);
    }
    this.starts = roomFor(this.starts, this.count + 1, 1);
    const { bytes } = this;
    for (let at = from; at < to; at++) bytes[length++] = source[at] ?? 0;
    this.starts[++this.count] = length;
  }

  /** Whether a cell there equals this one. */
  holds(cell: number, source: DataView, from: number, to: number): boolean {
    const { words, starts } = this;
    const own = starts[cell] ?? 0;
    const length = to - from;
    if ((starts[cell + 1] ?? 0) - own !== length) return false;
    if (length < 4) {
      for (let at = 0; at < length; at++) if (words.getUint8(own + at) !== source.getUint8(from + at)) return false;
      return true;
    }
    const last = length - 4;
    for (let at = 0; at < last; at += 4) if (words.getInt32(own + at) !== source.getInt32(from + at)) return false;
    return words.getInt32(own + last) === source.getInt32(from + last);
  }

  /** The cells so far, not copied. */
  view(): Cells {
    return { bytes: this.bytes, starts: this.starts.subarray(0, this.count + 1) };
  }
}
