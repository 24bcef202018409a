import { DmapiError } from "./errors";
import { parseCount, requireRowCount, parseRowCount } from "./parse-list";
import type { RowBlock } from "./model";
import { parseOrderBlock, countFields, countRows } from "./order-block";
import { orderListRequest, buildOrderParams, type OrderFilter, type OrderQuery } from "./order-query";
import type { Reply } from "./reply";
import type { Call } from "./session";

/** The separators of files and lists by the name DMAPI gives them. */
export const separatorByName = { tab: "\t", comma: ",", semicolon: ";", pipe: "|" } as const;

/**
 * One reply of query-order-list (DMAPI docs): without days and ids the last 30 days, newest first. For more than the
 * limits of one reply use `paginateOrders`.
 * @throws DmapiError `invalid` for a malformed query, `malformed` for a truncated reply
 */
export async function queryOrders(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<RowBlock> {
  return parseCompleteBlock(await call(orderListRequest, buildOrderParams(query), { signal }), query);
}

function parseCompleteBlock(reply: Reply, query: OrderQuery): RowBlock {
  const block = parseOrderBlock(reply, separatorByName[query.separator ?? "tab"]);
  const rowCount = countRows(block);
  requireRowCount(reply, rowCount, getExpectedRows(reply, query, rowCount));
  return block;
}

/** The rows to expect on one page; Row-Count may be the number of rows of all pages. */
function getExpectedRows(reply: Reply, { perPage = Infinity, page = 1 }: OrderQuery, rowCount: number): number {
  const headerCount = parseRowCount(reply) ?? 0;
  if (headerCount > perPage) return Math.min(perPage, headerCount - (page - 1) * perPage);
  return page > 1 && rowCount === 0 ? 0 : headerCount;
}

/** The number of orders of a query (count-only); the limit of 90 days applies too. */
export async function countOrders(call: Call, filter: OrderFilter, signal?: AbortSignal): Promise<number> {
  return parseCount(await call(orderListRequest, { ...buildOrderParams(filter), "count-only": true }, { signal }));
}

/**
 * The orders of a query as the bytes of DMAPI's own CSV file (csv).
 * @throws DmapiError `malformed` when the reply is not such a file, or was truncated
 */
export async function queryOrderFile(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<Uint8Array> {
  const reply = await call(orderListRequest, { ...buildOrderParams(query), csv: true }, { signal, isFile: true });
  const separator = separatorByName[query.separator ?? "tab"];
  if (reply.headers.lines.length === 0) return requireCompleteFile(reply, separator);
  const { columns, body } = parseCompleteBlock(reply, query);
  return Buffer.concat([Buffer.from(`${columns.join(separator)}\n`), body]);
}

/** Compares the number of fields of the first and the last line; a file without orders may be empty. */
function requireCompleteFile({ request, body }: Reply, separator: string): Uint8Array {
  const lines = Buffer.from(body.buffer, body.byteOffset, body.length);
  const headerEnd = lines.indexOf("\n");
  const headerFields = countFields(headerEnd < 0 ? lines : lines.subarray(0, headerEnd), separator);
  const lastLine = lines.subarray(lines.lastIndexOf("\n") + 1);
  if (lines.length > 0 && headerFields < 2) throw new DmapiError("malformed", "the reply is not a file", { request });
  if (lastLine.length > 0 && countFields(lastLine, separator) < headerFields)
    throw new DmapiError("malformed", "the file was truncated", { request });
  return body;
}
