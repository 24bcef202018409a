import type { TableAccount } from "../messages/host";
import type { OrderFilter } from "../messages/query";
import type { RowBlock } from "../rows/block";
import type { Clock } from "../workbench/clock";
import type { OriginalLayout } from "./chosen-format";
import type { OriginalPiece } from "./save";

/** Calendar days, YYYY-MM-DD, both included. */
export interface Span {
  readonly after: string;
  readonly before: string;
}

/** Days whose orders could not be loaded, and why. */
export interface SourceGap {
  readonly gap: Span;
  readonly error: unknown;
}

/** Tells missing days from rows. */
export function isGap(piece: RowBlock | SourceGap): piece is SourceGap {
  return "gap" in piece;
}

/** How far a load has come. `span`: the days the next rows are of, where they are loaded by days. */
export interface SourceProgress {
  readonly windows: { readonly done: number; readonly total: number };
  readonly rows: number;
  readonly span?: Span | undefined;
}

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly now: number;
  readonly onProgress: (progress: SourceProgress) => void;
}

export type FileOptions = Omit<LoadOptions, "onProgress">;

/** Where a table gets the orders of one account from. */
export interface OrderSource {
  readonly account: TableAccount;
  readonly clock: Clock;
  /**
   * Orders in the order they shall be shown, piece by piece; days that cannot be loaded are told in their place. Throws
   * what `describe` can explain.
   */
  load(filter: OrderFilter, options: LoadOptions): AsyncIterable<RowBlock | SourceGap>;
  /** The same orders as files of Joker.com, put together to one. Throws what `describe` can explain. */
  files(filter: OrderFilter, layout: OriginalLayout, options: FileOptions): AsyncIterable<OriginalPiece>;
  /** A sentence for the user about an error of `load` or `files`. */
  describe(error: unknown): string;
}
