import type { DateSpan } from "../days";
import { DmapiError } from "../errors";
import type { RowBlock } from "../model";
import { hasDates, hasIds, buildOrderParams, requireOrderedBounds, type OrderFilter } from "../order-query";
import { isRetryable } from "../retry";
import type { Call } from "../session";
import { runInOrder, type OrderedTaskResult, type ConcurrencyLimits, type OrderedTask } from "./ordered-concurrency";
import { OrderPageLoader, type OrderPage } from "./order-page-loader";
import { getHiddenForIds, isOpenWindow, planDateWindows, type HiddenOrders } from "./date-windows";
import { createIdRangeTask } from "./id-range-task";
import { RowDeduper } from "./row-deduper";
import { CompletenessCheck, addSpanToError, type OrderGap, type WindowOrIdRange } from "./completeness-check";
import { createWindowTask } from "./window-task";

export type { OrderGap } from "./completeness-check";

/** At most four requests at once; some more pages may be buffered. */
const concurrencyLimits: ConcurrencyLimits = { maxRunning: 4, maxQueued: 8 };
const minRememberedIds = 20_000;

/** Progress of a pagination. A range of ids counts as one window. */
export interface PaginationProgress {
  readonly windows: { readonly done: number; readonly total: number };
  /** Rows yielded so far. */
  readonly rows: number;
  /** The days the latest rows are of; undefined for a range of ids. */
  readonly span?: DateSpan | undefined;
}

export interface PaginationOptions {
  readonly signal?: AbortSignal | undefined;
  /** Epoch ms: what days are visible, and which may still grow, depends on it. */
  readonly now: number;
  /** Rows to request per page; as many as the server allows if absent. */
  readonly perPage?: number | undefined;
  readonly onProgress?: ((progress: PaginationProgress) => void) | undefined;
}

/** Blocks in order, and which of the requested orders DMAPI does not return. */
export type OrderPagination<T = RowBlock> = AsyncGenerator<T, void> & { readonly hidden: readonly HiddenOrders[] };

/**
 * All orders of a filter, however many and of however many days (DMAPI docs, query-order-list), newest first, or oldest
 * first with `asc`: days are loaded in windows that DMAPI does not truncate, ranges of ids beyond its limit of 1000.
 * Blocks are yielded in order, each as soon as possible; the first one may be empty. Nothing is sent before the first
 * block is requested, and nothing more after the consumer has stopped.
 * @throws DmapiError `invalid` synchronously for a malformed filter. While iterating: `canceled`; `malformed` when orders
 * that DMAPI counted are missing; otherwise the error of a request, with the days it was about.
 */
export function paginateOrders(call: Call, filter: OrderFilter, options: PaginationOptions): OrderPagination;
/** With `gaps`, days that fail twice are yielded as a gap in their place, and loading continues. */
export function paginateOrders(
  call: Call,
  filter: OrderFilter,
  options: PaginationOptions & { readonly gaps: true },
): OrderPagination<RowBlock | OrderGap>;
export function paginateOrders(
  call: Call,
  filter: OrderFilter,
  options: PaginationOptions & { readonly gaps?: boolean },
): OrderPagination<RowBlock | OrderGap> {
  requireValidFilter(filter);
  const { now } = options;
  if (!hasDates(filter) && hasIds(filter)) {
    const task = withGaps(createIdRangeTask(call, filter), { isOpen: true }, false);
    return Object.assign(paginate([task], 1, options), { hidden: getHiddenForIds(filter, now) });
  }
  const { windows, hidden } = planDateWindows(filter, now);
  const loader = new OrderPageLoader(call, filter, options.perPage);
  const tasks = (filter.asc ? windows.toReversed() : windows).map((span) => {
    const window = { span, isOpen: filter.asc !== true && isOpenWindow(span, now) };
    return withGaps(createWindowTask(loader, window), window, options.gaps === true);
  });
  return Object.assign(paginate(tasks, windows.length, options), { hidden });
}

/** A filter may span more days than a single request. */
function requireValidFilter(filter: OrderFilter): void {
  const { after, before, ...others } = filter;
  buildOrderParams({ ...others, after });
  buildOrderParams({ before });
  requireOrderedBounds(filter);
}

/** A page of a window or of a range, or the error instead of it. */
type PageOrError = { readonly window: WindowOrIdRange } & (
  { readonly page: OrderPage } | { readonly error: DmapiError }
);

async function* paginate(
  tasks: readonly OrderedTask<PageOrError>[],
  total: number,
  { signal, onProgress, gaps = false }: PaginationOptions & { readonly gaps?: boolean },
): AsyncGenerator<RowBlock | OrderGap, void> {
  const deduper = new RowDeduper(minRememberedIds);
  let check: CompletenessCheck | undefined;
  let done = 0;
  let rows: number | undefined;
  const reportProgress = (span?: DateSpan) => onProgress?.({ windows: { done, total }, rows: rows ?? 0, span });
  for await (const item of runInOrder(tasks, concurrencyLimits, signal)) {
    const { window } = item;
    if (check && !check.isFor(window)) {
      yield* check.finish(gaps);
      done += 1;
    }
    if (!check?.isFor(window)) check = new CompletenessCheck(window);
    if ("error" in item) yield* check.reportGap(item.error);
    else {
      const deduped = deduper.removeDuplicates(item.page.block);
      check.addPage(item.page.rows, deduped.rows);
      const isFirst = rows === undefined;
      rows = (rows ?? 0) + deduped.rows;
      reportProgress(window.span);
      if (deduped.rows > 0 || isFirst) yield deduped.block;
    }
  }
  if (check) yield* check.finish(gaps);
  done = total;
  reportProgress();
}

/** Adds the days to an error; if gaps are allowed, and other days may still succeed, the error becomes a gap. */
function withGaps(task: OrderedTask<OrderPage>, window: WindowOrIdRange, gaps: boolean): OrderedTask<PageOrError> {
  return async (signal) => {
    try {
      const { value: page, followUps = [] } = await (gaps ? retryOnce(task, signal) : task(signal));
      const guardedFollowUps = followUps.map((followUp) => withGaps(followUp, window, gaps));
      return { ...(page ? { value: { window, page } } : {}), followUps: guardedFollowUps };
    } catch (cause) {
      if (!(cause instanceof DmapiError)) throw cause;
      const error = addSpanToError(cause, window.span);
      if (!gaps || isPermanent(cause)) throw error;
      return { value: { window, error } };
    }
  };
}

/** Runs a task, and once more if it fails, unless the session has already retried or the failure is permanent. */
async function retryOnce<T>(task: OrderedTask<T>, signal: AbortSignal): Promise<OrderedTaskResult<T>> {
  try {
    return await task(signal);
  } catch (error) {
    if (!(error instanceof DmapiError) || isPermanent(error) || isRetryable(error)) throw error;
    return task(signal);
  }
}

/** True for a failure that every other request would have too. */
function isPermanent({ reason }: DmapiError): boolean {
  return ["canceled", "authentication", "permission", "invalid"].includes(reason);
}
