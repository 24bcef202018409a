import { DmapiError } from "../errors";
import { requireRows, rowCountOf } from "../list";
import { countRows, blockOf, type OrderBlock } from "../order-block";
import { isRange, longestRange, orderList, orderParams, type OrderFilter } from "../order-query";
import type { Call } from "../session";
import { idsOf } from "./ids";
import type { Outcome, Step } from "./in-order";
import type { Page } from "./pages";

/**
 * Reads a range of order ids or proc ids, of which DMAPI gives 1000 orders at once. Each reply is followed by the range
 * behind its last order id, for proc ids too: several orders may share one.
 */
export function rangeStep(call: Call, filter: OrderFilter): Step<Page> {
  const range = asRange(filter);
  return async (signal) => {
    const params = orderParams({ ...range, limit: longestRange });
    const reply = await call(orderList, params, { signal });
    const block = blockOf(reply);
    const rows = countRows(block);
    const rowCount = rowCountOf(reply) ?? rows;
    if (rowCount <= longestRange) requireRows(reply, rows);
    const value = { block, rows, rowCount, perPage: longestRange };
    return { value, ...(rows >= longestRange || rowCount > rows ? following(call, range, block) : {}) };
  };
}

/** One id is the range from it to itself: without a range or days DMAPI looks back 30 days. */
function asRange(filter: OrderFilter): OrderFilter {
  if (isRange(filter)) return filter;
  const { orderId, procId, ...others } = filter;
  const orders = orderId === undefined ? {} : { orderIdAfter: orderId, orderIdBefore: orderId };
  const procs = procId === undefined ? {} : { procIdAfter: procId, procIdBefore: procId };
  return { ...others, ...orders, ...procs };
}

function following(call: Call, range: OrderFilter, block: OrderBlock): Outcome<Page> {
  const last = lastOrderId(block);
  const [low, high] = [idOf(range.orderIdAfter), idOf(range.orderIdBefore)];
  const next = range.asc ? last + 1n : last - 1n;
  if ((range.asc && low !== undefined && next <= low) || (!range.asc && high !== undefined && next >= high)) {
    throw new DmapiError("malformed", "the same orders came again", { request: orderList });
  }
  const isEnd = range.asc ? high !== undefined && next > high : next < (low ?? 0n);
  const bound = range.asc ? { orderIdAfter: `${next}` } : { orderIdBefore: `${next}` };
  return isEnd ? {} : { next: [rangeStep(call, { ...range, ...bound })] };
}

function idOf(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text);
}

function lastOrderId(block: OrderBlock): bigint {
  const id = `${idsOf(block).at(-1) ?? ""}`;
  if (/^\d{1,30}$/.test(id)) return BigInt(id);
  throw new DmapiError("malformed", "the last order has no id", { request: orderList });
}
