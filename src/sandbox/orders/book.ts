import { SECOND } from "../clock";
import type { OrderGenerator } from "./generator";
import type { Order } from "./order";
import { Verdicts, type Judged, type OrderFilter } from "./verdicts";

/** What is known of an order before it has ids and a time. */
export type OrderDraft = Omit<Order, "id" | "procId" | "createdAt">;

/** A generated order as filters look at it, each part made when it is looked at: most filters need few of them. */
class Glance implements Judged {
  constructor(
    private readonly generated: OrderGenerator,
    private readonly i: number,
  ) {}

  get netto(): number {
    return this.generated.netto(this.i);
  }

  get status(): string {
    return this.generated.status(this.i);
  }

  get type(): string {
    return this.generated.type(this.i);
  }

  get identifier(): string {
    return this.generated.identifier(this.i);
  }
}

/** Every order by index, oldest first: the generated ones and, on top, those made while the sandbox runs. */
export class OrderBook {
  private readonly added: Order[] = [];
  private readonly verdicts: Verdicts;

  constructor(private readonly generated: OrderGenerator) {
    this.verdicts = new Verdicts(
      generated.length,
      (i) => this.added[i - this.generated.length] ?? new Glance(this.generated, i),
    );
  }

  get length(): number {
    return this.generated.length + this.added.length;
  }

  order(i: number): Order {
    return this.added[i - this.generated.length] ?? this.generated.order(i);
  }

  id(i: number): number {
    return this.added[i - this.generated.length]?.id ?? this.generated.id(i);
  }

  procId(i: number): number {
    return this.added[i - this.generated.length]?.procId ?? this.generated.procId(i);
  }

  createdAt(i: number): number {
    return this.added[i - this.generated.length]?.createdAt ?? this.generated.createdAt(i);
  }

  /** A test whether a filter accepts an order, by its index. */
  test(filter: OrderFilter): (i: number) => boolean {
    return this.verdicts.of(filter);
  }

  /** Adds the newest order. Its time is never before that of the one below it, even if the clock jumped back. */
  add(draft: OrderDraft, procId: number, at: number): Order {
    const below = this.length === 0 ? 0 : this.createdAt(this.length - 1);
    const createdAt = Math.max(below, Math.floor(at / SECOND) * SECOND);
    const order = { ...draft, id: this.generated.nextId + this.added.length, procId, createdAt };
    this.added.push(order);
    return order;
  }

  /** The index of the first order whose key, one that grows with the index, is at least `value`. */
  firstAtLeast(key: "id" | "procId" | "createdAt", value: number): number {
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
