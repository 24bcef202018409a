import ExcelJS from "exceljs";
import type { Workbook } from "../../../../src/export/workbook/workbook";
import { writeWorkbook, type WorkbookOptions } from "../../../../src/export/workbook/write-workbook";
import { deflate } from "../../../../src/workbench/deflate";

/** The bytes of a workbook's file. */
export async function toBytes(
  workbook: Workbook,
  onRows: (rows: number) => void = () => undefined,
  options: Pick<WorkbookOptions, "sheetRows"> = {},
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeWorkbook(workbook, { deflate, onRows, ...options })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads a file with exceljs. */
export async function readWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

/** The values of a sheet's cells by row; undefined for no cell. */
export function readValues(sheet: ExcelJS.Worksheet | undefined): ExcelJS.CellValue[][] {
  const rows: ExcelJS.CellValue[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1)));
  return rows;
}

/** How a cell looks. exceljs leaves out what a cell does not have. */
export function readStyle(cell: ExcelJS.Cell | undefined) {
  const { font, fill, border, alignment, numFmt }: Partial<ExcelJS.Style> = cell ?? {};
  return {
    isBold: font?.bold ?? false,
    size: font?.size,
    font: font?.name,
    color: fill?.type === "pattern" ? fill.fgColor?.argb : undefined,
    bottom: border?.bottom,
    alignment: alignment ?? {},
    format: numFmt,
  };
}
