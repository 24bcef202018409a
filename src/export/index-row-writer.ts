import type { IndexedBlock } from "../columns/row-block";
import { unknownEnd } from "../columns/row-block";
import { findFieldEnd, findFieldStart } from "../columns/field-bounds";
import type { RowIndex } from "../columns/row-index";
import type { ByteWriter } from "./byte-writer";
import type { LineFormat } from "./line-format";
import { canBeCoercedBySpreadsheet } from "./spreadsheet-coercion";
import { comma, dash, dot, letterT, nine, plus, quote, space, zero } from "../columns/ascii";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

const [notPlain, plainInside, plainAnywhere] = [0, 1, 2];
/** Bytes that may be written around a cell. */
const quoteBytes = 2;
/** A zero stands for any digit. */
const timeTemplate = encoder.encode("0000-00-00T00:00:00Z");

/**
 * Writes rows of an index as bytes: cells that the format does not change, and decimals, are copied; all others are
 * decoded and formatted.
 */
export class IndexRowWriter {
  private readonly plainCodes: Uint8Array;
  private readonly prefixes: Uint8Array[];
  private readonly decimalMarks: ReturnType<LineFormat["decimalMark"]>[];
  private readonly hasSpreadsheetTimes: boolean[];
  private readonly end: Uint8Array;

  /** @param columns column numbers of the index, in the order to write; -1 for a missing column */
  constructor(
    private readonly index: RowIndex,
    private readonly columns: readonly number[],
    private readonly format: LineFormat,
    private readonly writer: ByteWriter,
  ) {
    const codes = { no: notPlain, inside: plainInside, anywhere: plainAnywhere };
    this.plainCodes = Uint8Array.from(format.plainCharacters, (kind) => codes[kind]);
    this.prefixes = format.prefixes.map((prefix) => encoder.encode(prefix));
    this.decimalMarks = columns.map((_, place) => format.decimalMark(place));
    this.hasSpreadsheetTimes = columns.map((_, place) => format.hasSpreadsheetTimes(place));
    this.end = encoder.encode(format.end);
  }

  writeRow(row: number): void {
    const { columns, prefixes, writer } = this;
    const block = this.index.findBlock(row);
    const { bytes, ends, endsPerRow } = block;
    const start = block.starts[row - block.firstRow] ?? 0;
    const first = (row - block.firstRow) * endsPerRow;
    for (let place = 0; place < columns.length; place++) {
      writer.writeBytes(prefixes[place] ?? this.end);
      const field = block.fieldByColumn[columns[place] ?? -1];
      if (field === undefined) {
        this.writeCell(bytes, 0, 0, place);
        continue;
      }
      const end = field < endsPerRow ? (ends[first + field] ?? unknownEnd) : unknownEnd;
      if (end === unknownEnd) this.writeByScanning(block, start, field, place);
      else this.writeCell(bytes, field === 0 ? start : start + (ends[first + field - 1] ?? 0) + 1, start + end, place);
    }
    writer.writeBytes(this.end);
  }

  private writeByScanning({ bytes, separator }: IndexedBlock, start: number, field: number, place: number): void {
    const from = findFieldStart(bytes, separator, start, field);
    if (from < 0) this.writeCell(bytes, 0, 0, place);
    else this.writeCell(bytes, from, findFieldEnd(bytes, separator, from), place);
  }

  private writeCell(bytes: Uint8Array, from: number, to: number, place: number): void {
    const { format, writer } = this;
    writer.reserve(to - from + quoteBytes);
    const decimalMark = this.decimalMarks[place];
    if (this.hasSpreadsheetTimes[place] === true && this.copyTime(bytes, from, to)) return;
    if (decimalMark === undefined) {
      const isChecked = format.isGuardingCoercion && canBeCoercedBySpreadsheet(bytes, from, to);
      if (!isChecked && this.copy(bytes, from, to)) return;
    } else if (this.copyDecimal(bytes, from, to, decimalMark)) return;
    writer.writeText(format.cell(utf8.decode(bytes.subarray(from, to)), place));
  }

  /** Copies a cell unchanged; false, without writing, if it may have to be changed. */
  private copy(bytes: Uint8Array, from: number, to: number): boolean {
    const { plainCodes, writer } = this;
    if (plainCodes[bytes[from] ?? 0] !== plainAnywhere || plainCodes[bytes[to - 1] ?? 0] !== plainAnywhere)
      return false;
    const target = writer.bytes;
    let at = writer.length;
    for (let source = from; source < to; source++) {
      const byte = bytes[source] ?? 0;
      if (plainCodes[byte] === notPlain) return false;
      target[at++] = byte;
    }
    if (to <= from) return false;
    writer.length = at;
    return true;
  }

  /** Copies a time without its letters; false, without writing, for anything else. */
  private copyTime(bytes: Uint8Array, from: number, to: number): boolean {
    const { writer } = this;
    if (to - from !== timeTemplate.length) return false;
    for (let place = 0; place < timeTemplate.length; place++) {
      const byte = bytes[from + place] ?? 0;
      const expected = timeTemplate[place];
      if (expected === zero ? !isDigit(byte) : byte !== expected) return false;
      writer.bytes[writer.length + place] = expected === letterT ? space : byte;
    }
    writer.length += timeTemplate.length - 1;
    return true;
  }

  /** Copies a decimal with another decimal mark; false, without writing, for anything else. */
  private copyDecimal(bytes: Uint8Array, from: number, to: number, decimalMark: number): boolean {
    const { writer } = this;
    const { bytes: target, length } = writer;
    const isQuoted = this.format.isQuotingDecimals && hasDecimalMark(bytes, from, to);
    let at = isQuoted ? length + 1 : length;
    let marks = 0;
    const sign = bytes[from] === plus || bytes[from] === dash ? 1 : 0;
    if (sign === 1) target[at++] = bytes[from] ?? 0;
    for (let source = from + sign; source < to; source++) {
      const byte = bytes[source] ?? 0;
      if (isDigit(byte)) target[at++] = byte;
      else if (isDecimalMark(byte) && ++marks === 1) target[at++] = decimalMark;
      else return false;
    }
    if (!isDecimalEnd(bytes, from, to)) return false;
    if (isQuoted) target[length] = target[at++] = quote;
    writer.length = at;
    return true;
  }
}

/** A decimal has at most 40 characters, the last of them a digit. */
function isDecimalEnd(bytes: Uint8Array, from: number, to: number): boolean {
  return to > from && to - from <= 40 && isDigit(bytes[to - 1] ?? 0);
}

function hasDecimalMark(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = to - 1; at >= from; at--) if (isDecimalMark(bytes[at] ?? 0)) return true;
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function isDecimalMark(byte: number): boolean {
  return byte === dot || byte === comma;
}
