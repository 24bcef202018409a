import { RowIndex } from "../columns/row-index";
import { ByteWriter } from "./byte-writer";
import { createCsvLineFormat } from "./csv";
import type { LineExportFormat } from "./export-format";
import { IndexRowWriter } from "./index-row-writer";
import { createJsonLineFormat } from "./json-lines";
import type { LineFormat } from "./line-format";
import type { RowSelection, RowSource } from "./row-source";

const rowsPerChunk = 2000;

/** A chunk of an export, UTF-8; chunks are concatenated without a separator. */
export interface ExportChunk {
  readonly bytes: Uint8Array;
  /** The number of its rows. */
  readonly rows: number;
}

/** Yields the selected rows in a format, in chunks of limited size. */
export function* exportRows(
  source: RowSource,
  selection: RowSelection,
  format: LineExportFormat,
): Generator<ExportChunk> {
  const { columns, rows } = selection;
  const lineFormat = format.kind === "csv" ? createCsvLineFormat(columns, format) : createJsonLineFormat(columns);
  const writer = new ByteWriter();
  const columnNumbers = columns.map(({ name }) => source.columns.indexOf(name));
  const writeRow =
    source instanceof RowIndex
      ? createIndexRowWriter(source, columnNumbers, lineFormat, writer)
      : createTextRowWriter(source, columnNumbers, lineFormat, writer);
  writer.writeText(lineFormat.fileStart);
  yield { bytes: writer.flush(), rows: 0 };
  const count = rows?.length ?? source.count;
  for (let from = 0; from < count; from += rowsPerChunk) {
    const to = Math.min(count, from + rowsPerChunk);
    for (let at = from; at < to; at++) writeRow(rows?.[at] ?? at);
    yield { bytes: writer.flush(), rows: to - from };
  }
}

type WriteRow = (row: number) => void;

function createIndexRowWriter(
  index: RowIndex,
  columnNumbers: readonly number[],
  lineFormat: LineFormat,
  writer: ByteWriter,
): WriteRow {
  const rowWriter = new IndexRowWriter(index, columnNumbers, lineFormat, writer);
  return (row) => rowWriter.writeRow(row);
}

function createTextRowWriter(
  source: RowSource,
  columnNumbers: readonly number[],
  lineFormat: LineFormat,
  writer: ByteWriter,
): WriteRow {
  return (row) => {
    const fields = source.fields(row);
    const cells = columnNumbers.map(
      (place, column) => (lineFormat.prefixes[column] ?? "") + lineFormat.cell(fields[place] ?? "", column),
    );
    writer.writeText(cells.join("") + lineFormat.end);
  };
}
