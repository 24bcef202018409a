import { column, fieldsOf, requireFields, shapeOf, type ListShape } from "./list";
import type { Order } from "./model";
import { linesOf, type Reply } from "./reply";

/** Rows of query-order-list as DMAPI sent them: UTF-8, complete rows. */
export interface OrderBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

const documented = [
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
 * The rows of a reply, the last of them held against the columns.
 * @param separator what was asked for; a reply need not repeat it
 * @throws DmapiError `malformed` when a row was cut
 */
export function blockOf(reply: Reply, separator: ListShape["separator"] = "\t"): OrderBlock {
  const block = { ...shapeOf(reply, { columns: documented, separator }), body: reply.body };
  requireFields(reply, unfinishedFields(block), block.columns.length);
  return block;
}

/** The number of fields of a last row without a line end; undefined where every row has one. */
function unfinishedFields({ body, separator }: OrderBlock): number | undefined {
  const start = body.lastIndexOf(lineFeed) + 1;
  if (start >= body.length) return undefined;
  return new TextDecoder().decode(body.subarray(start)).split(separator).length;
}

/** Calls `visit` with the place of each row, its line end left out. Empty lines are no rows. */
export function eachRow({ body }: OrderBlock, visit: (start: number, end: number) => void): void {
  let start = 0;
  while (start < body.length) {
    const found = body.indexOf(lineFeed, start);
    const end = found < 0 ? body.length : found;
    const length = end - start - (found >= 0 && body[end - 1] === carriageReturn ? 1 : 0);
    if (length > 0) visit(start, start + length);
    start = end + 1;
  }
}

/** The number of rows in a block. */
export function countRows(block: OrderBlock): number {
  let rows = 0;
  eachRow(block, () => (rows += 1));
  return rows;
}

/** Reads the rows of a block; unknown columns are kept in `fields`. */
export function readOrders(block: OrderBlock): Order[] {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(block.body);
  const rows = linesOf(text).filter((line) => line !== "");
  const read = orderReader(block.columns);
  return rows.map((row) => read(row.split(block.separator)));
}

function orderReader(columns: readonly string[]): (row: readonly string[]) => Order {
  const of = (name: string) => column(columns, name);
  const [orderId, procId, createdAt] = [of("order_id"), of("proc_id"), of("created_at")];
  const [status, type, identifier] = [of("status"), of("type"), of("identifier")];
  const [amountBrutto, amountNetto, currency] = [of("amount_brutto"), of("amount_netto"), of("currency")];
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
    fields: fieldsOf(columns, row),
  });
}
