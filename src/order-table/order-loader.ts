import type { DateSpan } from "../messages/named-periods";
import { toOrderFilter, type TableQuery } from "../messages/table-query";
import { OrderBuffer } from "./order-buffer";
import { isGap, type LoadOptions, type OrderSource, type LoadGap, loadDateRange } from "./order-source";

interface LoadedGap extends LoadGap {
  readonly id: number;
}

/** Loads all orders of a query, and retries the days that could not be loaded. */
export class OrderLoader {
  readonly buffer = new OrderBuffer();
  private loadedGaps: LoadedGap[] = [];

  constructor(
    private readonly source: OrderSource,
    readonly query: TableQuery,
  ) {}

  get gaps(): readonly LoadGap[] {
    return this.loadedGaps;
  }

  /** Loads the orders. Call it once. @throws what `source` throws */
  async load({ signal, onProgress }: Pick<LoadOptions, "signal" | "onProgress">): Promise<void> {
    const now = this.source.clock();
    let range: DateSpan | undefined;
    const trackProgress: typeof onProgress = (progress) => {
      range = progress.span;
      onProgress(progress);
    };
    for await (const piece of this.source.load(toOrderFilter(this.query, now), {
      signal,
      now,
      onProgress: trackProgress,
    })) {
      if (isGap(piece)) this.addGap(piece);
      else this.buffer.add(piece, range);
    }
  }

  /** Loads all missing days again; those that fail again stay gaps with the new error. */
  async retryGaps(signal: AbortSignal): Promise<void> {
    for (const gap of this.loadedGaps) if (!signal.aborted) await this.retryGap(gap, signal);
  }

  private async retryGap({ gap, id }: LoadedGap, signal: AbortSignal): Promise<void> {
    try {
      this.buffer.fillGap(id, await loadDateRange(this.source, this.query, gap, signal));
      this.loadedGaps = this.loadedGaps.filter((other) => other.id !== id);
    } catch (error) {
      if (signal.aborted) return;
      this.loadedGaps = this.loadedGaps.map((other) => (other.id === id ? { ...other, error } : other));
    }
  }

  private addGap({ gap, error }: LoadGap): void {
    const id = this.loadedGaps.length;
    this.buffer.addGap(gap, id);
    this.loadedGaps.push({ gap, error, id });
  }
}
