import { createAmountCell, createFormulaCell, createTextCell } from "./cell-xml";
import { createRow, createSheetEnd, createSheetStart } from "./sheet-xml";
import { styleIds } from "./styles";
import { columnLetters, type CellSheet, type WorkbookCell } from "./workbook";

/** The XML of a sheet of single cells, UTF-8. */
export function createCellSheetPart({ rows, columnWidths }: CellSheet, isActive: boolean): Uint8Array {
  const rowElements = rows.map((cells, row) => {
    const elements = cells.map((cell, column) => (cell ? createCell(`${columnLetters(column)}${row + 1}`, cell) : ""));
    return createRow(row + 1, elements.join(""));
  });
  const layout = { columnWidths, hasHeader: false, isActive };
  return new TextEncoder().encode(createSheetStart(layout) + rowElements.join("") + createSheetEnd());
}

function createCell(reference: string, cell: WorkbookCell): string {
  switch (cell.kind) {
    case "text":
      return createTextCell(reference, cell.text, styleIds[cell.style ?? "text"]);
    case "count":
      return `<c r="${reference}" s="${styleIds.count}"><v>${cell.count}</v></c>`;
    case "amount":
      return createAmountCell(reference, cell.amount);
    case "formula":
      return createFormulaCell(reference, cell.formula, cell.amount);
  }
}
