import { createPlainCharacters, type LineFormat } from "./line-format";
import type { ExportColumn } from "./row-source";

/** JSON Lines: one object per line, DMAPI's column names as keys, values as strings as received. */
export function createJsonLineFormat(columns: readonly ExportColumn[]): LineFormat {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  return {
    fileStart: "",
    prefixes: keys.map((key, column) => `${column === 0 ? "{" : '",'}${key}:"`),
    end: columns.length === 0 ? "{}\n" : '"}\n',
    cell: (text) => JSON.stringify(text).slice(1, -1),
    plainCharacters: createPlainCharacters('"\\'),
    decimalMark: () => undefined,
    isQuotingDecimals: false,
    hasSpreadsheetTimes: () => false,
    isGuardingCoercion: false,
  };
}
