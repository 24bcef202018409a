import type { OrderBook } from "./book";
import type { OrderQuery } from "./query";

/** The indices of the orders a query asks for, in the order of the reply. */
export function select(book: OrderBook, query: OrderQuery): number[] {
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
    const index = query.ascending ? first + step : last - 1 - step;
    if (!accepts(index)) continue;
    if (skip > 0) skip -= 1;
    else found.push(index);
  }
  return found;
}
