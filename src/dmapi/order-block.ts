import { findColumnRoles } from "./column-roles";
import { createFieldMapper, requireFieldCount, resolveListFormat, sampleRowCount, type ListFormat } from "./parse-list";
import type { Order, RowBlock } from "./model";
import { orderColumnNames, orderColumns, type OrderColumnField } from "./order-columns";
import { splitLines, type Reply } from "./reply";

const lineFeed = 10;
const carriageReturn = 13;

/**
 * The rows of a reply; checks that the last one is complete.
 * @param separator the separator requested; a reply need not repeat it
 * @throws DmapiError `malformed` when a row was truncated
 */
export function parseOrderBlock(reply: Reply, separator: ListFormat["separator"] = "\t"): RowBlock {
  const sample = takeSample(reply.body);
  const format = resolveListFormat(reply, { columns: orderColumnNames, separator }, sample);
  const columns = nameDocumentedColumns(format, sample);
  const block = { columns, separator: format.separator, body: reply.body };
  requireFieldCount(reply, countFieldsOfUnterminatedRow(block), block.columns.length);
  return block;
}

function takeSample(body: Uint8Array): string[] {
  let end = 0;
  for (let row = 0; row < sampleRowCount && end >= 0; row += 1) end = body.indexOf(lineFeed, end) + 1 || -1;
  const text = new TextDecoder().decode(body.subarray(0, Math.min(end < 0 ? body.length : end, maxSampleBytes)));
  return splitLines(text).filter((line) => line !== "");
}

const maxSampleBytes = 65_536;

/** Gives documented columns their documented names, whatever the server calls them; other columns keep theirs. */
function nameDocumentedColumns(
  { columns, separator }: { readonly columns: readonly string[]; readonly separator: string },
  sample: readonly string[],
): readonly string[] {
  if (columns.length === orderColumnNames.length && columns.every((name, index) => name === orderColumnNames[index]))
    return columns;
  const rows = sample.map((line) => line.split(separator));
  const positions = findColumnRoles<OrderColumnField>(orderColumns, columns, rows);
  const nameByPosition = new Map(
    Object.entries(positions).map(([field, position]) => [position, orderColumns[field as OrderColumnField].name]),
  );
  const documented = new Set<string>(nameByPosition.values());
  return columns.map(
    (sent, index) => nameByPosition.get(index) ?? (documented.has(sent) ? `${sent} (${index + 1})` : sent),
  );
}

/** The number of fields of a last row without a line end; undefined if every row has one. */
function countFieldsOfUnterminatedRow({ body, separator }: RowBlock): number | undefined {
  const start = body.lastIndexOf(lineFeed) + 1;
  if (start >= body.length) return undefined;
  return countFields(body.subarray(start), separator);
}

/** The number of fields of a line, without building them. */
export function countFields(line: Uint8Array, separator: string): number {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  let fields = 1;
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, at + separator.length)) fields += 1;
  return fields;
}

/** Calls `visit` with the bounds of each row, without its line end. Skips empty lines. */
export function forEachRow({ body }: RowBlock, visit: (start: number, end: number) => void): void {
  let start = 0;
  while (start < body.length) {
    const lineEnd = body.indexOf(lineFeed, start);
    const end = lineEnd < 0 ? body.length : lineEnd;
    const length = end - start - (lineEnd >= 0 && body[end - 1] === carriageReturn ? 1 : 0);
    if (length > 0) visit(start, start + length);
    start = end + 1;
  }
}

/** The number of rows in a block. */
export function countRows(block: RowBlock): number {
  let rows = 0;
  forEachRow(block, () => (rows += 1));
  return rows;
}

/** Parses the rows of a block; unknown columns are only in `fields`. */
export function parseOrders(block: RowBlock): Order[] {
  return [...iterateOrders(block)];
}

/** Parses the rows of a block one after the other, for work in time slices. */
export function* iterateOrders(block: RowBlock): Generator<Order, void> {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(block.body);
  const readOrder = createOrderReader(block.columns);
  for (const line of splitLines(text)) if (line !== "") yield readOrder(line.split(block.separator));
}

function createOrderReader(columns: readonly string[]): (row: readonly string[]) => Order {
  const mapFields = createFieldMapper(columns);
  const positions = (Object.entries(orderColumns) as [OrderColumnField, { name: string }][]).map(
    ([field, { name }]) => [field, columns.indexOf(name)] as const,
  );
  return (row) => {
    const texts: Partial<Record<OrderColumnField, string>> = {};
    for (const [field, position] of positions) texts[field] = row[position] ?? "";
    return { ...(texts as Record<OrderColumnField, string>), fields: mapFields(row) };
  };
}
