/** Rows that can be exported; a RowIndex is one, and is written without decoding its cells. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly count: number;
  /** The cells of a row, one for each column. */
  fields(row: number): readonly string[];
}

/** A column of an export. */
export interface ExportColumn {
  /** Its name in the source. */
  readonly name: string;
  /** Its title for people. */
  readonly title: string;
  /** Amounts are decimals: they stay numbers, and are written with the configured decimal mark. */
  readonly isAmount: boolean;
  /** Times of DMAPI, such as 2026-01-31T08:00:00Z. */
  readonly isTime?: boolean;
}

/** The columns and rows to export, in this order; all rows in their original order if `rows` is absent. */
export interface RowSelection {
  readonly columns: readonly ExportColumn[];
  readonly rows?: Uint32Array | undefined;
}

/** Creates a source from arrays of cells. */
export function createRowSource(columns: readonly string[], rows: readonly (readonly string[])[]): RowSource {
  return { columns, count: rows.length, fields: (row) => rows[row] ?? [] };
}
