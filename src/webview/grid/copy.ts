import type { CopyFormat } from "../../messages/host";
import { formulaPattern } from "../../rows/formula";
import { groupIn } from "../../rows/groups";
import { columnsIn, covers, rowSpans, type Range } from "./selection";
import type { Cell } from "./moves";

/** What is selected, and where its text comes from. */
export interface CopySource {
  readonly ranges: readonly Range[];
  /** Stands for a selection where there is none. */
  readonly focus: Cell;
  readonly entries: Uint32Array;
  /** The columns as shown, by name and title. */
  readonly columns: readonly { readonly name: string; readonly title: string }[];
  /** A cell as sent, by row number of the index and place of the column. */
  readonly sent: (row: number, column: number) => string;
  /** The same as it is shown. */
  readonly shown: (row: number, column: number) => string;
}

/** More cells than this are a matter for an export. */
export const mostCells = 500_000;

/** How many cells a copy would have; group rows count too. */
export function cellsToCopy({ ranges, focus, columns }: CopySource): number {
  const all = selected(ranges, focus);
  const rows = rowSpans(all).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return rows * Math.min(columnsIn(all).length, columns.length);
}

/**
 * The selected cells as text. Tabs and Markdown are for people: cells as shown. CSV (RFC 4180) and JSON are for programs:
 * cells as sent, under the columns' names. Cells between the ranges that are not selected are left empty; rows of groups
 * are left out. Where a spreadsheet could take a cell for a formula it gets an apostrophe in front.
 */
export function copyText(format: CopyFormat, source: CopySource): string {
  const ranges = selected(source.ranges, source.focus);
  const columns = columnsIn(ranges).filter((column) => column < source.columns.length);
  const texts = format === "csv" || format === "json" ? source.sent : source.shown;
  const rows: string[][] = [];
  for (const [first, last] of rowSpans(ranges)) {
    for (let row = first; row <= last; row++) {
      const entry = source.entries[row];
      if (entry === undefined || groupIn(entry) !== undefined) continue;
      const has = (column: number) => ranges.some((range) => covers(range, { row, column }));
      rows.push(columns.map((column) => (has(column) ? texts(entry, column) : "")));
    }
  }
  const of = (key: "name" | "title") => columns.map((column) => source.columns[column]?.[key] ?? "");
  return written(format, rows, of);
}

function selected(ranges: readonly Range[], { row, column }: Cell): readonly Range[] {
  return ranges.length > 0 ? ranges : [{ top: row, bottom: row, left: column, right: column }];
}

function written(format: CopyFormat, rows: readonly string[][], of: (key: "name" | "title") => string[]): string {
  switch (format) {
    case "tsv":
      return rows.map((row) => row.map((cell) => guarded(cell.replace(/[\t\r\n]+/g, " "))).join("\t")).join("\n");
    case "csv":
      return [of("name"), ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
    case "json":
      return JSON.stringify(rows.map((row) => Object.fromEntries(of("name").map((name, at) => [name, row[at]]))), null, 2); // prettier-ignore
    case "markdown":
      return [of("title"), of("title").map(() => "---"), ...rows].map(markdownRow).join("\n");
  }
}

function guarded(cell: string): string {
  return formulaPattern.test(cell) ? `'${cell}` : cell;
}

function csvCell(cell: string): string {
  const text = guarded(cell);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs that Markdown or HTML would read are escaped. */
function markdownRow(cells: readonly string[]): string {
  const cell = (text: string) => text.replace(/[\\`*_[\]<>|~&]/g, "\\$&").replace(/[\r\n]+/g, " ");
  return `| ${cells.map((text) => (text === "---" ? text : cell(text))).join(" | ")} |`;
}
