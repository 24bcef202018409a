import { csvDelimiters, quoteCsvCell } from "../columns/csv-cell";
import { decimalPattern } from "../columns/decimal-column";
import { guardFormulas } from "../columns/formula-guard";
import type { CsvFormat } from "./export-format";
import { createPlainCharacters, type LineFormat } from "./line-format";
import type { ExportColumn } from "./row-source";
import { isCoercedBySpreadsheet } from "./spreadsheet-coercion";

const byteOrderMark = "\uFEFF";
const isoTimePattern = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/;
const compactTimePattern = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/**
 * CSV (RFC 4180) with a header. What could run as a formula is prefixed with an apostrophe, and in a file for
 * spreadsheets also cells that would become another number, a date or the like; amounts that are decimals, such as -5.00
 * or -5,00, stay numbers and only get the configured decimal mark. Cells with a character that any reader could take for
 * a delimiter are quoted.
 */
export function createCsvLineFormat(columns: readonly ExportColumn[], format: CsvFormat): LineFormat {
  const { delimiter, decimalMark, lineEnd } = format;
  const quote = columns.length === 1 ? quoteOnlyCell : quoteCsvCell;
  const header = columns.map(({ name, title }) => quote(guardFormulas(format.header === "names" ? name : title)));
  const isAmount = (column: number) => columns[column]?.isAmount === true;
  const isForSpreadsheets = format.times === "spreadsheet";
  const hasSpreadsheetTimes = (column: number) => isForSpreadsheets && columns[column]?.isTime === true;
  const formatCell = (text: string, column: number) => {
    if (isAmount(column) && decimalPattern.test(text)) return text.replace(/[.,]/, decimalMark);
    const time = hasSpreadsheetTimes(column) ? toSpreadsheetTime(text) : undefined;
    if (time !== undefined) return time;
    return isForSpreadsheets && isCoercedBySpreadsheet(text, decimalMark) ? guardCell(text) : guardFormulas(text);
  };
  return {
    fileStart: (format.byteOrderMark ? byteOrderMark : "") + header.join(delimiter) + lineEnd,
    prefixes: columns.map((_, column) => (column === 0 ? "" : delimiter)),
    end: lineEnd,
    cell: (text, column) => quote(formatCell(text, column)),
    plainCharacters: createPlainCharacters(`"${csvDelimiters}`, " =+-@"),
    decimalMark: (column) => (isAmount(column) ? decimalMark.charCodeAt(0) : undefined),
    isQuotingDecimals: csvDelimiters.includes(decimalMark),
    hasSpreadsheetTimes,
    isGuardingCoercion: isForSpreadsheets,
  };
}

/** The guard of a whole cell; what follows a delimiter in it is guarded too. */
function guardCell(text: string): string {
  const guarded = guardFormulas(text);
  return guarded.startsWith("'") ? guarded : `'${guarded}`;
}

/** A time of DMAPI without letters; undefined for anything else. */
function toSpreadsheetTime(text: string): string | undefined {
  if (isoTimePattern.test(text)) return text.replace(isoTimePattern, "$1 $2");
  return compactTimePattern.test(text) ? text.replace(compactTimePattern, "$1-$2-$3 $4:$5:$6") : undefined;
}

/** A single empty cell must be quoted, or the line would be empty. */
function quoteOnlyCell(cell: string): string {
  return cell === "" ? '""' : quoteCsvCell(cell);
}
