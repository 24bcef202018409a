import type { Order } from "./order";

const unknown = 0;
const accepted = 1;
const rejected = 2;
/** The number of cached filters, at one byte per order each. */
const maxFilters = 4;

/** The fields used by filters. */
export type FilterableOrder = Pick<Order, "netto" | "status" | "type" | "identifier">;

/** A filter of orders. Filters with the same key accept the same orders. */
export interface OrderFilter {
  readonly key: string;
  readonly accepts: (order: FilterableOrder) => boolean;
}

/**
 * Caches which orders the latest filters accept, so that a page does not filter all previous rows again. Orders are
 * immutable, so results stay valid for any span, and when orders are added.
 */
export class FilterCache {
  private readonly resultsByKey = new Map<string, Uint8Array>();

  /** @param order any order by its index; results from `length` on are not cached */
  constructor(
    private readonly length: number,
    private readonly order: (i: number) => FilterableOrder,
  ) {}

  /** A function that tests the order at an index, for one request. */
  createMatcher({ key, accepts }: OrderFilter): (i: number) => boolean {
    const results = this.getResults(key);
    return (i) => {
      if (results[i] === undefined || results[i] === unknown) {
        const isAccepted = accepts(this.order(i));
        results[i] = isAccepted ? accepted : rejected; // beyond its length, a typed array ignores this
        return isAccepted;
      }
      return results[i] === accepted;
    };
  }

  /** The results of a filter, marked as most recently used. */
  private getResults(key: string): Uint8Array {
    const results = this.resultsByKey.get(key) ?? new Uint8Array(this.length);
    this.resultsByKey.delete(key);
    this.resultsByKey.set(key, results);
    const [oldest] = this.resultsByKey.keys();
    if (this.resultsByKey.size > maxFilters && oldest !== undefined) this.resultsByKey.delete(oldest);
    return results;
  }
}
