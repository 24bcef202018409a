import type { OrderStore } from "./order-store";
import type { OrderQuery } from "./order-query";

/** After this many orders, yields to the event loop for other requests. */
const ordersPerTurn = 10_000;

/** The indices of the orders of a query, in the order of the reply. */
export async function selectOrders(orders: OrderStore, query: OrderQuery): Promise<number[]> {
  const first = Math.max(
    orders.findFirstAtLeast("createdAt", query.time.from),
    orders.findFirstAtLeast("id", query.id.from),
    orders.findFirstAtLeast("procId", query.procId.from),
  );
  const last = Math.min(
    orders.findFirstAtLeast("createdAt", query.time.to + 1),
    orders.findFirstAtLeast("id", query.id.to + 1),
    orders.findFirstAtLeast("procId", query.procId.to + 1),
  );
  const accepts = orders.createMatcher(query.filter);
  const found: number[] = [];
  let skip = query.skip;
  for (let offset = 0; offset < last - first && found.length < query.most; offset += 1) {
    if (offset % ordersPerTurn === ordersPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
    const index = query.isAscending ? first + offset : last - 1 - offset;
    if (!accepts(index)) continue;
    if (skip > 0) skip -= 1;
    else found.push(index);
  }
  return found;
}
