import type { RowSelection, RowSource } from "../row-source";

/** An Excel workbook (Office Open XML, ECMA-376), which LibreOffice and other spreadsheets open as well. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** Epoch ms. */
  readonly createdAt: number;
}

export type WorkbookSheet = RowSheet | CellSheet;

/** A table of rows below a header. Rows that do not fit on one sheet continue on the next one. */
export interface RowSheet {
  readonly kind: "rows";
  readonly name: string;
  readonly source: RowSource;
  readonly selection: RowSelection;
}

/** A sheet of single cells. */
export interface CellSheet {
  readonly kind: "cells";
  readonly name: string;
  readonly rows: readonly (readonly (WorkbookCell | undefined)[])[];
  /** Widths of the first columns in characters. */
  readonly columnWidths: readonly number[];
  /** How many of the first columns are printed; absent for all. */
  readonly printedColumns?: number;
}

/**
 * A cell. Amounts are exact decimals with a point. A formula is written without the equals sign, with `amount` as its value
 * until a spreadsheet calculates it.
 */
export type WorkbookCell =
  | { readonly kind: "text"; readonly text: string; readonly style?: TextStyle }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "amount"; readonly amount: string }
  | { readonly kind: "formula"; readonly formula: string; readonly amount: string };

/** `numberHeader`: the header of a column of numbers. */
export type TextStyle = "title" | "header" | "numberHeader" | "wrapped";

/** Rows a sheet holds, including the header (ECMA-376 leaves it open; this is the limit of Excel and LibreOffice). */
export const maxSheetRows = 1_048_576;

/** Rows of a table that are on one sheet, `to` not included. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
}

/** The rows of each sheet that a table is written to: one sheet at least. */
export function splitIntoSheets(rowCount: number, sheetRows: number): RowSpan[] {
  const rowsPerSheet = sheetRows - 1; // The first row is the header.
  return Array.from({ length: Math.max(1, Math.ceil(rowCount / rowsPerSheet)) }, (_, index) => ({
    from: index * rowsPerSheet,
    to: Math.min(rowCount, (index + 1) * rowsPerSheet),
  }));
}

/** The name of one of the sheets that a table is written to. */
export function createSheetName(name: string, index: number): string {
  return index === 0 ? cleanSheetName(name) : `${cleanSheetName(name)} (${index + 1})`;
}

/** A name without the characters that sheets must not have, short enough for a number behind it. */
export function cleanSheetName(name: string): string {
  return name.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 24) || "Sheet"; // prettier-ignore
}

/** The name of a column by its index: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}
