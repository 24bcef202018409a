import type { CopyFormat } from "../../../messages/host-messages";
import { quoteCsvCell } from "../../../columns/csv-cell";
import { guardFormulas } from "../../../columns/formula-guard";
import { getGroupNumber } from "../../../columns/row-groups";
import { selectedColumns, containsCell, rowSpans, type CellRange } from "./selection";
import type { CellPosition } from "./navigation";

/** A column as shown. */
export interface CopyColumn {
  readonly name: string;
  readonly title: string;
  /** Its number in the index. */
  readonly column: number;
}

/** The selection and the source of its text. */
export interface CopySource {
  readonly ranges: readonly CellRange[];
  /** Copied if nothing is selected. */
  readonly focus: CellPosition;
  readonly entries: Uint32Array;
  readonly columns: readonly CopyColumn[];
  /** All cells of a row as DMAPI sent them, by column of the index. */
  readonly getFields: (row: number) => readonly string[];
  /** One of these cells as displayed. */
  readonly formatField: (fields: readonly string[], column: CopyColumn) => string;
}

/** What is put on the clipboard. */
export interface CopiedCells {
  readonly text: string;
  /** The same as a table, for spreadsheets; absent for formats that are for programs. */
  readonly html?: string;
}

/** More cells would block the page; the user can export instead. */
export const maxCopyCells = 500_000;

/** The number of cells to copy, including group rows. */
export function countCellsToCopy({ ranges, focus, columns }: CopySource): number {
  const all = selectedRanges(ranges, focus);
  const rows = rowSpans(all).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return rows * Math.min(selectedColumns(all).length, columns.length);
}

/** The selected cells in the form a format wants: as displayed or as sent. */
export interface SelectedCells {
  /** By row; undefined where a cell between the ranges is not selected. */
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** All cells of each row as DMAPI sent them, by column of the index. */
  readonly fields: readonly (readonly string[])[];
  readonly columns: readonly CopyColumn[];
}

/**
 * The selected cells as text. TSV and Markdown are for people: cells as displayed. CSV (RFC 4180) and JSON are for programs:
 * cells as sent, under the columns' names. Cells between the ranges that are not selected are left empty; rows of groups
 * are left out. A cell that a spreadsheet could take for a formula gets an apostrophe in front.
 */
export function createCopyText(
  format: CopyFormat,
  source: CopySource,
  { rows, columns } = selectCells(format, source),
): string {
  const texts = rows.map((row) => row.map((cell) => cell ?? ""));
  const headerCells = (key: "name" | "title") => columns.map((column) => column[key]);
  return formatRows(format, texts, headerCells);
}

export function selectCells(format: CopyFormat, source: CopySource): SelectedCells {
  const getText = format === "csv" || format === "json" ? getSentText : source.formatField;
  const ranges = selectedRanges(source.ranges, source.focus);
  const positions = selectedColumns(ranges).filter((column) => column < source.columns.length);
  const columns = positions.flatMap((position) => source.columns[position] ?? []);
  const selected: { readonly row: (string | undefined)[]; readonly fields: readonly string[] }[] = [];
  for (const [first, last] of rowSpans(ranges)) {
    for (let row = first; row <= last; row++) {
      const entry = source.entries[row];
      if (entry === undefined || getGroupNumber(entry) !== undefined) continue;
      const fields = source.getFields(entry);
      const isSelected = (column: number) => ranges.some((range) => containsCell(range, { row, column }));
      const cells = columns.map((column, at) =>
        isSelected(positions[at] ?? NaN) ? getText(fields, column) : undefined,
      );
      selected.push({ row: cells, fields });
    }
  }
  return { rows: selected.map(({ row }) => row), fields: selected.map(({ fields }) => fields), columns };
}

function getSentText(fields: readonly string[], { column }: CopyColumn): string {
  return fields[column] ?? "";
}

function selectedRanges(ranges: readonly CellRange[], { row, column }: CellPosition): readonly CellRange[] {
  return ranges.length > 0 ? ranges : [{ top: row, bottom: row, left: column, right: column }];
}

function formatRows(
  format: CopyFormat,
  rows: readonly string[][],
  headerCells: (key: "name" | "title") => string[],
): string {
  switch (format) {
    case "tsv":
      return rows.map((row) => row.map((cell) => guardFormulas(cell.replace(/[\t\r\n]+/g, " "))).join("\t")).join("\n");
    case "csv":
      return [headerCells("name"), ...rows]
        .map((row) => `${row.map((cell) => quoteCsvCell(guardFormulas(cell))).join(",")}\r\n`)
        .join("");
    case "json":
      return JSON.stringify(rows.map((row) => Object.fromEntries(headerCells("name").map((name, at) => [name, row[at]]))), null, 2); // prettier-ignore
    case "markdown":
      return [headerCells("title"), headerCells("title").map(() => "---"), ...rows].map(formatMarkdownRow).join("\n");
  }
}

/** Escapes characters with a meaning in Markdown or HTML. */
function formatMarkdownRow(cells: readonly string[]): string {
  const cell = (text: string) => text.replace(/[\\`*_[\]<>|~&]/g, "\\$&").replace(/[\r\n]+/g, " ");
  return `| ${cells.map((text) => (text === "---" ? text : cell(text))).join(" | ")} |`;
}
