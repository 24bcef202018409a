import type { Accounts } from "../account/accounts";
import { addDays, type Span } from "../dmapi/days";
import type { Order } from "../dmapi/model";
import { readOrders } from "../dmapi/order-block";
import { lastDays } from "../dmapi/order-walk/plan";
import { walkOrders } from "../dmapi/order-walk/walk";
import type { Clock } from "../workbench/clock";
import { settings } from "../workbench/settings";
import { Resource } from "./resource";

/** How many days more are loaded at a time. */
export const moreDays = 30;
const mostDays = 1_095;
/** Orders are kept as objects here; more than these are for the order table. */
export const mostOrders = 10_000;

/** The orders of the last days, the newest first. */
export class OrderDays {
  readonly orders: Resource<readonly Order[]>;
  #days = 0;
  #after = "";
  #isCut = false;

  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    this.orders = new Resource((signal) => this.#load(signal), clock);
  }

  /** The first day (UTC, YYYY-MM-DD) that is loaded; empty at first. */
  get after(): string {
    return this.#after;
  }

  /** True when there were too many orders: those of the first days are missing, and some of the day of the last row. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** True when older days can be loaded. */
  get hasMore(): boolean {
    return this.#after !== "" && !this.#isCut && this.#wanted() < mostDays;
  }

  /** Loads the next days back. */
  async more(): Promise<void> {
    await this.orders.extend(async (known, signal) => {
      if (!this.hasMore) return known;
      const days = Math.min(moreDays, mostDays - this.#wanted());
      const span = { after: addDays(this.#after, -days), before: addDays(this.#after, -1) };
      const { orders, isCut } = await this.#read(span, mostOrders - known.length, signal);
      this.#days = this.#wanted() + days;
      this.#take(span, isCut);
      return [...known, ...orders];
    });
  }

  /** Forgets everything, as when the account changes. */
  reset(): void {
    this.#days = 0;
    this.#after = "";
    this.#isCut = false;
    this.orders.reset();
  }

  async #load(signal: AbortSignal): Promise<readonly Order[]> {
    const span = lastDays(this.#wanted(), this.clock());
    const { orders, isCut } = await this.#read(span, mostOrders, signal);
    if (!signal.aborted) this.#take(span, isCut);
    return orders;
  }

  #wanted(): number {
    return Math.max(this.#days, settings.ordersDays());
  }

  #take({ after }: Span, isCut: boolean): void {
    this.#after = after;
    this.#isCut = isCut;
  }

  async #read(span: Span, most: number, signal: AbortSignal): Promise<{ orders: Order[]; isCut: boolean }> {
    const orders: Order[] = [];
    for await (const block of walkOrders(this.accounts.require().session.call, span, { signal, now: this.clock() })) {
      for (const order of readOrders(block)) orders.push(order);
      if (orders.length > most) return { orders: orders.slice(0, most), isCut: true };
    }
    return { orders, isCut: false };
  }
}
