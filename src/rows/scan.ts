import { CR, LF, unknown, type ScannedRows } from "./block";
import { roomFor } from "./room";

const mostEnds = 32;
const windowSize = 1 << 14;
const groupSize = 16;
const slabSize = 1 << 18;

/** Finds the rows of bodies, one body after the other. */
export class RowScanner {
  /** A part of the body, so that it can be read as words. */
  private readonly window = new Uint8Array(windowSize);
  private readonly words = new Int32Array(this.window.buffer);
  // What is left of large arrays that the bodies share: many small ones would keep the garbage collector busy.
  private starts = new Uint32Array();
  private ends = new Uint8Array();
  private perRow = 0;
  private rows = 0;
  private fields = 0;
  // The row and the field that come next.
  private start = 0;
  private field = 0;

  /** Finds the rows of a body and where their first `columns` fields end. Empty lines are no rows. */
  scan(bytes: Uint8Array, separator: number, columns: number): ScannedRows {
    this.perRow = Math.min(columns, mostEnds);
    this.rows = this.fields = this.start = this.field = 0;
    for (let from = 0; from <= bytes.length; from += windowSize) {
      this.makeRoom(bytes.length);
      this.read(bytes, from, this.load(bytes, from), separator);
    }
    const { fields, perRow } = this;
    const starts = this.starts.subarray(0, this.rows);
    const ends = this.ends.subarray(0, this.rows * perRow);
    this.starts = this.starts.subarray(starts.length);
    this.ends = this.ends.subarray(ends.length);
    return { starts, fields, ends, endsPerRow: perRow };
  }

  /** Makes room for the rows of a window, unless noting the ends has become too costly. */
  private makeRoom(bytes: number): void {
    const { rows } = this;
    if (rows * this.perRow > bytes) this.perRow = 0;
    const { perRow } = this;
    const most = (Math.min(bytes, windowSize) >> 1) + 1;
    const slab = bytes < windowSize ? 0 : slabSize;
    this.starts = roomFor(this.starts, rows, most, slab);
    // The row that is being read has ends already.
    this.ends = roomFor(this.ends, (rows + 1) * perRow, most * perRow, slab);
  }

  /** Copies the next part of the body, and line ends after the last one; gives how much of the window is to be read. */
  private load(bytes: Uint8Array, from: number): number {
    const part = bytes.subarray(from, from + windowSize);
    this.window.set(part);
    this.window.fill(LF, part.length, part.length + groupSize);
    return Math.min(part.length + 1, windowSize);
  }

  private read(bytes: Uint8Array, from: number, used: number, separator: number): void {
    const { window, words, starts, ends, perRow } = this;
    const separators = separator * eachByte;
    let { rows, fields, start, field } = this;
    for (let group = 0; group < used; group += groupSize) {
      for (let hits = findMarks(words, group >> 2, separators); hits !== 0; hits &= hits - 1) {
        const mark = group + 31 - Math.clz32(hits & -hits);
        const at = from + mark;
        if (window[mark] === separator) {
          if (field < perRow) ends[rows * perRow + field] = Math.min(at - start, unknown);
          field++;
          continue;
        }
        const length = at > start && bytes[at - 1] === CR ? at - 1 - start : at - start;
        if (length > 0) {
          if (field >= fields) fields = field + 1;
          if (field < perRow) ends[rows * perRow + field] = Math.min(length, unknown);
          while (++field < perRow) ends[rows * perRow + field] = unknown;
          starts[rows++] = start;
        }
        start = at + 1;
        field = 0;
      }
    }
    this.rows = rows;
    this.fields = fields;
    this.start = start;
    this.field = field;
  }
}

const eachByte = 0x01010101;
const lowBits = 0x7f7f7f7f;
const topBits = 0x80808080;

/** Which of 16 bytes are separators or line ends, one bit each, the first byte's lowest. */
function findMarks(words: Int32Array, index: number, separators: number): number {
  return (
    marksOf(words[index] ?? 0, separators) |
    (marksOf(words[index + 1] ?? 0, separators) << 4) |
    (marksOf(words[index + 2] ?? 0, separators) << 8) |
    (marksOf(words[index + 3] ?? 0, separators) << 12)
  );
}

/** The same of the four bytes of a little-endian word. */
function marksOf(word: number, separators: number): number {
  // A byte sought is zero in one of these, and only a zero byte leaves its top bit clear in both sums.
  const first = word ^ separators;
  const second = word ^ (LF * eachByte);
  const others = (((first & lowBits) + lowBits) | first) & (((second & lowBits) + lowBits) | second);
  return Math.imul((~others & topBits) >>> 7, 0x10204080) >>> 28;
}
