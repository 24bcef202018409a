import type { DateSpan } from "../days";
import { DmapiError } from "../errors";
import { requireRowCount, parseRowCount } from "../parse-list";
import { countRows, parseOrderBlock } from "../order-block";
import type { RowBlock } from "../model";
import { maxOrdersPerIdRange, orderListRequest, buildOrderParams, type OrderFilter } from "../order-query";
import { countOrders } from "../orders";
import type { Call } from "../session";

/** Page sizes to try, the largest first: DMAPI does not document its maximum. */
const pageSizes = [10_000, maxOrdersPerIdRange, 100];
/** DMAPI's smallest page size (DMAPI docs, query-order-list: per-page). */
const minPageSize = 10;

/** The days of a window, and optionally the newest order to include. */
export type WindowFilter = DateSpan & { readonly orderIdBefore?: string };

/** A page as received. */
export interface OrderPage {
  readonly block: RowBlock;
  readonly rows: number;
  /** The `Row-Count` header: some servers count the page's rows, some those of all pages. */
  readonly rowCount: number;
  /** How many rows were requested. */
  readonly perPage: number;
}

/** Loads the orders of a filter in pages. Adapts to the number of rows the server returns per page. */
export class OrderPageLoader {
  private perPage: number;
  private largestPage = 0;

  /** @param perPage rows to request at first */
  constructor(
    private readonly call: Call,
    private readonly filter: OrderFilter,
    perPage: number = pageSizes[0] ?? maxOrdersPerIdRange,
  ) {
    this.perPage = perPage;
  }

  /** The first page of a window; retries with a smaller size if the server refuses it. */
  async loadFirstPage(filter: WindowFilter, signal: AbortSignal): Promise<OrderPage> {
    let firstError: DmapiError | undefined;
    for (
      let perPage: number | undefined = this.perPage;
      perPage !== undefined;
      perPage = nextSmallerPageSize(perPage)
    ) {
      try {
        const page = await this.loadPage(filter, 1, perPage, signal);
        this.perPage = Math.min(this.perPage, perPage);
        return page;
      } catch (error) {
        if (!(error instanceof DmapiError) || error.reason !== "refused") throw error;
        firstError ??= error;
      }
    }
    throw firstError ?? new DmapiError("refused", "no page size is accepted", { request: orderListRequest });
  }

  /** One page of `perPage` rows, counted from 1. */
  async loadPage(filter: WindowFilter, page: number, perPage: number, signal: AbortSignal): Promise<OrderPage> {
    const reply = await this.call(orderListRequest, buildOrderParams({ ...this.filter, ...filter, perPage, page }), {
      signal,
    });
    const block = parseOrderBlock(reply);
    const rows = countRows(block);
    if (rows < minPageSize && page === 1) requireRowCount(reply, rows);
    this.largestPage = Math.max(this.largestPage, rows);
    return { block, rows, rowCount: parseRowCount(reply) ?? rows, perPage };
  }

  /** The number of orders in a window; undefined if the server does not support counting. */
  async countOrders(filter: WindowFilter, signal: AbortSignal): Promise<number | undefined> {
    try {
      return await countOrders(this.call, { ...this.filter, ...filter }, signal);
    } catch (error) {
      if (error instanceof DmapiError && ["refused", "malformed"].includes(error.reason)) return undefined;
      throw error;
    }
  }

  /** True if certainly no page follows this first one: the server could have returned more rows at once. */
  isOnlyPage({ rows, rowCount }: OrderPage): boolean {
    return rowCount <= rows && (rows < minPageSize || rows < Math.min(this.largestPage, this.perPage));
  }

  /** Called when the server returned fewer rows than requested, and has more. */
  adaptPageSize({ rows }: OrderPage): void {
    this.perPage = Math.min(this.perPage, rows);
  }
}

function nextSmallerPageSize(perPage: number): number | undefined {
  return pageSizes.find((size) => size < perPage);
}
