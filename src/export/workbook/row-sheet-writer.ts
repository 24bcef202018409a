import { parseTime } from "../../dmapi/parse-time";
import { ByteWriter } from "../byte-writer";
import type { ExportColumn } from "../row-source";
import { createAmountCell, createTextCell, createTimeCell } from "./cell-xml";
import { createRow, createSheetEnd, createSheetStart } from "./sheet-xml";
import { styleIds } from "./styles";
import { columnLetters, type RowSheet, type RowSpan } from "./workbook";

const rowsPerChunk = 1000;
const sampleRows = 500;
/** Widths in characters. */
const [minWidth, maxWidth, timeWidth] = [8, 60, 20];
/** Room for the filter's button in the header. */
const buttonWidth = 4;

/** A piece of a sheet's XML, UTF-8. */
export interface SheetChunk {
  readonly bytes: Uint8Array;
  /** The number of rows in it, without the header. */
  readonly rows: number;
}

type WriteCell = (reference: string, text: string) => string;

/** Yields the XML of the sheets that a table of rows is written to, one generator for each span of rows. */
export function createRowSheetParts(
  sheet: RowSheet,
  spans: readonly RowSpan[],
  isActive: boolean,
): Generator<SheetChunk>[] {
  const columnWidths = measureColumns(sheet);
  return spans.map((rows, index) =>
    writeSheet(sheet, rows, { columnWidths, hasHeader: true, isActive: isActive && index === 0 }),
  );
}

/** How many rows are exported. */
export function countRows({ source, selection }: Pick<RowSheet, "source" | "selection">): number {
  return selection.rows?.length ?? source.count;
}

function* writeSheet(
  { source, selection: { columns, rows } }: RowSheet,
  { from, to }: RowSpan,
  layout: Parameters<typeof createSheetStart>[0],
): Generator<SheetChunk> {
  const writer = new ByteWriter();
  const letters = columns.map((_, column) => columnLetters(column));
  const fieldNumbers = columns.map(({ name }) => source.columns.indexOf(name));
  const writeCells = columns.map(createCellWriter);
  const header = columns.map(({ title, isAmount }, column) =>
    createTextCell(`${letters[column]}1`, title, isAmount ? styleIds.numberHeader : styleIds.header),
  );
  writer.writeText(createSheetStart(layout) + createRow(1, header.join("")));
  for (let start = from; start < to; start += rowsPerChunk) {
    const end = Math.min(to, start + rowsPerChunk);
    for (let position = start; position < end; position++) {
      const fields = source.fields(rows?.[position] ?? position);
      const number = position - from + 2;
      let cells = "";
      for (let column = 0; column < writeCells.length; column++) {
        const text = fields[fieldNumbers[column] ?? -1] ?? "";
        if (text !== "") cells += writeCells[column]?.(`${letters[column]}${number}`, text) ?? "";
      }
      writer.writeText(createRow(number, cells));
    }
    yield { bytes: writer.flush(), rows: end - start };
  }
  writer.writeText(createSheetEnd(columns.length > 0 ? { columns: columns.length, rows: to - from + 1 } : undefined));
  yield { bytes: writer.flush(), rows: 0 };
}

/** A column's type decides what its cells are; those that are not of that type are text. */
function createCellWriter({ isAmount, isTime }: ExportColumn): WriteCell {
  if (isAmount) return createAmountCell;
  if (isTime === true) return (reference, text) => createTimeCell(reference, parseTime(text)) ?? createTextCell(reference, text); // prettier-ignore
  return (reference, text) => createTextCell(reference, text);
}

/** Widths that fit a sample of the rows and the titles. */
function measureColumns(sheet: RowSheet): number[] {
  const { source, selection } = sheet;
  const rowCount = countRows(sheet);
  const step = Math.max(1, Math.floor(rowCount / sampleRows));
  const widths = selection.columns.map(({ title }) => title.length + buttonWidth);
  const fieldNumbers = selection.columns.map(({ name }) => source.columns.indexOf(name));
  for (let position = 0; position < rowCount; position += step) {
    const fields = source.fields(selection.rows?.[position] ?? position);
    selection.columns.forEach(({ isTime }, column) => {
      const length = isTime === true ? timeWidth : (fields[fieldNumbers[column] ?? -1] ?? "").length + 2;
      widths[column] = Math.max(widths[column] ?? 0, length);
    });
  }
  return widths.map((width) => Math.min(maxWidth, Math.max(minWidth, width)));
}
