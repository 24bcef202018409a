/** How a row is written: its cells, each with something in front, and an end. */
export interface LineFormat {
  /** In front of all rows. */
  readonly head: string;
  /** In front of each cell. */
  readonly prefixes: readonly string[];
  readonly end: string;
  /** A cell as it is written, by its place among the columns. */
  cell(text: string, column: number): string;
  /** By character code: what `cell` gives back as it is wherever it stands, and what only inside of a cell. */
  readonly plain: Plain;
  /** The decimal mark (character code) of a column of amounts, `quoted` where it is the delimiter too; undefined for other columns. */
  decimalMark(column: number): number | "quoted" | undefined;
  /** True for a column whose times lose their letters. */
  plainTimes(column: number): boolean;
  /** True where `cell` must see what looks like a number, but for integers every spreadsheet keeps. */
  readonly guardsNumbers: boolean;
}

export type Plain = readonly ("anywhere" | "inside" | "no")[];

/** What of ASCII a format can leave as it is. */
export function plainExcept(special: string, notAtEnds = ""): Plain {
  return Array.from({ length: 256 }, (_, code) => {
    if (code < 0x20 || code > 0x7e || special.includes(String.fromCharCode(code))) return "no";
    return notAtEnds.includes(String.fromCharCode(code)) ? "inside" : "anywhere";
  });
}
