import { carriageReturn, lineFeed, unknownEnd, type ScannedRows } from "./row-block";
import { growArray } from "./grow-array";

const maxEndsPerRow = 32;
const windowBytes = 1 << 14;
const bytesPerGroup = 16;
const slabLength = 1 << 18;

/** Finds the rows of bodies; reusable. */
export class RowScanner {
  /** A part of the body, so that it can be read as words. */
  private readonly window = new Uint8Array(windowBytes);
  private readonly words = new Int32Array(this.window.buffer);
  // The rest of large arrays that are shared by several bodies, to avoid garbage collection of many small ones.
  private starts = new Uint32Array();
  private ends = new Uint8Array();
  private endsPerRow = 0;
  private rows = 0;
  private fields = 0;
  // The next row and field.
  private nextStart = 0;
  private nextField = 0;

  /** Finds the rows of a body and where their first `columns` fields end. Empty lines are no rows. */
  scan(bytes: Uint8Array, separator: number, columns: number): ScannedRows {
    this.endsPerRow = Math.min(columns, maxEndsPerRow);
    this.rows = this.fields = this.nextStart = this.nextField = 0;
    for (let from = 0; from <= bytes.length; from += windowBytes) {
      this.growArrays(bytes.length);
      this.scanWindow(bytes, from, this.loadWindow(bytes, from), separator);
    }
    const { fields, endsPerRow } = this;
    const starts = this.starts.subarray(0, this.rows);
    const ends = this.ends.subarray(0, this.rows * endsPerRow);
    this.starts = this.starts.subarray(starts.length);
    this.ends = this.ends.subarray(ends.length);
    return { starts, fields, ends, endsPerRow };
  }

  /** Grows the arrays for the rows of a window; stops storing ends if they take more memory than the body. */
  private growArrays(bytes: number): void {
    const { rows } = this;
    if (rows * this.endsPerRow > bytes) this.endsPerRow = 0;
    const { endsPerRow } = this;
    const maxRows = (Math.min(bytes, windowBytes) >> 1) + 1;
    const slab = bytes < windowBytes ? 0 : slabLength;
    this.starts = growArray(this.starts, rows, maxRows, slab);
    // The row that is being read has ends already.
    this.ends = growArray(this.ends, (rows + 1) * endsPerRow, maxRows * endsPerRow, slab);
  }

  /** Copies the next part of the body to the window, padded with line ends; returns how much of the window to scan. */
  private loadWindow(bytes: Uint8Array, from: number): number {
    const part = bytes.subarray(from, from + windowBytes);
    this.window.set(part);
    this.window.fill(lineFeed, part.length, part.length + bytesPerGroup);
    return Math.min(part.length + 1, windowBytes);
  }

  private scanWindow(bytes: Uint8Array, from: number, used: number, separator: number): void {
    const { window, words, starts, ends, endsPerRow } = this;
    const separators = separator * repeatByte;
    let { rows, fields, nextStart, nextField } = this;
    for (let group = 0; group < used; group += bytesPerGroup) {
      for (let hits = findDelimiters(words, group >> 2, separators); hits !== 0; hits &= hits - 1) {
        const offset = group + 31 - Math.clz32(hits & -hits);
        const at = from + offset;
        if (window[offset] === separator) {
          if (nextField < endsPerRow) ends[rows * endsPerRow + nextField] = Math.min(at - nextStart, unknownEnd);
          nextField++;
          continue;
        }
        const length = at > nextStart && bytes[at - 1] === carriageReturn ? at - 1 - nextStart : at - nextStart;
        if (length > 0) {
          if (nextField >= fields) fields = nextField + 1;
          if (nextField < endsPerRow) ends[rows * endsPerRow + nextField] = Math.min(length, unknownEnd);
          while (++nextField < endsPerRow) ends[rows * endsPerRow + nextField] = unknownEnd;
          starts[rows++] = nextStart;
        }
        nextStart = at + 1;
        nextField = 0;
      }
    }
    this.rows = rows;
    this.fields = fields;
    this.nextStart = nextStart;
    this.nextField = nextField;
  }
}

const repeatByte = 0x01010101;
const lowBits = 0x7f7f7f7f;
const topBits = 0x80808080;

/** Which of 16 bytes are separators or line ends, one bit each, lowest bit first. */
function findDelimiters(words: Int32Array, index: number, separators: number): number {
  return (
    findDelimitersInWord(words[index] ?? 0, separators) |
    (findDelimitersInWord(words[index + 1] ?? 0, separators) << 4) |
    (findDelimitersInWord(words[index + 2] ?? 0, separators) << 8) |
    (findDelimitersInWord(words[index + 3] ?? 0, separators) << 12)
  );
}

/** The same of the four bytes of a little-endian word. */
function findDelimitersInWord(word: number, separators: number): number {
  // SWAR: a delimiter is a zero byte in one of these, and only a zero byte leaves its top bit clear in both sums.
  const first = word ^ separators;
  const second = word ^ (lineFeed * repeatByte);
  const others = (((first & lowBits) + lowBits) | first) & (((second & lowBits) + lowBits) | second);
  return Math.imul((~others & topBits) >>> 7, 0x10204080) >>> 28;
}
