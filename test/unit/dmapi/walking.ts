import { readOrders } from "../../../src/dmapi/order-block";
import type { OrderFilter } from "../../../src/dmapi/order-query";
import { walkOrders, type WalkOptions } from "../../../src/dmapi/order-walk/walk";
import type { Call } from "../../../src/dmapi/session";
import { DAY, NOW } from "./order-server";

/** The order ids of a walk over small pages, in the order they came. */
export async function walkIds(call: Call, filter: OrderFilter, options: Partial<WalkOptions> = {}): Promise<number[]> {
  const blocks = await all(walkOrders(call, filter, { now: NOW, perPage: 10, ...options }));
  return blocks.flatMap((block) => readOrders(block).map(({ orderId }) => Number(orderId)));
}

/** Everything that comes. */
export async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const came: T[] = [];
  for await (const piece of pieces) came.push(piece);
  return came;
}

/** The times of `count` orders, evenly over the last `days` days. */
export function spread(count: number, days: number): number[] {
  return Array.from({ length: count }, (_, index) => NOW - Math.floor((index * days * DAY) / count) - 1000);
}

/** count, count − 1, … 1 */
export function down(count: number): number[] {
  return Array.from({ length: count }, (_, index) => count - index);
}
