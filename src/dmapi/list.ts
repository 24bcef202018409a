import { DmapiError } from "./errors";
import { bodyText, linesOf, type Reply } from "./reply";

/** What a request's document says of its list, for replies that do not say it themselves. */
export interface ListShape {
  readonly columns: readonly string[];
  readonly separator: "\t" | " ";
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
  const words: Record<string, string> = { tab: "\t", space: " ", comma: ",", semicolon: ";", pipe: "|" };
  return name ? (words[name.toLowerCase()] ?? (name.length === 1 ? name : undefined)) : undefined;
}

/**
 * Reads a list body.
 * @throws DmapiError `malformed` when `Row-Count` promises more rows than came
 */
export function readList(reply: Reply, shape: ListShape): List {
  const { columns, separator } = shapeOf(reply, shape);
  const rows = linesOf(bodyText(reply)).filter((line) => line !== "");
  requireRows(reply, rows.length);
  return { columns, separator, rows: rows.map((row) => row.split(separator)) };
}

/** Holds what came against the `Row-Count` header: a reply cut in the middle must not pass for a short list. */
export function requireRows(reply: Reply, came: number): void {
  const promised = Number(reply.headers.get("Row-Count"));
  if (!Number.isInteger(promised) || came >= promised) return;
  throw new DmapiError("malformed", `the reply was cut: ${came} of ${promised} rows came`, {
    request: reply.request,
    httpStatus: reply.httpStatus,
    trackingId: reply.headers.get("Tracking-Id"),
  });
}

/** The row's fields by lower-case column name; fields beyond the known columns are named by their place. */
export function fieldsOf(columns: readonly string[], row: readonly string[]): Map<string, string> {
  return new Map(row.map((field, index) => [columns[index] ?? `column-${index + 1}`, field]));
}

/** Reads `Key: value` lines up to the first empty one; keys may repeat. Lines without a key continue the one above. */
export function readFields(text: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of linesOf(text)) {
    const match = /^\s*([^:\s][^:]*?)\s*:\s*(.*?)\s*$/.exec(line);
    const last = fields.at(-1);
    if (match) fields.push([match[1] ?? "", match[2] ?? ""]);
    else if (last && line.trim() !== "") last[1] += `\n${line.trim()}`;
  }
  return fields;
}
