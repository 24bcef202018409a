import { decimalPattern } from "../rows/decimal";
import { formulaPattern } from "../rows/formula";
import type { CsvFormat } from "./format";
import { plainExcept, type LineFormat } from "./line";
import type { ExportColumn } from "./rows";
import { isTakenForOther } from "./taken-for";

const byteOrderMark = "\uFEFF";
const time = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/;

/**
 * CSV (RFC 4180) below a header. Cells that could run as formulas get an apostrophe in front, and in a file for
 * spreadsheets those that would become another number or a date; amounts that are decimals, such as -5.00 or -5,00, are
 * numbers and only get the decimal mark asked for.
 */
export function csvLine(columns: readonly ExportColumn[], format: CsvFormat): LineFormat {
  const { delimiter, decimalMark, lineEnd } = format;
  const quoted = quoter(format, columns.length);
  const header = columns.map(({ name, title }) => quoted(defused(format.header === "names" ? name : title)));
  const mark = delimiter === decimalMark ? "quoted" : decimalMark.charCodeAt(0);
  const isAmount = (column: number) => columns[column]?.isAmount === true;
  const forSpreadsheets = format.times === "spreadsheet";
  const plainTimes = (column: number) => forSpreadsheets && columns[column]?.isTime === true;
  const written = (text: string, column: number) => {
    if (isAmount(column) && decimalPattern.test(text)) return text.replace(/[.,]/, decimalMark);
    if (plainTimes(column) && time.test(text)) return text.replace(time, "$1 $2");
    return forSpreadsheets && isTakenForOther(text, decimalMark) ? `'${text}` : defused(text);
  };
  return {
    head: (format.byteOrderMark ? byteOrderMark : "") + header.join(delimiter) + lineEnd,
    prefixes: columns.map((_, column) => (column === 0 ? "" : delimiter)),
    end: lineEnd,
    cell: (text, column) => quoted(written(text, column)),
    plain: plainExcept(`"${delimiter}`, " =+-@"),
    decimalMark: (column) => (isAmount(column) ? mark : undefined),
    plainTimes,
    guardsNumbers: forSpreadsheets,
  };
}

function defused(cell: string): string {
  return formulaPattern.test(cell) ? `'${cell}` : cell;
}

function quoter({ delimiter }: CsvFormat, columns: number): (cell: string) => string {
  const special = new RegExp(`["\\r\\n${delimiter === "\t" ? "\\t" : delimiter}]|^\\s|\\s$`);
  return (cell) => {
    // A line of one empty cell would be no line.
    if (cell === "" && columns === 1) return '""';
    return special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
}
