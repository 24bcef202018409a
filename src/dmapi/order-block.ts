import {
  createColumnReader,
  createFieldMapper,
  requireFieldCount,
  resolveListFormat,
  type ListFormat,
} from "./parse-list";
import type { Order } from "./model";
import { splitLines, type Reply } from "./reply";

/** Rows of query-order-list as DMAPI sent them: UTF-8, complete rows. */
export interface OrderBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

const documentedColumns = [
  "order_id",
  "proc_id",
  "created_at",
  "status",
  "type",
  "amount_brutto",
  "amount_netto",
  "currency",
  "identifier",
];
const lineFeed = 10;
const carriageReturn = 13;

/**
 * The rows of a reply; checks that the last one is complete.
 * @param separator the separator requested; a reply need not repeat it
 * @throws DmapiError `malformed` when a row was truncated
 */
export function parseOrderBlock(reply: Reply, separator: ListFormat["separator"] = "\t"): OrderBlock {
  const block = { ...resolveListFormat(reply, { columns: documentedColumns, separator }), body: reply.body };
  requireFieldCount(reply, countFieldsOfUnterminatedRow(block), block.columns.length);
  return block;
}

/** The number of fields of a last row without a line end; undefined if every row has one. */
function countFieldsOfUnterminatedRow({ body, separator }: OrderBlock): number | undefined {
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
export function forEachRow({ body }: OrderBlock, visit: (start: number, end: number) => void): void {
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
export function countRows(block: OrderBlock): number {
  let rows = 0;
  forEachRow(block, () => (rows += 1));
  return rows;
}

/** Parses the rows of a block; unknown columns are only in `fields`. */
export function parseOrders(block: OrderBlock): Order[] {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(block.body);
  const rows = splitLines(text).filter((line) => line !== "");
  const readOrder = createOrderReader(block.columns);
  return rows.map((row) => readOrder(row.split(block.separator)));
}

function createOrderReader(columns: readonly string[]): (row: readonly string[]) => Order {
  const readerFor = (name: string) => createColumnReader(columns, name);
  const mapFields = createFieldMapper(columns);
  const [orderId, procId, createdAt] = [readerFor("order_id"), readerFor("proc_id"), readerFor("created_at")];
  const [status, type, identifier] = [readerFor("status"), readerFor("type"), readerFor("identifier")];
  const [amountBrutto, amountNetto, currency] = [
    readerFor("amount_brutto"),
    readerFor("amount_netto"),
    readerFor("currency"),
  ];
  return (row) => ({
    orderId: orderId(row),
    procId: procId(row),
    createdAt: createdAt(row),
    status: status(row),
    type: type(row),
    amountBrutto: amountBrutto(row),
    amountNetto: amountNetto(row),
    currency: currency(row),
    identifier: identifier(row),
    fields: mapFields(row),
  });
}
