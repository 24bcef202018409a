import { forEachRow } from "../order-block";
import type { RowBlock } from "../model";
import { createOrderIdReader, type OrderId } from "./order-ids";

/**
 * Removes rows seen on previous pages: orders that arrive while pages are loaded push others onto the next page.
 * Remembers only the ids of the last pages, so that memory does not grow with the rows. Keeps duplicates within a page.
 */
export class RowDeduper {
  private recentIds = new Set<OrderId>();
  private olderIds = new Set<OrderId>();

  /** @param minRememberedIds how many ids are remembered at least */
  constructor(private readonly minRememberedIds: number) {}

  /** The rows of `block` that are new, and their number. */
  removeDuplicates(block: RowBlock): { readonly block: RowBlock; readonly rows: number } {
    const readId = createOrderIdReader(block);
    const ids: OrderId[] = [];
    const chunks: Uint8Array[] = [];
    let from = 0;
    let rows = 0;
    forEachRow(block, (start, end) => {
      const id = readId(start, end);
      if (id === undefined || !this.isKnown(id)) rows += 1;
      else {
        chunks.push(block.body.subarray(from, start));
        from = end;
      }
      if (id !== undefined) ids.push(id);
    });
    this.remember(ids);
    if (chunks.length === 0) return { block, rows };
    return { block: { ...block, body: Buffer.concat([...chunks, block.body.subarray(from)]) }, rows };
  }

  private isKnown(id: OrderId): boolean {
    return this.recentIds.has(id) || this.olderIds.has(id);
  }

  private remember(ids: readonly OrderId[]): void {
    if (this.recentIds.size >= this.minRememberedIds) {
      this.olderIds = this.recentIds;
      this.recentIds = new Set();
    }
    for (const id of ids) this.recentIds.add(id);
  }
}
