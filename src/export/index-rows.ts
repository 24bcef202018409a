import type { IndexedBlock } from "../rows/block";
import { unknown } from "../rows/block";
import { fieldEnd, fieldStart } from "../rows/field";
import type { RowIndex } from "../rows/row-index";
import type { ByteWriter } from "./byte-writer";
import type { LineFormat } from "./line";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

const [none, inside, anywhere] = [0, 1, 2];
const plus = 43;
const comma = 44;
const minus = 45;
const point = 46;
const space = 32;
/** As many digits as every spreadsheet keeps. */
const safeDigits = 15;
const letterT = 84;
const zero = 48;
const nine = 57;
/** A zero stands for any digit. */
const timeShape = encoder.encode("0000-00-00T00:00:00Z");

/**
 * Writes rows of an index byte by byte: cells that the format leaves as they are, and decimals, are copied; all others are
 * read as text and written as the format says.
 */
export class IndexRows {
  private readonly plain: Uint8Array;
  private readonly prefixes: Uint8Array[];
  private readonly marks: ReturnType<LineFormat["decimalMark"]>[];
  private readonly plainTimes: boolean[];
  private readonly end: Uint8Array;

  /** @param columns the index's columns to be written, by their numbers; -1 for one it does not have */
  constructor(
    private readonly index: RowIndex,
    private readonly columns: readonly number[],
    private readonly format: LineFormat,
    private readonly out: ByteWriter,
  ) {
    const codes = { no: none, inside, anywhere };
    this.plain = Uint8Array.from(format.plain, (how) => codes[how]);
    this.prefixes = format.prefixes.map((prefix) => encoder.encode(prefix));
    this.marks = columns.map((_, place) => format.decimalMark(place));
    this.plainTimes = columns.map((_, place) => format.plainTimes(place));
    this.end = encoder.encode(format.end);
  }

  write(row: number): void {
    const { columns, prefixes, out } = this;
    const block = this.index.blockOf(row);
    const { bytes, ends, endsPerRow } = block;
    const start = block.starts[row - block.firstRow] ?? 0;
    const first = (row - block.firstRow) * endsPerRow;
    for (let place = 0; place < columns.length; place++) {
      out.add(prefixes[place] ?? this.end);
      const field = block.fieldOf[columns[place] ?? -1];
      if (field === undefined) {
        this.cell(bytes, 0, 0, place);
        continue;
      }
      const end = field < endsPerRow ? (ends[first + field] ?? unknown) : unknown;
      if (end === unknown) this.byWalking(block, start, field, place);
      else this.cell(bytes, field === 0 ? start : start + (ends[first + field - 1] ?? 0) + 1, start + end, place);
    }
    out.add(this.end);
  }

  private byWalking({ bytes, separator }: IndexedBlock, start: number, field: number, place: number): void {
    const from = fieldStart(bytes, separator, start, field);
    if (from < 0) this.cell(bytes, 0, 0, place);
    else this.cell(bytes, from, fieldEnd(bytes, separator, from), place);
  }

  private cell(bytes: Uint8Array, from: number, to: number, place: number): void {
    this.out.reserve(to - from);
    const mark = this.marks[place];
    if (this.plainTimes[place] === true && this.copyTime(bytes, from, to)) return;
    if (mark === undefined && this.staysItself(bytes, from, to) && this.copy(bytes, from, to)) return;
    if (typeof mark === "number" && this.copyDecimal(bytes, from, to, mark)) return;
    this.out.text(this.format.cell(utf8.decode(bytes.subarray(from, to)), place));
  }

  /** False for what looks like a number, but is no integer as short as every spreadsheet keeps it. */
  private staysItself(bytes: Uint8Array, from: number, to: number): boolean {
    const first = bytes[from] ?? 0;
    if (!this.format.guardsNumbers || first < comma || first > nine) return true;
    if (to - from > safeDigits || (first === zero && to - from > 1)) return false;
    for (let at = from; at < to; at++) if (!isDigit(bytes[at] ?? 0)) return false;
    return true;
  }

  /** Copies a cell that needs no change; false, and nothing is written, if it may need one. */
  private copy(bytes: Uint8Array, from: number, to: number): boolean {
    const { plain, out } = this;
    if (plain[bytes[from] ?? 0] !== anywhere || plain[bytes[to - 1] ?? 0] !== anywhere) return false;
    const target = out.bytes;
    let at = out.length;
    for (let source = from; source < to; source++) {
      const byte = bytes[source] ?? 0;
      if (plain[byte] === none) return false;
      target[at++] = byte;
    }
    if (to <= from) return false;
    out.length = at;
    return true;
  }

  /** Copies a time without its letters; false, and nothing is written, for anything else. */
  private copyTime(bytes: Uint8Array, from: number, to: number): boolean {
    const { out } = this;
    if (to - from !== timeShape.length) return false;
    for (let place = 0; place < timeShape.length; place++) {
      const byte = bytes[from + place] ?? 0;
      const shape = timeShape[place];
      if (shape === zero ? !isDigit(byte) : byte !== shape) return false;
      out.bytes[out.length + place] = shape === letterT ? space : byte;
    }
    out.length += timeShape.length - 1;
    return true;
  }

  /** Copies a decimal with another mark; false, and nothing is written, for anything else. */
  private copyDecimal(bytes: Uint8Array, from: number, to: number, mark: number): boolean {
    const { out } = this;
    const target = out.bytes;
    let at = out.length;
    let marks = 0;
    const sign = bytes[from] === plus || bytes[from] === minus ? 1 : 0;
    if (sign === 1) target[at++] = bytes[from] ?? 0;
    for (let source = from + sign; source < to; source++) {
      const byte = bytes[source] ?? 0;
      if (isDigit(byte)) target[at++] = byte;
      else if (isMark(byte) && ++marks === 1) target[at++] = mark;
      else return false;
    }
    if (to <= from || to - from > 40 || !isDigit(bytes[to - 1] ?? 0)) return false;
    out.length = at;
    return true;
  }
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function isMark(byte: number): boolean {
  return byte === point || byte === comma;
}
