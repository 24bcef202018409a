import { DmapiError } from "./errors";
import { decodeBody, splitLines, type Reply } from "./reply";

/** The documented format of a request's list, for replies without `Columns` and `Separator` headers. */
export interface ListFormat {
  readonly columns: readonly string[];
  readonly separator: "\t" | " " | "," | ";" | "|";
}

/** The rows of a list body, split on the exact separator: fields may be empty. */
export interface ParsedList {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly rows: readonly (readonly string[])[];
}

/** The format in the `Columns` and `Separator` headers of `reply`, else the default. */
export function resolveListFormat(
  reply: Reply,
  defaultFormat: ListFormat,
): { columns: readonly string[]; separator: string } {
  const columns = reply.headers.get("Columns");
  return {
    columns: columns ? columns.split(",").map((column) => column.trim()) : defaultFormat.columns,
    separator: parseSeparator(reply.headers.get("Separator")) ?? defaultFormat.separator,
  };
}

function parseSeparator(name: string | undefined): string | undefined {
  const separatorByName = new Map([
    ["tab", "\t"],
    ["space", " "],
    ["comma", ","],
    ["semicolon", ";"],
    ["pipe", "|"],
  ]);
  return name ? (separatorByName.get(name.toLowerCase()) ?? (name.length === 1 ? name : undefined)) : undefined;
}

/**
 * Parses a list body.
 * @param getMinFields the least number of fields of a complete row; as many as there are columns if absent
 * @param expectedRows as for `requireRowCount`
 * @throws DmapiError `malformed` when the reply was truncated
 */
export function parseList(
  reply: Reply,
  defaultFormat: ListFormat,
  getMinFields?: (rows: ParsedList["rows"]) => number,
  expectedRows?: number,
): ParsedList {
  const { columns, separator } = resolveListFormat(reply, defaultFormat);
  const text = decodeBody(reply);
  const rows = splitLines(text)
    .filter((line) => line !== "")
    .map((line) => line.split(separator));
  requireRowCount(reply, rows.length, expectedRows);
  if (!text.endsWith("\n")) requireFieldCount(reply, rows.at(-1)?.length, getMinFields?.(rows) ?? columns.length);
  return { columns, separator, rows };
}

/**
 * Compares the rows received with the `Row-Count` header: a truncated reply must not pass for a short list.
 * @param expectedRows the rows expected in this reply, where the header counts more than those
 */
export function requireRowCount(reply: Reply, rowCount: number, expectedRows = parseRowCount(reply) ?? 0): void {
  if (rowCount < expectedRows) throw truncatedReplyError(reply, `${rowCount} of ${expectedRows} rows received`);
}

/** Checks a last row without a line end: with fewer fields than columns it was truncated. */
export function requireFieldCount(reply: Reply, fieldCount: number | undefined, expectedFields: number): void {
  if (fieldCount !== undefined && fieldCount < expectedFields)
    throw truncatedReplyError(reply, `the last row has ${fieldCount} of ${expectedFields} fields`);
}

function truncatedReplyError(reply: Reply, detail: string): DmapiError {
  return malformedReplyError(reply, `the reply was truncated: ${detail}`);
}

function malformedReplyError({ request, httpStatus, headers }: Reply, detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request, httpStatus, trackingId: headers.get("Tracking-Id") });
}

/** The `Row-Count` header; undefined without one. */
export function parseRowCount(reply: Reply): number | undefined {
  const header = reply.headers.get("Row-Count")?.trim() ?? "";
  return /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/**
 * The count in the reply to a count-only request: `Records: N` in the body, or the `Row-Count` header.
 * @throws DmapiError `malformed` when there is neither
 */
export function parseCount(reply: Reply): number {
  const record = /^\s*Records:\s*(\d{1,15})\s*$/im.exec(decodeBody(reply))?.[1];
  const count = record === undefined ? parseRowCount(reply) : Number(record);
  if (count === undefined) throw malformedReplyError(reply, "the reply has no count");
  return count;
}

/** The row's fields by column name as sent; fields beyond the named columns are named by their position. */
export function mapFieldsByColumn(columns: readonly string[], row: readonly string[]): Map<string, string> {
  const columnNameAt = (index: number) =>
    columns.indexOf(columns[index] ?? "") === index ? columns[index] : undefined;
  return new Map(row.map((field, index) => [columnNameAt(index) ?? `column-${index + 1}`, field]));
}

/** The index of the first of these columns that exists, ignoring case and `-` versus `_`; -1 if none does. */
export function findColumn(columns: readonly string[], ...names: string[]): number {
  const normalize = (name: string) => name.toLowerCase().replaceAll("_", "-");
  const normalized = columns.map(normalize);
  return names.map((name) => normalized.indexOf(normalize(name))).find((index) => index >= 0) ?? -1;
}

/** Creates a function that reads the column found by `findColumn`; it returns "" if there is none. */
export function createColumnReader(columns: readonly string[], ...names: string[]): (row: readonly string[]) => string {
  const index = findColumn(columns, ...names);
  return (row) => row[index] ?? "";
}

/**
 * Parses `Key: value` lines; keys may repeat. A line without a key continues the one above; the first line then has an
 * empty key.
 */
export function parseFields(text: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of splitLines(text)) {
    const match = /^[ \t]*([^:\s][^:]*?)[ \t]*:[ \t]*(.*?)[ \t]*$/s.exec(line);
    const last = fields.at(-1);
    if (match) fields.push([match[1] ?? "", match[2] ?? ""]);
    else if (line.trim() === "") continue;
    else if (last) last[1] += `\n${line.trim()}`;
    else fields.push(["", line.trim()]);
  }
  return fields;
}
