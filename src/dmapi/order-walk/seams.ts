import { eachRow, type OrderBlock } from "../order-block";
import { idReader, type OrderId } from "./ids";

/**
 * Drops rows that were there before: new orders which arrive while pages are read push earlier ones onto the next page.
 * Remembers the ids of the last pages alone, so that memory does not grow with the rows. A page's own rows all stay.
 */
export class Seams {
  #latest = new Set<OrderId>();
  #before = new Set<OrderId>();

  /** @param memory how many ids are remembered at least */
  constructor(private readonly memory: number) {}

  /** The rows of `block` that are new, and their number. */
  fresh(block: OrderBlock): { readonly block: OrderBlock; readonly rows: number } {
    const idOf = idReader(block);
    const ids: OrderId[] = [];
    const pieces: Uint8Array[] = [];
    let from = 0;
    let rows = 0;
    eachRow(block, (start, end) => {
      const id = idOf(start, end);
      if (id === undefined || !this.#knows(id)) rows += 1;
      else {
        pieces.push(block.body.subarray(from, start));
        from = end;
      }
      if (id !== undefined) ids.push(id);
    });
    this.#remember(ids);
    if (pieces.length === 0) return { block, rows };
    return { block: { ...block, body: Buffer.concat([...pieces, block.body.subarray(from)]) }, rows };
  }

  #knows(id: OrderId): boolean {
    return this.#latest.has(id) || this.#before.has(id);
  }

  #remember(ids: readonly OrderId[]): void {
    if (this.#latest.size >= this.memory) {
      this.#before = this.#latest;
      this.#latest = new Set();
    }
    for (const id of ids) this.#latest.add(id);
  }
}
