import type { DateSpan } from "../messages/named-periods";
import type { OrderTableAccount } from "../messages/host-messages";
import { type OrderFilter, toOrderFilter, type TableQuery } from "../messages/table-query";
import type { RowBlock } from "../columns/row-block";
import type { Clock } from "../workbench/clock";
import type { OriginalLayout } from "./format-choice";
import type { OriginalChunk } from "./export-file";

/** Days whose orders could not be loaded, and why. */
export interface LoadGap {
  readonly gap: DateSpan;
  readonly error: unknown;
}

/** Distinguishes gaps from rows. */
export function isGap(piece: RowBlock | LoadGap): piece is LoadGap {
  return "gap" in piece;
}

/** Progress of a load. `span`: the days of the next rows, if they are loaded by days. */
export interface LoadProgress {
  readonly windows: { readonly done: number; readonly total: number };
  readonly rows: number;
  readonly span?: DateSpan | undefined;
}

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: number;
  readonly onProgress: (progress: LoadProgress) => void;
}

export type FileOptions = Omit<LoadOptions, "onProgress">;

/** Loads the orders of one account. */
export interface OrderSource {
  readonly account: OrderTableAccount;
  /** The URL of the account's server. */
  readonly endpoint: string;
  readonly clock: Clock;
  /**
   * Blocks of orders in list order; gaps stand for days that cannot be loaded. Throws
   * what `describeError` can explain.
   */
  load(filter: OrderFilter, options: LoadOptions): AsyncIterable<RowBlock | LoadGap>;
  /** The same orders as Joker.com's original files, concatenated. Throws what `describeError` can explain. */
  loadOriginal(filter: OrderFilter, layout: OriginalLayout, options: FileOptions): AsyncIterable<OriginalChunk>;
  /** A sentence for the user about an error of `load` or `files`. */
  describeError(error: unknown): string;
}

/** Loads all orders of a query within a date range. @throws what the source throws, or the error of a gap */
export async function loadDateRange(
  source: OrderSource,
  query: TableQuery,
  { after, before }: DateSpan,
  signal: AbortSignal,
): Promise<RowBlock[]> {
  const now = source.clock();
  const blocks: RowBlock[] = [];
  const options = { signal, now, onProgress: () => undefined };
  for await (const piece of source.load({ ...toOrderFilter(query, now), after, before }, options)) {
    if (isGap(piece)) throw piece.error;
    blocks.push(piece);
  }
  return blocks;
}
