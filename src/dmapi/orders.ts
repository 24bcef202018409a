import { fieldsOf, requireRows, shapeOf, type ListShape } from "./list";
import type { Order } from "./model";
import { linesOf, type Reply } from "./reply";
import type { Call } from "./session";

const request = "query-order-list";
const shape: ListShape = {
  columns: [
    "order_id",
    "proc_id",
    "created_at",
    "status",
    "type",
    "amount_brutto",
    "amount_netto",
    "currency",
    "identifier",
  ],
  separator: "\t",
};

/** Rows of query-order-list as DMAPI sent them: UTF-8, complete rows. */
export interface OrderBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

/** DMAPI silently cuts a period to this many days, and shows orders of the last three years alone. */
const windowDays = 90;
export const visibleDays = 3 * 365;
const day = 86_400_000;

/**
 * The orders of the last `days` days, newest first, in windows which DMAPI does not cut (seed "Account and Handling",
 * query-order-list). Days are DMAPI's calendar days; a day ahead is asked for, so that no zone hides today.
 */
export async function* ordersOfLast(
  days: number,
  call: Call,
  now: number,
  signal?: AbortSignal,
): AsyncGenerator<OrderBlock> {
  const first = now - Math.min(days, visibleDays) * day;
  for (let last = now + day; last >= first; last -= windowDays * day) {
    const after = Math.max(first, last - (windowDays - 1) * day);
    const reply = await call(request, { after: isoDay(after), before: isoDay(last) }, { signal });
    yield blockOf(reply);
  }
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function blockOf(reply: Reply): OrderBlock {
  const block = { ...shapeOf(reply, shape), body: reply.body };
  requireRows(reply, countRows(reply.body));
  return block;
}

function countRows(body: Uint8Array): number {
  let rows = 0;
  let start = 0;
  for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, start)) {
    if (at > start) rows += 1;
    start = at + 1;
  }
  return start < body.length ? rows + 1 : rows;
}

/** Reads the rows of `block`; unknown columns are kept in `fields`. */
export function readOrders(block: OrderBlock): Order[] {
  const rows = linesOf(new TextDecoder().decode(block.body)).filter((line) => line !== "");
  return rows.map((row) => readOrder(fieldsOf(block.columns, row.split(block.separator))));
}

function readOrder(fields: ReadonlyMap<string, string>): Order {
  const field = (name: string) => fields.get(name) ?? "";
  return {
    orderId: field("order_id"),
    procId: field("proc_id"),
    createdAt: field("created_at"),
    status: field("status"),
    type: field("type"),
    amountBrutto: field("amount_brutto"),
    amountNetto: field("amount_netto"),
    currency: field("currency"),
    identifier: field("identifier"),
    fields,
  };
}
