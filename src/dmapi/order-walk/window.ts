import type { Span } from "../days";
import { DmapiError } from "../errors";
import { orderList } from "../order-query";
import type { Step } from "./in-order";
import type { OrderPages, Page } from "./pages";

/** Days of which DMAPI shows all orders, in pages. */
export interface Window {
  readonly span: Span;
  /** True while new orders may arrive in it, which shift its pages. */
  readonly isOpen: boolean;
  /** The number of its orders as counted by DMAPI, once it is known. */
  expected?: number;
}

/**
 * Reads a window: its first page, then the count where that may not be all, then the other pages. They are read at the same
 * time unless new orders may arrive: read in another order than theirs, shifted pages would leave gaps.
 */
export function windowStep(pages: OrderPages, window: Window): Step<Page> {
  return async (signal) => {
    const first = await pages.first(window.span, signal);
    return { value: first, next: pages.isWhole(first) ? [] : [restStep(pages, window, first)] };
  };
}

function restStep(pages: OrderPages, window: Window, first: Page): Step<Page> {
  return async (signal) => {
    const counted = first.rowCount > first.perPage ? first.rowCount : await pages.count(window.span, signal);
    if (first.rowCount > first.rows && counted !== first.rowCount) throw cut(`${first.rows} of ${first.rowCount} rows`);
    if (counted === undefined) return { next: [onwardStep(pages, window, first, 2)] };
    window.expected = counted;
    if (counted <= first.rows) return {};
    pages.learn(first);
    if (window.isOpen) return { next: [onwardStep(pages, window, first, 2)] };
    const others = Math.ceil(counted / first.rows) - 1;
    return { next: Array.from({ length: others }, (_, index) => pageStep(pages, window, first, index + 2)) };
  };
}

function pageStep(pages: OrderPages, window: Window, first: Page, number: number): Step<Page> {
  return async (signal) => ({ value: await otherPage(pages, window, first, number, signal) });
}

/** Reads page after page until one is not full. Where DMAPI does not count, a page that comes again is the end. */
function onwardStep(pages: OrderPages, window: Window, first: Page, number: number, before = first): Step<Page> {
  return async (signal) => {
    const page = await otherPage(pages, window, first, number, signal);
    if (window.expected === undefined && Buffer.compare(page.block.body, before.block.body) === 0) return {};
    return { value: page, next: page.rows < first.rows ? [] : [onwardStep(pages, window, first, number + 1, page)] };
  };
}

async function otherPage(pages: OrderPages, window: Window, first: Page, number: number, signal: AbortSignal) {
  const page = await pages.page(window.span, number, first.rows, signal);
  const countsPage = first.rowCount <= first.rows;
  if (countsPage && page.rows < page.rowCount) throw cut(`${page.rows} of ${page.rowCount} rows`);
  return page;
}

function cut(came: string): DmapiError {
  return new DmapiError("malformed", `the reply was cut: ${came} came`, { request: orderList });
}
