import { plainExcept, type LineFormat } from "./line";
import type { ExportColumn } from "./rows";

/** JSON Lines: one object a line, keys as DMAPI calls the columns, values as text and as they came. */
export function jsonLine(columns: readonly ExportColumn[]): LineFormat {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  return {
    head: "",
    prefixes: keys.map((key, column) => `${column === 0 ? "{" : '",'}${key}:"`),
    end: columns.length === 0 ? "{}\n" : '"}\n',
    cell: (text) => JSON.stringify(text).slice(1, -1),
    plain: plainExcept('"\\'),
    decimalMark: () => undefined,
    plainTimes: () => false,
    guardsNumbers: false,
  };
}
