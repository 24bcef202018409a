import type { DateSpan } from "../messages/named-periods";
import type { HostMessage, OrderTableGap } from "../messages/host-messages";
import { toOrderFilter, type TableQuery } from "../messages/table-query";
import { splitBlock, type RowBlock } from "../columns/row-block";
import { OrderBuffer } from "./order-buffer";
import { isGap, type OrderSource, type LoadGap, loadDateRange } from "./order-source";

const messageSizeBytes = 4 << 20;

/** The orders missing from the rows of a query. */
export interface MissingOrders {
  /** The days that could not be loaded. */
  readonly days: readonly DateSpan[];
  /** Whether the query did not finish. */
  readonly isIncomplete: boolean;
}

/**
 * Loads orders and streams them to a page. Buffers their bytes, so that a page that was hidden can be sent them again. Rows of an
 * earlier query are dropped when the first rows of the next one arrive, or it ends without any.
 */
export class OrderStream {
  /** Generation and query of the buffered rows: those of an earlier query until rows of the latest arrive. */
  generation = 0;
  bufferedQuery: TableQuery;
  /** When that query was sent, in epoch ms. */
  loadedAt: number;
  buffer = new OrderBuffer();
  private latestGeneration = 0;
  private queryTime = 0;
  private loadAbort = new AbortController();
  private statusMessage: HostMessage | undefined;
  private gaps: OrderTableGap[] = [];
  private lastGapId = 0;
  /** Whether the query of the buffered rows has finished. */
  private isComplete = false;
  private readonly retryAborts = new Set<AbortController>();

  constructor(
    private readonly source: OrderSource,
    private readonly post: (message: HostMessage) => void,
    /** The latest query. */
    public query: TableQuery,
  ) {
    this.bufferedQuery = query;
    this.loadedAt = source.clock();
  }

  /** True until the latest query has ended. */
  get isLoading(): boolean {
    return this.statusMessage?.type === "loading";
  }

  /** The orders missing from the buffered rows. */
  get missingOrders(): MissingOrders {
    return { days: this.gaps.map(({ after, before }) => ({ after, before })), isIncomplete: !this.isComplete };
  }

  /** Loads the orders of a query; cancels one that is running. Never throws. */
  async load(query: TableQuery): Promise<void> {
    this.cancel();
    const { signal } = (this.loadAbort = new AbortController());
    const generation = ++this.latestGeneration;
    const now = this.source.clock();
    this.queryTime = now;
    this.query = query;
    this.postStatus({ type: "loading", generation, query });
    try {
      await this.consume(generation, now, signal);
      this.finish(generation, signal.aborted);
    } catch (error) {
      if (generation !== this.latestGeneration) return;
      if (signal.aborted) this.finish(generation, true);
      else this.postStatus({ type: "failed", generation, reason: this.source.describeError(error) });
    }
  }

  /** Loads the days of a gap again and inserts the missing rows. Never throws. */
  async retryGap(generation: number, id: number): Promise<void> {
    const gap = this.gaps.find((other) => other.id === id);
    if (generation !== this.generation || !gap || gap.retrying) return;
    const abort = new AbortController();
    this.retryAborts.add(abort);
    this.updateGap(id, { retrying: true });
    try {
      const blocks = await loadDateRange(this.source, this.bufferedQuery, gap, abort.signal);
      if (generation === this.generation) this.fillGap(id, blocks);
    } catch (error) {
      const reason = abort.signal.aborted ? gap.reason : this.source.describeError(error);
      if (generation === this.generation) this.updateGap(id, { retrying: false, reason });
    } finally {
      this.retryAborts.delete(abort);
    }
  }

  /** Cancels the running query and retries; the rows received stay. */
  cancel(): void {
    this.loadAbort.abort();
    for (const retry of this.retryAborts) retry.abort();
  }

  /** Sends everything to a new page. */
  replay(): void {
    this.buffer.renumber();
    for (const block of this.buffer.blocks) this.postBlock(block);
    if (this.gaps.length > 0) this.postGaps();
    if (this.statusMessage) this.post(this.statusMessage);
  }

  /** @throws what `source` throws, and the error of a gap if all days failed: then the earlier rows stay */
  private async consume(generation: number, now: number, signal: AbortSignal): Promise<void> {
    /** Gaps before the first reply; any reply starts with a block, even an empty one. */
    const firstGaps: LoadGap[] = [];
    let span: DateSpan | undefined;
    const onProgress: Parameters<OrderSource["load"]>[1]["onProgress"] = (progress) => {
      span = progress.span;
      const { done, total } = progress.windows;
      if (generation === this.latestGeneration)
        this.post({ type: "progress", generation, done, total, rows: progress.rows });
    };
    for await (const piece of this.source.load(toOrderFilter(this.query, now), { signal, now, onProgress })) {
      if (generation !== this.latestGeneration || signal.aborted) return;
      if (!isGap(piece)) {
        this.startGeneration(generation);
        for (const gap of firstGaps.splice(0)) this.addGap(gap);
        this.buffer.add(piece, span);
        this.postBlock(piece);
      } else if (this.generation === generation) this.addGap(piece);
      else firstGaps.push(piece);
    }
    if (firstGaps[0]) throw firstGaps[0].error;
  }

  private addGap({ gap: { after, before }, error }: LoadGap): void {
    const id = ++this.lastGapId;
    this.buffer.addGap({ after, before }, id);
    this.gaps = [...this.gaps, { id, after, before, reason: this.source.describeError(error), retrying: false }];
    this.postGaps();
  }

  private fillGap(id: number, blocks: readonly RowBlock[]): void {
    for (const { at, block } of this.buffer.fillGap(id, blocks)) this.postBlock(block, at);
    this.gaps = this.gaps.filter((gap) => gap.id !== id);
    this.postGaps();
  }

  private updateGap(id: number, change: Partial<OrderTableGap>): void {
    this.gaps = this.gaps.map((gap) => (gap.id === id ? { ...gap, ...change } : gap));
    this.postGaps();
  }

  private finish(generation: number, partial: boolean): void {
    if (generation !== this.latestGeneration) return;
    if (!partial) {
      this.startGeneration(generation);
      this.isComplete = true;
    }
    this.postStatus({
      type: "done",
      generation: this.generation,
      isPartial: partial,
      isEarlierShown: this.generation !== generation,
    });
  }

  private startGeneration(generation: number): void {
    if (this.generation === generation) return;
    this.generation = generation;
    this.bufferedQuery = this.query;
    this.loadedAt = this.queryTime;
    this.buffer = new OrderBuffer();
    this.gaps = [];
    this.isComplete = false;
  }

  private postStatus(message: HostMessage): void {
    this.statusMessage = message;
    this.post(message);
  }

  private postGaps(): void {
    this.post({ type: "gaps", generation: this.generation, gaps: this.gaps });
  }

  /** Copies each part: a view would be sent with its whole buffer. */
  private postBlock(block: RowBlock, at?: number): void {
    const position = at === undefined ? {} : { at };
    // A block with a position is not split, or each part would need its own position.
    for (const { columns, separator, body } of splitBlock(block, at === undefined ? messageSizeBytes : Infinity)) {
      this.post({
        type: "rows",
        generation: this.generation,
        columns: [...columns],
        separator,
        body: body.slice(),
        ...position,
      });
    }
  }
}
