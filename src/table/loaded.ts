import { filterOf, type TableQuery } from "../messages/query";
import { KeptOrders } from "./kept";
import { loadDays } from "./load-days";
import { isGap, type LoadOptions, type OrderSource, type SourceGap, type Span } from "./source";

interface Gap extends SourceGap {
  readonly id: number;
}

/** All orders of a query, and the days that could not be loaded, which can be asked for again. */
export class LoadedOrders {
  readonly kept = new KeptOrders();
  #gaps: Gap[] = [];

  constructor(
    private readonly source: OrderSource,
    readonly query: TableQuery,
  ) {}

  get gaps(): readonly SourceGap[] {
    return this.#gaps;
  }

  /** Loads the orders. To be called once. @throws what `source` throws */
  async load({ signal, onProgress }: Pick<LoadOptions, "signal" | "onProgress">): Promise<void> {
    const now = this.source.clock();
    let span: Span | undefined;
    const follow: typeof onProgress = (progress) => {
      span = progress.span;
      onProgress(progress);
    };
    for await (const piece of this.source.load(filterOf(this.query, now), { signal, now, onProgress: follow })) {
      if (isGap(piece)) this.#addGap(piece);
      else this.kept.add(piece, span);
    }
  }

  /** Asks again for all days that are missing; those that fail again stay so, for their new reason. */
  async retry(signal: AbortSignal): Promise<void> {
    for (const gap of this.#gaps) if (!signal.aborted) await this.#retryGap(gap, signal);
  }

  async #retryGap({ gap, id }: Gap, signal: AbortSignal): Promise<void> {
    try {
      this.kept.fill(id, await loadDays(this.source, this.query, gap, signal));
      this.#gaps = this.#gaps.filter((other) => other.id !== id);
    } catch (error) {
      if (signal.aborted) return;
      this.#gaps = this.#gaps.map((other) => (other.id === id ? { ...other, error } : other));
    }
  }

  #addGap({ gap, error }: SourceGap): void {
    const id = this.#gaps.length;
    this.kept.addGap(gap, id);
    this.#gaps.push({ gap, error, id });
  }
}
