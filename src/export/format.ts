/** Delimited text (RFC 4180). */
export interface CsvFormat {
  readonly kind: "csv";
  readonly delimiter: "," | ";" | "\t" | "|";
  /** What amounts are written with. */
  readonly decimalMark: "." | ",";
  /** Without it Excel takes UTF-8 for an 8-bit code page. */
  readonly byteOrderMark: boolean;
  /**
   * Times as DMAPI writes them, 2026-01-31T08:00:00Z, or without letters, which spreadsheets take for a date in every
   * language; both are UTC. A file with times for spreadsheets is made for them: text they would make another number or
   * a date of stays text.
   */
  readonly times: "iso" | "spreadsheet";
  readonly lineEnd: "\r\n" | "\n";
  /** Columns called as DMAPI calls them, or as people do. */
  readonly header: "names" | "titles";
}

/** One JSON object a line, every value as text: what a binary number would round stays as it is. */
export interface JsonLinesFormat {
  readonly kind: "json-lines";
}

export type ExportFormat = CsvFormat | JsonLinesFormat;

const excel = {
  kind: "csv",
  byteOrderMark: true,
  times: "spreadsheet",
  lineEnd: "\r\n",
  header: "titles",
} as const;

/** Formats with a name: what Excel opens correctly where its list separator is a semicolon or a comma, and the standards. */
export const presets = {
  "excel-german": { ...excel, delimiter: ";", decimalMark: "," },
  "excel-english": { ...excel, delimiter: ",", decimalMark: "." },
  "rfc-4180": { ...excel, delimiter: ",", decimalMark: ".", byteOrderMark: false, times: "iso", header: "names" },
  "json-lines": { kind: "json-lines" },
} as const satisfies Record<string, ExportFormat>;

export type PresetName = keyof typeof presets;
