import { DmapiError } from "./errors";
import { countOf, requireRows, rowCountOf } from "./list";
import { blockOf, countRows, type OrderBlock } from "./order-block";
import { orderList, orderParams, type OrderFilter, type OrderQuery } from "./order-query";
import type { Reply } from "./reply";
import type { Call } from "./session";

const separators = { tab: "\t", comma: ",", semicolon: ";", pipe: "|" } as const;

/**
 * One reply of query-order-list (seed "Account and Handling"): without days and ids the last 30 days, newest first. For
 * what is beyond the limits of one reply there is `walkOrders`.
 * @throws DmapiError `invalid` for a malformed query, `malformed` for a reply that was cut
 */
export async function queryOrders(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<OrderBlock> {
  return readBlock(await call(orderList, orderParams(query), { signal }), query);
}

function readBlock(reply: Reply, query: OrderQuery): OrderBlock {
  const block = blockOf(reply, separators[query.separator ?? "tab"]);
  const came = countRows(block);
  requireRows(reply, came, promisedRows(reply, query, came));
  return block;
}

/** What Row-Count promises for one page; it may be the number of all pages' rows. */
function promisedRows(reply: Reply, { perPage = Infinity, page = 1 }: OrderQuery, came: number): number {
  const told = rowCountOf(reply) ?? 0;
  if (told > perPage) return Math.min(perPage, told - (page - 1) * perPage);
  return page > 1 && came === 0 ? 0 : told;
}

/** The number of orders of a query (count-only), which may have at most 90 days as well. */
export async function countOrders(call: Call, filter: OrderFilter, signal?: AbortSignal): Promise<number> {
  return countOf(await call(orderList, { ...orderParams(filter), "count-only": true }, { signal }));
}

/**
 * The orders of a query as the bytes of a CSV file (csv), as DMAPI wrote it.
 * @throws DmapiError `malformed` when the reply is no such file, or was cut
 */
export async function queryOrderFile(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<Uint8Array> {
  const reply = await call(orderList, { ...orderParams(query), csv: true }, { signal, file: true });
  const separator = separators[query.separator ?? "tab"];
  if (reply.headers.lines.length === 0) return wholeFile(reply, separator);
  const { columns, body } = readBlock(reply, query);
  return Buffer.concat([Buffer.from(`${columns.join(separator)}\n`), body]);
}

/** Holds the first line and the last one against each other; no orders may be no line at all. */
function wholeFile({ request, body }: Reply, separator: string): Uint8Array {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.length);
  const end = lines.indexOf("\n");
  const fieldsOf = (line: Buffer) => line.toString().split(separator).length;
  const first = fieldsOf(end < 0 ? lines : lines.subarray(0, end));
  const last = lines.subarray(lines.lastIndexOf("\n") + 1);
  if (lines.length > 0 && first < 2) throw new DmapiError("malformed", "the reply is not a file", { request });
  if (last.length > 0 && fieldsOf(last) < first)
    throw new DmapiError("malformed", "the file was truncated", { request });
  return body;
}
