import type { Span } from "../days";
import { DmapiError } from "../errors";
import { requireRows, rowCountOf } from "../list";
import { countRows, blockOf, type OrderBlock } from "../order-block";
import { longestRange, orderList, orderParams, type OrderFilter } from "../order-query";
import { countOrders } from "../orders";
import type { Call } from "../session";

/** Rows asked for at once, the largest first: DMAPI does not say how many it gives. */
const pageSizes = [10_000, longestRange, 100];
/** The smallest page there is (seed, query-order-list: per-page). */
const smallestPage = 10;

/** The days of a window, and the newest order that counts. */
export type Part = Span & { readonly orderIdBefore?: string };

/** A page as it came. */
export interface Page {
  readonly block: OrderBlock;
  readonly rows: number;
  /** What `Row-Count` says: some count the page's rows, some those of all pages. */
  readonly rowCount: number;
  /** How many rows were asked for. */
  readonly perPage: number;
}

/** The orders of a filter in pages. Learns on the way how many rows the server gives at once. */
export class OrderPages {
  #perPage: number;
  #largest = 0;

  /** @param perPage rows to be asked for at first */
  constructor(
    private readonly call: Call,
    private readonly filter: OrderFilter,
    perPage: number = pageSizes[0] ?? longestRange,
  ) {
    this.#perPage = perPage;
  }

  /** The first page of a window; asks for less where the server refuses so many rows. */
  async first(part: Part, signal: AbortSignal): Promise<Page> {
    let refusal: DmapiError | undefined;
    for (let perPage: number | undefined = this.#perPage; perPage !== undefined; perPage = below(perPage)) {
      try {
        const page = await this.page(part, 1, perPage, signal);
        this.#perPage = Math.min(this.#perPage, perPage);
        return page;
      } catch (error) {
        if (!(error instanceof DmapiError) || error.reason !== "refused") throw error;
        refusal ??= error;
      }
    }
    throw refusal ?? new DmapiError("refused", "no page size is accepted", { request: orderList });
  }

  /** One page of `perPage` rows, counted from 1. */
  async page(part: Part, page: number, perPage: number, signal: AbortSignal): Promise<Page> {
    const reply = await this.call(orderList, orderParams({ ...this.filter, ...part, perPage, page }), { signal });
    const block = blockOf(reply);
    const rows = countRows(block);
    if (rows < smallestPage && page === 1) requireRows(reply, rows);
    this.#largest = Math.max(this.#largest, rows);
    return { block, rows, rowCount: rowCountOf(reply) ?? rows, perPage };
  }

  /** The number of orders in a window; undefined where the server does not count. */
  async count(part: Part, signal: AbortSignal): Promise<number | undefined> {
    try {
      return await countOrders(this.call, { ...this.filter, ...part }, signal);
    } catch (error) {
      if (error instanceof DmapiError && ["refused", "malformed"].includes(error.reason)) return undefined;
      throw error;
    }
  }

  /** True when no page follows this first one for sure: the server could have given more rows at once. */
  isWhole({ rows, rowCount }: Page): boolean {
    return rowCount <= rows && (rows < smallestPage || rows < Math.min(this.#largest, this.#perPage));
  }

  /** The server gave fewer rows than asked for, and has more. */
  learn({ rows }: Page): void {
    this.#perPage = Math.min(this.#perPage, rows);
  }
}

function below(perPage: number): number | undefined {
  return pageSizes.find((size) => size < perPage);
}
