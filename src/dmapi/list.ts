import { DmapiError } from "./errors";
import { bodyText, linesOf, type Reply } from "./reply";

/** What a request's document says of its list, for replies that do not say it themselves. */
export interface ListShape {
  readonly columns: readonly string[];
  readonly separator: "\t" | " " | "," | ";" | "|";
}

/** The rows of a list body, split on the exact separator: fields may be empty. */
export interface List {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly rows: readonly (readonly string[])[];
}

/** The `Columns` and `Separator` headers of `reply`, or else what `shape` says. */
export function shapeOf(reply: Reply, shape: ListShape): { columns: readonly string[]; separator: string } {
  const columns = reply.headers.get("Columns");
  return {
    columns: columns ? columns.split(",").map((column) => column.trim()) : shape.columns,
    separator: separatorOf(reply.headers.get("Separator")) ?? shape.separator,
  };
}

function separatorOf(name: string | undefined): string | undefined {
  const words = new Map([
    ["tab", "\t"],
    ["space", " "],
    ["comma", ","],
    ["semicolon", ";"],
    ["pipe", "|"],
  ]);
  return name ? (words.get(name.toLowerCase()) ?? (name.length === 1 ? name : undefined)) : undefined;
}

/**
 * Reads a list body.
 * @param fewest fields a whole row has at least; as many as there are columns if absent
 * @param promised as for `requireRows`
 * @throws DmapiError `malformed` when the reply was cut
 */
export function readList(
  reply: Reply,
  shape: ListShape,
  fewest?: (rows: List["rows"]) => number,
  promised?: number,
): List {
  const { columns, separator } = shapeOf(reply, shape);
  const text = bodyText(reply);
  const rows = linesOf(text)
    .filter((line) => line !== "")
    .map((line) => line.split(separator));
  requireRows(reply, rows.length, promised);
  if (!text.endsWith("\n")) requireFields(reply, rows.at(-1)?.length, fewest?.(rows) ?? columns.length);
  return { columns, separator, rows };
}

/**
 * Holds what came against the `Row-Count` header: a reply cut in the middle must not pass for a short list.
 * @param promised how many rows the header promises for this reply, where it counts more than them
 */
export function requireRows(reply: Reply, came: number, promised = rowCountOf(reply) ?? 0): void {
  if (came < promised) throw cutReply(reply, `${came} of ${promised} rows received`);
}

/** Holds a last row without a line end against the columns: one that has fewer fields was cut. */
export function requireFields(reply: Reply, came: number | undefined, columns: number): void {
  if (came !== undefined && came < columns) throw cutReply(reply, `the last row has ${came} of ${columns} fields`);
}

function cutReply(reply: Reply, how: string): DmapiError {
  return unreadable(reply, `the reply was truncated: ${how}`);
}

function unreadable({ request, httpStatus, headers }: Reply, detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request, httpStatus, trackingId: headers.get("Tracking-Id") });
}

/** The `Row-Count` header; undefined without one. */
export function rowCountOf(reply: Reply): number | undefined {
  const told = reply.headers.get("Row-Count")?.trim() ?? "";
  return /^\d{1,15}$/.test(told) ? Number(told) : undefined;
}

/**
 * The number a count-only request was answered with: a body `Records: N`, or else the header `Row-Count`.
 * @throws DmapiError `malformed` when there is neither
 */
export function countOf(reply: Reply): number {
  const told = /^\s*Records:\s*(\d{1,15})\s*$/im.exec(bodyText(reply))?.[1];
  const count = told === undefined ? rowCountOf(reply) : Number(told);
  if (count === undefined) throw unreadable(reply, "the reply has no count");
  return count;
}

/** The row's fields by column name as sent; fields beyond the named columns are named by their place. */
export function fieldsOf(columns: readonly string[], row: readonly string[]): Map<string, string> {
  const name = (index: number) => (columns.indexOf(columns[index] ?? "") === index ? columns[index] : undefined);
  return new Map(row.map((field, index) => [name(index) ?? `column-${index + 1}`, field]));
}

/** The place of the first of the named columns which there is, found in any case, with `-` or `_`; -1 without any. */
export function placeOf(columns: readonly string[], ...names: string[]): number {
  const plain = (name: string) => name.toLowerCase().replaceAll("_", "-");
  const sent = columns.map(plain);
  return names.map((name) => sent.indexOf(plain(name))).find((index) => index >= 0) ?? -1;
}

/** Reads the column that `placeOf` finds; empty without any. */
export function column(columns: readonly string[], ...names: string[]): (row: readonly string[]) => string {
  const place = placeOf(columns, ...names);
  return (row) => row[place] ?? "";
}

/**
 * Reads `Key: value` lines; keys may repeat. Lines without a key continue the one above, or stand without a key where
 * nothing is above.
 */
export function readFields(text: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of linesOf(text)) {
    const match = /^[ \t]*([^:\s][^:]*?)[ \t]*:[ \t]*(.*?)[ \t]*$/s.exec(line);
    const last = fields.at(-1);
    if (match) fields.push([match[1] ?? "", match[2] ?? ""]);
    else if (line.trim() === "") continue;
    else if (last) last[1] += `\n${line.trim()}`;
    else fields.push(["", line.trim()]);
  }
  return fields;
}
