/** Rows that can be exported; a RowIndex is one, and is written without making text of its cells. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly count: number;
  /** The cells of a row, one for each column. */
  fields(row: number): readonly string[];
}

/** A column of an export. */
export interface ExportColumn {
  /** As it is called in the source. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /** Amounts are decimals: they stay numbers, and are written with the decimal mark that is asked for. */
  readonly isAmount: boolean;
  /** Times of DMAPI, such as 2026-01-31T08:00:00Z. */
  readonly isTime?: boolean;
}

/** What of a source is exported, in this order; all rows as they came where `rows` is absent. */
export interface RowChoice {
  readonly columns: readonly ExportColumn[];
  readonly rows?: Uint32Array | undefined;
}

/** A source made of arrays of cells. */
export function sourceOf(columns: readonly string[], rows: readonly (readonly string[])[]): RowSource {
  return { columns, count: rows.length, fields: (row) => rows[row] ?? [] };
}
