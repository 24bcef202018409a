import { RowIndex } from "../rows/row-index";
import { ByteWriter } from "./byte-writer";
import { csvLine } from "./csv";
import type { ExportFormat } from "./format";
import { IndexRows } from "./index-rows";
import { jsonLine } from "./json-lines";
import type { LineFormat } from "./line";
import type { RowChoice, RowSource } from "./rows";

const rowsPerChunk = 2000;

/** A piece of an export, UTF-8; pieces follow one another without anything between. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** How many rows are in it. */
  readonly rows: number;
}

/** The chosen rows in a format, piece by piece, none of which is long. */
export function* exportChunks(source: RowSource, choice: RowChoice, format: ExportFormat): Generator<Chunk> {
  const { columns, rows } = choice;
  const line = format.kind === "csv" ? csvLine(columns, format) : jsonLine(columns);
  const out = new ByteWriter();
  const places = columns.map(({ name }) => source.columns.indexOf(name));
  const write =
    source instanceof RowIndex ? indexWriter(source, places, line, out) : textWriter(source, places, line, out);
  out.text(line.head);
  yield { bytes: out.take(), rows: 0 };
  const count = rows?.length ?? source.count;
  for (let from = 0; from < count; from += rowsPerChunk) {
    const to = Math.min(count, from + rowsPerChunk);
    for (let at = from; at < to; at++) write(rows?.[at] ?? at);
    yield { bytes: out.take(), rows: to - from };
  }
}

type WriteRow = (row: number) => void;

function indexWriter(index: RowIndex, places: readonly number[], line: LineFormat, out: ByteWriter): WriteRow {
  const rows = new IndexRows(index, places, line, out);
  return (row) => rows.write(row);
}

function textWriter(source: RowSource, places: readonly number[], line: LineFormat, out: ByteWriter): WriteRow {
  return (row) => {
    const fields = source.fields(row);
    const cells = places.map((place, column) => (line.prefixes[column] ?? "") + line.cell(fields[place] ?? "", column));
    out.text(cells.join("") + line.end);
  };
}
