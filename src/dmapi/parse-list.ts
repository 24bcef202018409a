import { DmapiError } from "./errors";
import { decodeBody, type Reply } from "./reply";
import { limitExceededError, maxColumns, maxFieldLines, maxListRows, maxRowLength } from "./reply-limits";
import { createYielder } from "./time-slicing";
import { joinTimeParts } from "./parse-time";

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

/**
 * The format in the `Columns` and `Separator` headers of `reply`, else the default.
 * @param sample some of the rows, to recognize the separator of a reply that does not name one
 */
export function resolveListFormat(
  reply: Reply,
  defaultFormat: ListFormat,
  sample: readonly string[] = [],
): { columns: readonly string[]; separator: string } {
  const header = reply.headers.get("Columns");
  const columns = header ? header.split(",").map((column) => column.trim()) : defaultFormat.columns;
  if (columns.length > maxColumns)
    throw limitExceededError(reply.request, `the list has more than ${maxColumns} columns`);
  return {
    columns,
    separator:
      parseSeparator(reply.headers.get("Separator")) ??
      recognizeSeparator(sample, defaultFormat.separator, columns.length),
  };
}

/** How many rows are looked at to recognize separator and columns. */
export const sampleRowCount = 50;

/** The usual one if the rows have it; but none splits at blanks what has a TAB in each row. */
function recognizeSeparator(sample: readonly string[], usual: string, columnCount: number): string {
  if (sample.length === 0) return usual;
  const fits = (separator: string) =>
    sample.every((row) => row.split(separator).length >= Math.max(2, columnCount - 1));
  if (usual === " " && fits("\t")) return "\t";
  if (sample.some((row) => row.includes(usual))) return usual;
  return ["\t", ";", "|", ",", " "].find(fits) ?? usual;
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
 * Parses a list body, in time slices.
 * @param getMinFields the least number of fields of a complete row; as many as there are columns if absent
 * @param expectedRows as for `requireRowCount`
 * @throws DmapiError `malformed` when the reply was truncated or exceeds a limit
 */
export async function parseList(
  reply: Reply,
  defaultFormat: ListFormat,
  getMinFields?: (rows: ParsedList["rows"]) => number,
  expectedRows?: number,
): Promise<ParsedList> {
  const text = decodeBody(reply);
  const { columns, separator } = resolveListFormat(reply, defaultFormat, takeSample(text));
  const rows: string[][] = [];
  const yieldIfDue = createYielder();
  for (const line of iterateLines(text)) {
    if (line !== "") rows.push(splitRow(reply.request, line, separator, columns.length));
    if (rows.length > maxListRows)
      throw limitExceededError(reply.request, `the list has more than ${maxListRows} rows`);
    const pause = yieldIfDue();
    if (pause) await pause;
  }
  requireRowCount(reply, rows.length, expectedRows);
  if (!text.endsWith("\n")) requireFieldCount(reply, rows.at(-1)?.length, getMinFields?.(rows) ?? columns.length);
  return { columns, separator, rows };
}

function takeSample(text: string): string[] {
  const sample: string[] = [];
  for (const line of iterateLines(text)) {
    if (line !== "") sample.push(line);
    if (sample.length >= sampleRowCount) break;
  }
  return sample;
}

/** Where blanks separate the fields, a time may have one, and so may the text in the last column. */
function splitRow(request: string, line: string, separator: string, columnCount: number): string[] {
  if (line.length > maxRowLength)
    throw limitExceededError(request, `a row is longer than ${maxRowLength / 2 ** 20} MB`);
  const fields = line.split(separator, maxColumns + 1);
  if (fields.length > maxColumns) throw limitExceededError(request, `a row has more than ${maxColumns} fields`);
  if (separator !== " ") return fields;
  return joinLastColumn(joinTimeParts(fields), columnCount);
}

/** Joins what blanks have split of the last of `columnCount` columns. */
export function joinLastColumn(fields: readonly string[], columnCount: number): string[] {
  if (fields.length <= columnCount) return [...fields];
  return [...fields.slice(0, columnCount - 1), fields.slice(columnCount - 1).join(" ")];
}

/** The lines of a text, LF or CRLF, one by one. */
function* iterateLines(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    yield text.slice(start, lineFeed > start && text[end - 1] === "\r" ? end - 1 : end);
    start = end + 1;
  }
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
  let record: string | undefined;
  for (const line of iterateLines(decodeBody(reply))) record ??= /^Records:\s*(\d{1,15})$/i.exec(line.trim())?.[1];
  const count = record === undefined ? parseRowCount(reply) : Number(record);
  if (count === undefined) throw malformedReplyError(reply, "the reply has no count");
  return count;
}

/**
 * Creates a function that returns a row's fields by column name as sent; fields beyond the named columns are named by
 * their position.
 */
export function createFieldMapper(columns: readonly string[]): (row: readonly string[]) => Map<string, string> {
  const positionByName = new Map<string, number>();
  columns.forEach((column, index) => positionByName.has(column) || positionByName.set(column, index));
  const names = columns.map((column, index) => (positionByName.get(column) === index ? column : nameByPosition(index)));
  return (row) => new Map(row.map((field, index) => [names[index] ?? nameByPosition(index), field]));
}

function nameByPosition(index: number): string {
  return `column-${index + 1}`;
}

/**
 * Parses `Key: value` lines; keys may repeat. A line without a key continues the one above; the first line then has an
 * empty key.
 * @throws DmapiError `malformed` for too many lines
 */
export function parseFields(request: string, text: string): [name: string, value: string][] {
  const fields: { readonly name: string; readonly parts: string[] }[] = [];
  let lines = 0;
  for (const untrimmed of iterateLines(text)) {
    lines += 1;
    if (lines > maxFieldLines) throw limitExceededError(request, `the reply has more than ${maxFieldLines} lines`);
    const line = trimBlanks(untrimmed);
    const colon = line.indexOf(":");
    if (colon > 0 && line.charAt(0).trim() !== "")
      fields.push({ name: trimBlanks(line.slice(0, colon)), parts: [trimBlanks(line.slice(colon + 1))] });
    else if (line.trim() === "") continue;
    else if (fields.length > 0) fields.at(-1)?.parts.push(line.trim());
    else fields.push({ name: "", parts: [line.trim()] });
  }
  return fields.map(({ name, parts }) => [name, parts.join("\n")]);
}

/** Without blanks and tabs around it; other white space belongs to a value. A pattern would take quadratic time. */
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  const isBlank = (index: number) => text[index] === " " || text[index] === "\t";
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return text.slice(start, end);
}
