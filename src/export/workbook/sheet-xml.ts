import { columnLetters } from "./workbook";

const namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The layout of a sheet. */
export interface SheetLayout {
  /** In characters, by column. */
  readonly columnWidths: readonly number[];
  /** Whether the first row stays in sight and is repeated on each printed page. */
  readonly hasHeader: boolean;
  /** Whether the sheet is in front when the file is opened. */
  readonly isActive: boolean;
}

/** The part of a sheet before its rows. */
export function createSheetStart({ columnWidths, hasHeader, isActive }: SheetLayout): string {
  const columns = columnWidths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = hasHeader
    ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
    : "";
  return [
    `<worksheet xmlns="${namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView${isActive ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    columns.length > 0 ? `<cols>${columns.join("")}</cols>` : "",
    "<sheetData>",
  ].join("");
}

/** The part of a sheet after its rows, with a filter over a table of this size (rows including the header). */
export function createSheetEnd(table?: { readonly columns: number; readonly rows: number }): string {
  const range = table && `A1:${columnLetters(table.columns - 1)}${table.rows}`;
  return [
    "</sheetData>",
    range ? `<autoFilter ref="${range}"/>` : "",
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<pageSetup orientation="landscape" fitToHeight="0"/>',
    // Text that looks like a number is meant to be text.
    range ? `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>` : "",
    "</worksheet>",
  ].join("");
}

/** A row of cells. */
export function createRow(number: number, cells: string): string {
  return `<row r="${number}">${cells}</row>`;
}
