import { decimalPattern } from "../columns/decimal-column";
import { formulaPattern } from "../columns/formula-guard";
import type { CsvFormat } from "./export-format";
import { createPlainCharacters, type LineFormat } from "./line-format";
import type { ExportColumn } from "./row-source";
import { isCoercedBySpreadsheet } from "./spreadsheet-coercion";

const byteOrderMark = "\uFEFF";
const timePattern = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/;

/**
 * CSV (RFC 4180) with a header. Cells that could run as formulas are prefixed with an apostrophe, and in a file for
 * spreadsheets also those that would become another number or a date; amounts that are decimals, such as -5.00 or
 * -5,00, stay numbers and only get the configured decimal mark.
 */
export function createCsvLineFormat(columns: readonly ExportColumn[], format: CsvFormat): LineFormat {
  const { delimiter, decimalMark, lineEnd } = format;
  const quote = createQuoter(format, columns.length);
  const header = columns.map(({ name, title }) => quote(escapeFormula(format.header === "names" ? name : title)));
  const decimalMarkByte = delimiter === decimalMark ? "quoted" : decimalMark.charCodeAt(0);
  const isAmount = (column: number) => columns[column]?.isAmount === true;
  const isForSpreadsheets = format.times === "spreadsheet";
  const hasSpreadsheetTimes = (column: number) => isForSpreadsheets && columns[column]?.isTime === true;
  const formatCell = (text: string, column: number) => {
    if (isAmount(column) && decimalPattern.test(text)) return text.replace(/[.,]/, decimalMark);
    if (hasSpreadsheetTimes(column) && timePattern.test(text)) return text.replace(timePattern, "$1 $2");
    return isForSpreadsheets && isCoercedBySpreadsheet(text, decimalMark) ? `'${text}` : escapeFormula(text);
  };
  return {
    fileStart: (format.byteOrderMark ? byteOrderMark : "") + header.join(delimiter) + lineEnd,
    prefixes: columns.map((_, column) => (column === 0 ? "" : delimiter)),
    end: lineEnd,
    cell: (text, column) => quote(formatCell(text, column)),
    plainCharacters: createPlainCharacters(`"${delimiter}`, " =+-@"),
    decimalMark: (column) => (isAmount(column) ? decimalMarkByte : undefined),
    hasSpreadsheetTimes,
    isGuardingNumbers: isForSpreadsheets,
  };
}

function escapeFormula(cell: string): string {
  return formulaPattern.test(cell) ? `'${cell}` : cell;
}

function createQuoter({ delimiter }: CsvFormat, columns: number): (cell: string) => string {
  const special = new RegExp(`["\\r\\n${delimiter === "\t" ? "\\t" : delimiter}]|^\\s|\\s$`);
  return (cell) => {
    // A single empty cell must be quoted, or the line would be empty.
    if (cell === "" && columns === 1) return '""';
    return special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
}
