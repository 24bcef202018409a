import type { Order } from "./order";

const UNKNOWN = 0;
const ACCEPTED = 1;
const REFUSED = 2;
/** Filters whose verdicts are kept, at a byte an order each. */
const MOST_FILTERS = 4;

/** What filters look at. */
export type Judged = Pick<Order, "netto" | "status" | "type" | "identifier">;

/** Which orders to list. Filters of the same key accept the same orders. */
export interface OrderFilter {
  readonly key: string;
  readonly accepts: (order: Judged) => boolean;
}

/**
 * Remembers which orders the latest filters accept, so that a page costs its own rows and not, once more, all those in
 * front of it. An order never changes, so a verdict holds for any span, and when orders arrive.
 */
export class Verdicts {
  private readonly known = new Map<string, Uint8Array>();

  /** @param order any order by its index; those from `length` on are looked at each time */
  constructor(
    private readonly length: number,
    private readonly order: (i: number) => Judged,
  ) {}

  /** A test of orders by their index, for one request. */
  of({ key, accepts }: OrderFilter): (i: number) => boolean {
    const verdicts = this.recall(key);
    return (i) => {
      if (verdicts[i] === undefined || verdicts[i] === UNKNOWN) {
        const verdict = accepts(this.order(i));
        verdicts[i] = verdict ? ACCEPTED : REFUSED; // beyond the length this keeps nothing
        return verdict;
      }
      return verdicts[i] === ACCEPTED;
    };
  }

  /** The verdicts on a filter, which is the latest one now. */
  private recall(key: string): Uint8Array {
    const verdicts = this.known.get(key) ?? new Uint8Array(this.length);
    this.known.delete(key);
    this.known.set(key, verdicts);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_FILTERS && oldest !== undefined) this.known.delete(oldest);
    return verdicts;
  }
}
