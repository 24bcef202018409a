/** Delimited text (RFC 4180). */
export interface CsvFormat {
  readonly kind: "csv";
  readonly delimiter: "," | ";" | "\t" | "|";
  /** The decimal mark of amounts. */
  readonly decimalMark: "." | ",";
  /** Without it Excel reads UTF-8 as an 8-bit code page. */
  readonly byteOrderMark: boolean;
  /**
   * Times as DMAPI writes them, 2026-01-31T08:00:00Z, or without letters, which spreadsheets read as a date in every
   * language; both are UTC. `spreadsheet` also protects text that a spreadsheet would convert to another number or a
   * date.
   */
  readonly times: "iso" | "spreadsheet";
  readonly lineEnd: "\r\n" | "\n";
  /** Column headers: DMAPI's names, or readable titles. */
  readonly header: "names" | "titles";
}

/** One JSON object per line, every value as a string, so that no number is rounded. */
export interface JsonLinesFormat {
  readonly kind: "json-lines";
}

/** An Excel workbook: amounts are numbers, times are dates, and everything else is text. */
export interface WorkbookFormat {
  readonly kind: "workbook";
}

/** A format that writes one line for each row. */
export type LineExportFormat = CsvFormat | JsonLinesFormat;

export type ExportFormat = LineExportFormat | WorkbookFormat;

const excelDefaults = {
  kind: "csv",
  byteOrderMark: true,
  times: "spreadsheet",
  lineEnd: "\r\n",
  header: "titles",
} as const;

/** Named formats: a workbook, CSV for Excel with a semicolon or a comma as list separator, and the standards. */
export const exportPresets = {
  "excel-workbook": { kind: "workbook" },
  "excel-german": { ...excelDefaults, delimiter: ";", decimalMark: "," },
  "excel-english": { ...excelDefaults, delimiter: ",", decimalMark: "." },
  "rfc-4180": {
    ...excelDefaults,
    delimiter: ",",
    decimalMark: ".",
    byteOrderMark: false,
    times: "iso",
    header: "names",
  },
  "json-lines": { kind: "json-lines" },
} as const satisfies Record<string, ExportFormat>;

export type ExportPresetName = keyof typeof exportPresets;
