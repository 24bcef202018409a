import { forEachRow } from "../order-block";
import { orderColumns } from "../order-columns";
import type { RowBlock } from "../model";

/** An order id: a number where it is written in canonical decimal form and is a safe integer, else text. */
export type OrderId = number | string;

/** Creates a function that reads the order id of the row from `start` to `end`; undefined without such a column. */
export function createOrderIdReader({
  columns,
  separator,
  body,
}: RowBlock): (start: number, end: number) => OrderId | undefined {
  const column = columns.indexOf(orderColumns.orderId.name);
  const separatorByte = separator.charCodeAt(0);
  return (start, end) => {
    if (column < 0) return undefined;
    let first = start;
    for (let skipped = 0; skipped < column && first < end; first += 1) if (body[first] === separatorByte) skipped += 1;
    let last = first;
    while (last < end && body[last] !== separatorByte) last += 1;
    return parseOrderId(body.subarray(first, last));
  };
}

function parseOrderId(bytes: Uint8Array): OrderId {
  let value = 0;
  for (const byte of bytes) {
    if (byte < 48 || byte > 57 || value > 1e14) return new TextDecoder().decode(bytes);
    value = value * 10 + byte - 48;
  }
  return bytes.length > 0 && bytes[0] !== 48 ? value : new TextDecoder().decode(bytes);
}

/** The order ids of a block, row by row; empty without such a column. */
export function readOrderIds(block: RowBlock): OrderId[] {
  const ids: OrderId[] = [];
  const readId = createOrderIdReader(block);
  forEachRow(block, (start, end) => {
    const id = readId(start, end);
    if (id !== undefined) ids.push(id);
  });
  return ids;
}
