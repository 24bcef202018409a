/** How a row is written: its cells, each with a prefix, and a line end. */
export interface LineFormat {
  /** Written once before all rows. */
  readonly fileStart: string;
  /** Written before each cell. */
  readonly prefixes: readonly string[];
  readonly end: string;
  /** Formats a cell of the column with this index. */
  cell(text: string, column: number): string;
  /** By character code: whether `cell` leaves the character unchanged anywhere, only inside a cell, or not. */
  readonly plainCharacters: PlainCharacters;
  /** The decimal mark (character code) of a column of amounts; undefined for other columns. */
  decimalMark(column: number): number | undefined;
  /** True if a decimal with a decimal mark is quoted. */
  readonly isQuotingDecimals: boolean;
  /** True for a column whose times are written without letters. */
  hasSpreadsheetTimes(column: number): boolean;
  /** True if `cell` must check the texts that `canBeCoercedBySpreadsheet` finds. */
  readonly isGuardingCoercion: boolean;
}

export type PlainCharacters = readonly ("anywhere" | "inside" | "no")[];

/** The ASCII characters a format leaves unchanged. */
export function createPlainCharacters(special: string, notAtEnds = ""): PlainCharacters {
  return Array.from({ length: 256 }, (_, code) => {
    if (code < 0x20 || code > 0x7e || special.includes(String.fromCharCode(code))) return "no";
    return notAtEnds.includes(String.fromCharCode(code)) ? "inside" : "anywhere";
  });
}
