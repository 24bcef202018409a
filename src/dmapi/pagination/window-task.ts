import type { DateSpan } from "../days";
import { DmapiError } from "../errors";
import { orderListRequest } from "../order-query";
import { readOrderIds } from "./order-ids";
import type { OrderedTask } from "./ordered-concurrency";
import type { OrderPageLoader, OrderPage, WindowFilter } from "./order-page-loader";

/** A limit, since the server's count cannot be verified: no window has this many pages. */
const maxPages = 10_000;

/** Days of which DMAPI returns all orders, in pages. */
export interface DateWindow {
  readonly span: DateSpan;
  /** True while new orders may arrive before its first page, which shifts the others. */
  readonly isOpen: boolean;
  /** The number of its orders as counted by DMAPI, once known. */
  expectedRows?: number;
}

/** What is left to load after the first page. */
interface RemainingPages {
  readonly loader: OrderPageLoader;
  readonly window: DateWindow;
  readonly filter: WindowFilter;
  readonly firstPage: OrderPage;
}

/**
 * Loads a window: its first page, then the count if there may be more, then the other pages. Orders that arrive meanwhile
 * are excluded by id. Should DMAPI include them all the same, concurrent pages could miss orders, so those of an open
 * window are loaded sequentially.
 */
export function createWindowTask(loader: OrderPageLoader, window: DateWindow): OrderedTask<OrderPage> {
  return async (signal) => {
    const firstPage = await loader.loadFirstPage(window.span, signal);
    const filter = { ...window.span, ...(window.isOpen ? getNewestOrderFilter(firstPage) : {}) };
    return {
      value: firstPage,
      followUps: loader.isOnlyPage(firstPage) ? [] : [createRemainingPagesTask({ loader, window, filter, firstPage })],
    };
  };
}

/** Limits the filter to the first order's id and below, if ids descend from row to row as documented. */
function getNewestOrderFilter({ block }: OrderPage): Partial<WindowFilter> {
  const ids = readOrderIds(block);
  const isDescending = ids.every((id, index) => typeof id === "number" && (index === 0 || id < Number(ids[index - 1])));
  return isDescending && ids.length > 0 ? { orderIdBefore: `${ids[0]}` } : {};
}

function createRemainingPagesTask(rest: RemainingPages): OrderedTask<OrderPage> {
  const { loader, window, filter, firstPage } = rest;
  return async (signal) => {
    const orderCount =
      firstPage.rowCount > firstPage.perPage ? firstPage.rowCount : await loader.countOrders(filter, signal);
    if (firstPage.rowCount > firstPage.rows && orderCount !== firstPage.rowCount)
      throw truncatedError(`${firstPage.rows} of ${firstPage.rowCount} rows`);
    if (orderCount === undefined) return { followUps: [createSequentialPageTask(rest, 2)] };
    if (orderCount > firstPage.rows * maxPages)
      throw malformedError(`${orderCount} orders counted, ${firstPage.rows} on a page`);
    window.expectedRows = orderCount;
    if (orderCount <= firstPage.rows) return {};
    loader.adaptPageSize(firstPage);
    if (window.isOpen) return { followUps: [createSequentialPageTask(rest, 2)] };
    const others = Math.ceil(orderCount / firstPage.rows) - 1;
    return { followUps: Array.from({ length: others }, (_, index) => createPageTask(rest, index + 2)) };
  };
}

function createPageTask(rest: RemainingPages, number: number): OrderedTask<OrderPage> {
  return async (signal) => ({ value: await loadOtherPage(rest, number, signal) });
}

/** Loads page after page until one is not full. Without a count, a repeated page is the end. */
function createSequentialPageTask(
  rest: RemainingPages,
  number: number,
  previousPage = rest.firstPage,
): OrderedTask<OrderPage> {
  return async (signal) => {
    const page = await loadOtherPage(rest, number, signal);
    if (rest.window.expectedRows === undefined && Buffer.compare(page.block.body, previousPage.block.body) === 0)
      return {};
    return {
      value: page,
      followUps: page.rows < rest.firstPage.rows ? [] : [createSequentialPageTask(rest, number + 1, page)],
    };
  };
}

async function loadOtherPage(
  { loader, filter, firstPage }: RemainingPages,
  number: number,
  signal: AbortSignal,
): Promise<OrderPage> {
  const page = await loader.loadPage(filter, number, firstPage.rows, signal);
  const isPageCount = firstPage.rowCount <= firstPage.rows && page.rowCount <= page.perPage;
  if (isPageCount && page.rows < page.rowCount) throw truncatedError(`${page.rows} of ${page.rowCount} rows`);
  return page;
}

function truncatedError(received: string): DmapiError {
  return malformedError(`the reply was truncated: ${received} received`);
}

function malformedError(detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request: orderListRequest });
}
