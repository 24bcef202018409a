import type { DateSpan } from "../messages/named-periods";
import { toOrderFilter, type TableQuery } from "../messages/table-query";
import type { RowBlock } from "../columns/row-block";
import { isGap, type OrderSource } from "./order-source";

/** Loads all orders of a query within a date range. @throws what the source throws, or the error of a gap */
export async function loadDateRange(
  source: OrderSource,
  query: TableQuery,
  { after, before }: DateSpan,
  signal: AbortSignal,
): Promise<RowBlock[]> {
  const now = source.clock();
  const blocks: RowBlock[] = [];
  const options = { signal, now, onProgress: () => undefined };
  for await (const piece of source.load({ ...toOrderFilter(query, now), after, before }, options)) {
    if (isGap(piece)) throw piece.error;
    blocks.push(piece);
  }
  return blocks;
}
