import { splitBlock, type RowBlock } from "../../columns/row-block";
import { RowIndex } from "../../columns/row-index";
import { insertRows } from "../../columns/row-sort";
import { yieldToBrowser } from "./scheduler";
import { sliceMs } from "./time-slicing";

const blockSizeBytes = 1 << 18;

/** Rows to add: before the row now at position `at`, else at the end. */
export type RowInsertion = RowBlock & { readonly at?: number | undefined };

/** A part of an insertion. Its parts share one position, which advances with each of them. */
interface QueuedBlock {
  readonly block: RowBlock;
  readonly position: { at: number } | undefined;
}

/** Indexes rows as they arrive, in time slices. */
export class IndexQueue {
  index = new RowIndex();
  private readonly queue: QueuedBlock[] = [];
  /** All rows in the order without a sort. */
  private unsorted: Uint32Array = new Uint32Array();
  private isIndexing = false;

  /** `update` shows the rows that have been indexed. */
  constructor(private readonly update: () => Promise<void>) {}

  get isEmpty(): boolean {
    return this.queue.length === 0;
  }

  /** Removes all rows. */
  clear(): void {
    this.index = new RowIndex();
    this.queue.length = 0;
    this.unsorted = new Uint32Array();
  }

  add(rows: RowInsertion): void {
    const position = rows.at === undefined ? undefined : { at: rows.at };
    for (const block of splitBlock(rows, blockSizeBytes)) this.queue.push({ block, position });
    if (!this.isIndexing) void this.indexQueue();
  }

  /** All indexed rows in the order without a sort; the same array while there are no others. */
  listUnsorted(): Uint32Array {
    this.unsorted = this.appendRows(this.index.count);
    return this.unsorted;
  }

  /** The first rows are shown at once, then updates follow at growing intervals. */
  private async indexQueue(): Promise<void> {
    this.isIndexing = true;
    let nextUpdateAt = 0;
    while (this.queue.length > 0) {
      const startedAt = performance.now();
      do this.indexNextBlock();
      while (this.queue.length > 0 && performance.now() - startedAt < sliceMs);
      if (performance.now() >= nextUpdateAt || this.queue.length === 0) {
        const updateStartedAt = performance.now();
        await this.update();
        nextUpdateAt = performance.now() + Math.max(100, 4 * (performance.now() - updateStartedAt));
      }
      await yieldToBrowser();
    }
    this.isIndexing = false;
  }

  private indexNextBlock(): void {
    const queued = this.queue.shift();
    if (!queued) return;
    const { count } = this.index;
    this.index.add(queued.block);
    if (!queued.position) return;
    const added = this.index.count - count;
    this.unsorted = insertRows(this.appendRows(count), queued.position.at, added);
    queued.position.at += added;
  }

  /** The order without a sort, with the rows that were added at the end until there were `count`. */
  private appendRows(count: number): Uint32Array {
    return insertRows(this.unsorted, this.unsorted.length, count - this.unsorted.length);
  }
}
