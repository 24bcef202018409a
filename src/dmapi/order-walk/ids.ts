import { placeOf } from "../list";
import { eachRow, type OrderBlock } from "../order-block";

/** An order id: as a number where it is written as a number is, and short enough to be exact. */
export type OrderId = number | string;

/** Reads the order id of the row from `start` to `end`; undefined where the list has no such column. */
export function idReader({
  columns,
  separator,
  body,
}: OrderBlock): (start: number, end: number) => OrderId | undefined {
  const place = placeOf(columns, "order_id");
  const mark = separator.charCodeAt(0);
  return (start, end) => {
    if (place < 0) return undefined;
    let first = start;
    for (let passed = 0; passed < place && first < end; first += 1) if (body[first] === mark) passed += 1;
    let last = first;
    while (last < end && body[last] !== mark) last += 1;
    return readId(body.subarray(first, last));
  };
}

function readId(bytes: Uint8Array): OrderId {
  let value = 0;
  for (const byte of bytes) {
    if (byte < 48 || byte > 57 || value > 1e14) return new TextDecoder().decode(bytes);
    value = value * 10 + byte - 48;
  }
  return bytes.length > 0 && bytes[0] !== 48 ? value : new TextDecoder().decode(bytes);
}

/** The order ids of a block, row by row; none where the list has no such column. */
export function idsOf(block: OrderBlock): OrderId[] {
  const ids: OrderId[] = [];
  const idOf = idReader(block);
  eachRow(block, (start, end) => {
    const id = idOf(start, end);
    if (id !== undefined) ids.push(id);
  });
  return ids;
}
