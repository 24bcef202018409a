import type { OrderBook } from "./book";
import type { OrderQuery } from "./query";

/** After looking at so many orders, other requests get their turn. */
const ORDERS_AT_ONCE = 10_000;

/** The indices of the orders a query asks for, in the order of the reply. */
export async function select(book: OrderBook, query: OrderQuery): Promise<number[]> {
  const first = Math.max(
    book.firstAtLeast("createdAt", query.time.from),
    book.firstAtLeast("id", query.id.from),
    book.firstAtLeast("procId", query.procId.from),
  );
  const last = Math.min(
    book.firstAtLeast("createdAt", query.time.to + 1),
    book.firstAtLeast("id", query.id.to + 1),
    book.firstAtLeast("procId", query.procId.to + 1),
  );
  const accepts = book.test(query.filter);
  const found: number[] = [];
  let skip = query.skip;
  for (let step = 0; step < last - first && found.length < query.most; step += 1) {
    if (step % ORDERS_AT_ONCE === ORDERS_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
    const index = query.ascending ? first + step : last - 1 - step;
    if (!accepts(index)) continue;
    if (skip > 0) skip -= 1;
    else found.push(index);
  }
  return found;
}
