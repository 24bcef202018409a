import { filterOf, type TableQuery } from "../messages/query";
import type { RowBlock } from "../rows/block";
import { isGap, type OrderSource, type Span } from "./source";

/** What of a query's orders is of these days, all of it. @throws what the source throws, or what a gap among them is made of */
export async function loadDays(
  source: OrderSource,
  query: TableQuery,
  { after, before }: Span,
  signal: AbortSignal,
): Promise<RowBlock[]> {
  const now = source.clock();
  const blocks: RowBlock[] = [];
  const options = { signal, now, onProgress: () => undefined };
  for await (const piece of source.load({ ...filterOf(query, now), after, before }, options)) {
    if (isGap(piece)) throw piece.error;
    blocks.push(piece);
  }
  return blocks;
}
