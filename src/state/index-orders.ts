import { RowIndex } from "../columns/row-index";
import type { RowBlock } from "../dmapi/model";
import type { OrderGap } from "../dmapi/pagination/paginate-orders";

/** The orders of a pagination, and the days that are missing among them. */
export interface IndexedOrders {
  readonly index: RowIndex;
  readonly gaps: readonly OrderGap[];
}

/** Loads all orders of a pagination into an index. @throws DmapiError as the pagination does */
export async function indexOrders(orders: AsyncIterable<RowBlock | OrderGap>): Promise<IndexedOrders> {
  const index = new RowIndex();
  const gaps: OrderGap[] = [];
  for await (const piece of orders) {
    if ("gap" in piece) gaps.push(piece);
    else index.add(piece);
  }
  return { index, gaps };
}
