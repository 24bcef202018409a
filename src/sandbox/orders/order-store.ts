import { secondMs } from "../clock";
import type { OrderGenerator } from "./order-generator";
import type { Order } from "./order";
import { FilterCache, type FilterableOrder, type OrderFilter } from "./filter-cache";

/** An order without ids and time. */
export type OrderDraft = Omit<Order, "id" | "procId" | "createdAt">;

/** A generated order for filters, with each field computed lazily: most filters need few of them. */
class LazyOrder implements FilterableOrder {
  constructor(
    private readonly generator: OrderGenerator,
    private readonly i: number,
  ) {}

  get netto(): number {
    return this.generator.netto(this.i);
  }

  get status(): string {
    return this.generator.status(this.i);
  }

  get type(): string {
    return this.generator.type(this.i);
  }

  get identifier(): string {
    return this.generator.identifier(this.i);
  }
}

/** All orders by index, oldest first: the generated ones, then those added while the sandbox runs. */
export class OrderStore {
  private readonly added: Order[] = [];
  private readonly filterCache: FilterCache;

  constructor(private readonly generator: OrderGenerator) {
    this.filterCache = new FilterCache(
      generator.length,
      (i) => this.added[i - this.generator.length] ?? new LazyOrder(this.generator, i),
    );
  }

  get length(): number {
    return this.generator.length + this.added.length;
  }

  order(i: number): Order {
    return this.added[i - this.generator.length] ?? this.generator.order(i);
  }

  id(i: number): number {
    return this.added[i - this.generator.length]?.id ?? this.generator.id(i);
  }

  procId(i: number): number {
    return this.added[i - this.generator.length]?.procId ?? this.generator.procId(i);
  }

  createdAt(i: number): number {
    return this.added[i - this.generator.length]?.createdAt ?? this.generator.createdAt(i);
  }

  /** A function that tests whether a filter accepts the order at an index. */
  createMatcher(filter: OrderFilter): (i: number) => boolean {
    return this.filterCache.createMatcher(filter);
  }

  /** Adds the newest order. Its time is never before that of the previous one, even if the clock was moved back. */
  add(draft: OrderDraft, procId: number, at: number): Order {
    const previousCreatedAt = this.length === 0 ? 0 : this.createdAt(this.length - 1);
    const createdAt = Math.max(previousCreatedAt, Math.floor(at / secondMs) * secondMs);
    const order = { ...draft, id: this.generator.nextId + this.added.length, procId, createdAt };
    this.added.push(order);
    return order;
  }

  /** The index of the first order whose key is at least `value`; keys grow with the index. */
  findFirstAtLeast(key: "id" | "procId" | "createdAt", value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this[key](middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
