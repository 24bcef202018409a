import Papa from "papaparse";
import { formulaPattern } from "../rows/formula";
import type { RowIndex } from "../rows/row-index";
import { allRows } from "../rows/sort";

const byteOrderMark = "\uFEFF";
const lineEnd = "\r\n";
const rowsPerChunk = 2000;

/** A choice of rows and columns of an index, in the order they shall be written. All of them, as they came, if absent. */
export interface CsvChoice {
  readonly rows?: Uint32Array | undefined;
  readonly columns?: readonly number[] | undefined;
}

/**
 * Writes rows as CSV (RFC 4180) with a header of the columns' names, in pieces of text to be joined. The text begins
 * with a byte order mark, without which Excel takes UTF-8 for an 8-bit code page. Cells that could run as formulas get
 * an apostrophe in front.
 */
export function* csvChunks(index: RowIndex, choice: CsvChoice = {}): Generator<string> {
  const rows = choice.rows ?? allRows(index.count);
  const columns = choice.columns ?? index.columns.map((_, column) => column);
  yield byteOrderMark + toCsv([columns.map((column) => index.columns[column] ?? "")]);
  for (let from = 0; from < rows.length; from += rowsPerChunk) {
    const chunk = rows.subarray(from, from + rowsPerChunk);
    yield toCsv(Array.from(chunk, (row) => pick(index.fields(row), columns)));
  }
}

function pick(fields: readonly string[], columns: readonly number[]): string[] {
  return columns.map((column) => fields[column] ?? "");
}

function toCsv(rows: string[][]): string {
  return Papa.unparse(rows, { newline: lineEnd, escapeFormulae: formulaPattern }) + lineEnd;
}
