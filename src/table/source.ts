import type { RowBlock } from "../rows/block";

/** Where a table gets the orders of one account from. */
export interface OrderSource {
  /** What the account is called, with its mark if it is a sandbox. Tables are told apart by it. */
  readonly account: string;
  /** The orders of the last days, in the order they shall be shown, piece by piece. Throws what `describe` can explain. */
  load(query: { readonly days: number }, signal: AbortSignal): AsyncIterable<RowBlock>;
  /** A sentence for the user about an error of `load`. */
  describe(error: unknown): string;
}
