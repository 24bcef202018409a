import type { HostMessage } from "../messages/host";
import { splitBlock, type RowBlock } from "../rows/block";
import type { OrderSource } from "./source";

const messageSize = 4 << 20;

/**
 * Loads orders and tells a table about it. Keeps the blocks, so that a page that comes back can be told again. Rows of an
 * earlier query are given up only when the first rows of the next one are there, or it ends without any.
 */
export class OrderFeed {
  /** The query the kept blocks belong to. */
  shown = 0;
  days: number;
  private kept: RowBlock[] = [];
  private latest = 0;
  private loading = new AbortController();
  private state: HostMessage | undefined;

  constructor(
    private readonly source: OrderSource,
    private readonly post: (message: HostMessage) => void,
    private readonly words: { readonly notice: string },
    days: number,
  ) {
    this.days = days;
  }

  get blocks(): readonly RowBlock[] {
    return this.kept;
  }

  /** Loads the orders of the last days; ends a query that is still running. Never throws. */
  async load(days: number): Promise<void> {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    const generation = ++this.latest;
    this.days = days;
    this.tell({ type: "loading", generation });
    try {
      for await (const block of this.source.load({ days }, signal)) {
        if (generation !== this.latest) return;
        if (signal.aborted) break;
        this.turnTo(generation);
        this.kept.push(block);
        this.postBlock(block);
      }
      this.finish(generation, signal.aborted);
    } catch (error) {
      if (generation !== this.latest) return;
      if (signal.aborted) this.finish(generation, true);
      else this.tell({ type: "failed", generation, reason: this.source.describe(error) });
    }
  }

  /** Ends the running query; what has come stays. */
  cancel(): void {
    this.loading.abort();
  }

  /** Tells a new page everything from the beginning. */
  replay(): void {
    for (const block of this.kept) this.postBlock(block);
    if (this.state) this.post(this.state);
  }

  private finish(generation: number, partial: boolean): void {
    if (generation !== this.latest) return;
    if (!partial) this.turnTo(generation);
    this.tell({ type: "done", generation: this.shown, notice: this.words.notice, partial });
  }

  private turnTo(generation: number): void {
    if (this.shown === generation) return;
    this.shown = generation;
    this.kept = [];
  }

  private tell(message: HostMessage): void {
    this.state = message;
    this.post(message);
  }

  /** Copies each piece: a view would be sent with its whole buffer. */
  private postBlock(block: RowBlock): void {
    for (const { columns, separator, body } of splitBlock(block, messageSize)) {
      this.post({ type: "rows", generation: this.shown, columns: [...columns], separator, body: body.slice() });
    }
  }
}
