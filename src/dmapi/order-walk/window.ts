import type { Span } from "../days";
import { DmapiError } from "../errors";
import { orderList } from "../order-query";
import { idsOf } from "./ids";
import type { Step } from "./in-order";
import type { OrderPages, Page, Part } from "./pages";

/** A count is the server's word alone: no window has so many pages. */
const mostPages = 10_000;

/** Days of which DMAPI shows all orders, in pages. */
export interface Window {
  readonly span: Span;
  /** True while new orders may arrive in front of its first page, which shifts the others. */
  readonly isOpen: boolean;
  /** The number of its orders as counted by DMAPI, once it is known. */
  expected?: number;
}

/** What is left to read behind the first page. */
interface Rest {
  readonly pages: OrderPages;
  readonly window: Window;
  readonly part: Part;
  readonly first: Page;
}

/**
 * Reads a window: its first page, then the count where that may not be all, then the other pages. Orders that arrive
 * meanwhile are left out by their ids. Should DMAPI send them all the same, pages read at the same time could leave gaps,
 * so those of an open window are read one after the other.
 */
export function windowStep(pages: OrderPages, window: Window): Step<Page> {
  return async (signal) => {
    const first = await pages.first(window.span, signal);
    const part = { ...window.span, ...(window.isOpen ? newestOf(first) : {}) };
    return { value: first, next: pages.isWhole(first) ? [] : [restStep({ pages, window, part, first })] };
  };
}

/** The first order's id, where ids fall from row to row as they should. */
function newestOf({ block }: Page): Partial<Part> {
  const ids = idsOf(block);
  const fall = ids.every((id, index) => typeof id === "number" && (index === 0 || id < Number(ids[index - 1])));
  return fall && ids.length > 0 ? { orderIdBefore: `${ids[0]}` } : {};
}

function restStep(rest: Rest): Step<Page> {
  const { pages, window, part, first } = rest;
  return async (signal) => {
    const counted = first.rowCount > first.perPage ? first.rowCount : await pages.count(part, signal);
    if (first.rowCount > first.rows && counted !== first.rowCount) throw cut(`${first.rows} of ${first.rowCount} rows`);
    if (counted === undefined) return { next: [onwardStep(rest, 2)] };
    if (counted > first.rows * mostPages) throw malformed(`${counted} orders counted, ${first.rows} on a page`);
    window.expected = counted;
    if (counted <= first.rows) return {};
    pages.learn(first);
    if (window.isOpen) return { next: [onwardStep(rest, 2)] };
    const others = Math.ceil(counted / first.rows) - 1;
    return { next: Array.from({ length: others }, (_, index) => pageStep(rest, index + 2)) };
  };
}

function pageStep(rest: Rest, number: number): Step<Page> {
  return async (signal) => ({ value: await otherPage(rest, number, signal) });
}

/** Reads page after page until one is not full. Where DMAPI does not count, a page that comes again is the end. */
function onwardStep(rest: Rest, number: number, before = rest.first): Step<Page> {
  return async (signal) => {
    const page = await otherPage(rest, number, signal);
    if (rest.window.expected === undefined && Buffer.compare(page.block.body, before.block.body) === 0) return {};
    return { value: page, next: page.rows < rest.first.rows ? [] : [onwardStep(rest, number + 1, page)] };
  };
}

async function otherPage({ pages, part, first }: Rest, number: number, signal: AbortSignal): Promise<Page> {
  const page = await pages.page(part, number, first.rows, signal);
  const countsPage = first.rowCount <= first.rows && page.rowCount <= page.perPage;
  if (countsPage && page.rows < page.rowCount) throw cut(`${page.rows} of ${page.rowCount} rows`);
  return page;
}

function cut(came: string): DmapiError {
  return malformed(`the reply was truncated: ${came} received`);
}

function malformed(detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request: orderList });
}
