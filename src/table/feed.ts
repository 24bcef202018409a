import type { HostMessage, TableGap } from "../messages/host";
import { filterOf, type TableQuery } from "../messages/query";
import { splitBlock, type RowBlock } from "../rows/block";
import { KeptOrders } from "./kept";
import { loadDays } from "./load-days";
import { isGap, type OrderSource, type SourceGap, type Span } from "./source";

const messageSize = 4 << 20;

/** What is not among the rows of a query. */
export interface Missing {
  /** The days that could not be loaded. */
  readonly days: readonly Span[];
  /** True when the query did not come to its end. */
  readonly cut: boolean;
}

/** What a feed tells beside rows. */
export interface FeedWords {
  /** What a query cannot show, as a sentence. */
  notice(query: TableQuery, now: number): string;
}

/**
 * Loads orders and tells a table about it. Keeps their bytes, so that a page that comes back can be told again. Rows of an
 * earlier query are given up only when the first rows of the next one are there, or it ends without any.
 */
export class OrderFeed {
  /** The number of the query the kept rows belong to, and the query: an earlier one until rows of the latest are there. */
  shown = 0;
  shownQuery: TableQuery;
  kept = new KeptOrders();
  private latest = 0;
  private loading = new AbortController();
  private state: HostMessage | undefined;
  private gaps: TableGap[] = [];
  private gapsSoFar = 0;
  /** Whether all windows of the query the kept rows belong to were asked for. */
  private ended = false;
  private readonly retries = new Set<AbortController>();

  constructor(
    private readonly source: OrderSource,
    private readonly post: (message: HostMessage) => void,
    private readonly words: FeedWords,
    /** The latest query. */
    public query: TableQuery,
  ) {
    this.shownQuery = query;
  }

  /** True until the latest query has ended. */
  get isLoading(): boolean {
    return this.state?.type === "loading";
  }

  /** What of their query is not among the kept rows. */
  get missing(): Missing {
    return { days: this.gaps.map(({ after, before }) => ({ after, before })), cut: !this.ended };
  }

  /** Loads the orders of a query; ends one that is still running. Never throws. */
  async load(query: TableQuery): Promise<void> {
    this.cancel();
    const { signal } = (this.loading = new AbortController());
    const generation = ++this.latest;
    const now = this.source.clock();
    this.query = query;
    this.tell({ type: "loading", generation, query });
    try {
      await this.take(generation, now, signal);
      this.finish(generation, now, signal.aborted);
    } catch (error) {
      if (generation !== this.latest) return;
      if (signal.aborted) this.finish(generation, now, true);
      else this.tell({ type: "failed", generation, reason: this.source.describe(error) });
    }
  }

  /** Asks again for the days of a gap and puts what was missing in its place. Never throws. */
  async retry(generation: number, id: number): Promise<void> {
    const gap = this.gaps.find((other) => other.id === id);
    if (generation !== this.shown || !gap || gap.retrying) return;
    const abort = new AbortController();
    this.retries.add(abort);
    this.changeGap(id, { retrying: true });
    try {
      const blocks = await loadDays(this.source, this.shownQuery, gap, abort.signal);
      if (generation === this.shown) this.fillGap(id, blocks);
    } catch (error) {
      const reason = abort.signal.aborted ? gap.reason : this.source.describe(error);
      if (generation === this.shown) this.changeGap(id, { retrying: false, reason });
    } finally {
      this.retries.delete(abort);
    }
  }

  /** Ends the running query and what is asked for again; what has come stays. */
  cancel(): void {
    this.loading.abort();
    for (const retry of this.retries) retry.abort();
  }

  /** Tells a new page everything from the beginning. */
  replay(): void {
    this.kept.renumber();
    for (const block of this.kept.blocks) this.postBlock(block);
    if (this.gaps.length > 0) this.postGaps();
    if (this.state) this.post(this.state);
  }

  private async take(generation: number, now: number, signal: AbortSignal): Promise<void> {
    let span: Span | undefined;
    const onProgress: Parameters<OrderSource["load"]>[1]["onProgress"] = (progress) => {
      span = progress.span;
      const { done, total: of } = progress.windows;
      if (generation === this.latest) this.post({ type: "progress", generation, done, of, rows: progress.rows });
    };
    for await (const piece of this.source.load(filterOf(this.query, now), { signal, now, onProgress })) {
      if (generation !== this.latest || signal.aborted) return;
      this.turnTo(generation);
      if (isGap(piece)) this.addGap(piece);
      else {
        this.kept.add(piece, span);
        this.postBlock(piece);
      }
    }
  }

  private addGap({ gap: { after, before }, error }: SourceGap): void {
    const id = ++this.gapsSoFar;
    this.kept.addGap({ after, before }, id);
    this.gaps = [...this.gaps, { id, after, before, reason: this.source.describe(error), retrying: false }];
    this.postGaps();
  }

  private fillGap(id: number, blocks: readonly RowBlock[]): void {
    for (const { at, block } of this.kept.fill(id, blocks)) this.postBlock(block, at);
    this.gaps = this.gaps.filter((gap) => gap.id !== id);
    this.postGaps();
  }

  private changeGap(id: number, change: Partial<TableGap>): void {
    this.gaps = this.gaps.map((gap) => (gap.id === id ? { ...gap, ...change } : gap));
    this.postGaps();
  }

  private finish(generation: number, now: number, partial: boolean): void {
    if (generation !== this.latest) return;
    if (!partial) {
      this.turnTo(generation);
      this.ended = true;
    }
    const notice = this.words.notice(this.query, now);
    this.tell({ type: "done", generation: this.shown, notice, partial, earlier: this.shown !== generation });
  }

  private turnTo(generation: number): void {
    if (this.shown === generation) return;
    this.shown = generation;
    this.shownQuery = this.query;
    this.kept = new KeptOrders();
    this.gaps = [];
    this.ended = false;
  }

  private tell(message: HostMessage): void {
    this.state = message;
    this.post(message);
  }

  private postGaps(): void {
    this.post({ type: "gaps", generation: this.shown, gaps: this.gaps });
  }

  /** Copies each piece: a view would be sent with its whole buffer. */
  private postBlock(block: RowBlock, at?: number): void {
    const place = at === undefined ? {} : { at };
    // What has a place of its own stays in one piece, or each would need another place.
    for (const { columns, separator, body } of splitBlock(block, at === undefined ? messageSize : Infinity)) {
      this.post({
        type: "rows",
        generation: this.shown,
        columns: [...columns],
        separator,
        body: body.slice(),
        ...place,
      });
    }
  }
}
