import { parseOrders } from "../../../src/dmapi/order-block";
import type { OrderFilter } from "../../../src/dmapi/order-query";
import { paginateOrders, type PaginationOptions } from "../../../src/dmapi/pagination/paginate-orders";
import type { Call } from "../../../src/dmapi/session";
import { DAY, NOW } from "./fake-order-server";

/** The order ids of a pagination with small pages, in order of arrival. */
export async function paginateIds(
  call: Call,
  filter: OrderFilter,
  options: Partial<PaginationOptions> = {},
): Promise<number[]> {
  const blocks = await collectAll(paginateOrders(call, filter, { now: NOW, perPage: 10, ...options }));
  return blocks.flatMap((block) => parseOrders(block).map(({ orderId }) => Number(orderId)));
}

/** All items of an async iterable. */
export async function collectAll<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const piece of pieces) items.push(piece);
  return items;
}

/** The times of `count` orders, evenly over the last `days` days. */
export function spreadTimes(count: number, days: number): number[] {
  return Array.from({ length: count }, (_, index) => NOW - Math.floor((index * days * DAY) / count) - 1000);
}

/** count, count − 1, … 1 */
export function descendingIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => count - index);
}
