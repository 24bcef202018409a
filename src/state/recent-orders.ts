import type { Accounts } from "../accounts/accounts";
import { addDays, type DateSpan } from "../dmapi/days";
import type { Order } from "../dmapi/model";
import { iterateOrders } from "../dmapi/order-block";
import { getLastDays } from "../dmapi/pagination/date-windows";
import { paginateOrders } from "../dmapi/pagination/paginate-orders";
import type { Clock } from "../workbench/clock";
import { settings } from "../workbench/settings";
import { Resource } from "./resource";

/** How many days Load Older Orders adds. */
const loadMoreDays = 30;
const maxDays = 1_095;
/** Limit of the tree, which has an object per order; the order table has none. */
const maxOrders = 10_000;

/** The orders of the last days, the newest first. */
export class RecentOrders {
  readonly orders: Resource<readonly Order[]>;
  private loadedDays = 0;
  private firstLoadedDay = "";
  private wasTruncated = false;

  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    this.orders = new Resource((signal) => this.load(signal), clock);
  }

  /** The first day (UTC, YYYY-MM-DD) that is loaded; empty at first. */
  get firstDay(): string {
    return this.firstLoadedDay;
  }

  /** True when there were too many orders: the oldest days are missing, and the day of the last row is incomplete. */
  get isTruncated(): boolean {
    return this.wasTruncated;
  }

  /** True when older days can be loaded. */
  get hasMore(): boolean {
    return this.firstLoadedDay !== "" && !this.wasTruncated && this.daysToLoad() < maxDays;
  }

  /** Loads the days before the first one. */
  async loadMore(): Promise<void> {
    await this.orders.extend(async (known, signal) => {
      if (!this.hasMore) return known;
      const days = Math.min(loadMoreDays, maxDays - this.daysToLoad());
      const span = { after: addDays(this.firstLoadedDay, -days), before: addDays(this.firstLoadedDay, -1) };
      const { orders, isTruncated } = await this.fetchOrders(span, maxOrders - known.length, signal);
      this.loadedDays = this.daysToLoad() + days;
      this.setLoadedRange(span, isTruncated);
      return [...known, ...orders];
    });
  }

  /** Clears everything, for example when the account changes. */
  reset(): void {
    this.loadedDays = 0;
    this.firstLoadedDay = "";
    this.wasTruncated = false;
    this.orders.reset();
  }

  private async load(signal: AbortSignal): Promise<readonly Order[]> {
    const span = getLastDays(this.daysToLoad(), this.clock());
    const { orders, isTruncated } = await this.fetchOrders(span, maxOrders, signal);
    if (!signal.aborted) this.setLoadedRange(span, isTruncated);
    return orders;
  }

  private daysToLoad(): number {
    return Math.max(this.loadedDays, settings.ordersDays());
  }

  private setLoadedRange({ after }: DateSpan, isTruncated: boolean): void {
    this.firstLoadedDay = after;
    this.wasTruncated = isTruncated;
  }

  private async fetchOrders(
    span: DateSpan,
    maxCount: number,
    signal: AbortSignal,
  ): Promise<{ orders: Order[]; isTruncated: boolean }> {
    const orders: Order[] = [];
    for await (const block of paginateOrders(this.accounts.requireCurrent().session.call, span, {
      signal,
      now: this.clock(),
    })) {
      for (const order of iterateOrders(block)) {
        if (orders.length === maxCount) return { orders, isTruncated: true };
        orders.push(order);
      }
    }
    return { orders: sortNewestFirst(orders), isTruncated: false };
  }
}

/** DMAPI sends the newest first; a server that does not still gives its days in that order. */
function sortNewestFirst(orders: Order[]): Order[] {
  const isSorted = orders.every(
    ({ createdAt }, index) => index === 0 || createdAt <= (orders[index - 1]?.createdAt ?? ""),
  );
  return isSorted
    ? orders
    : orders.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
}
