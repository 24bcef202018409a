import type { Span } from "../days";
import { DmapiError } from "../errors";
import type { OrderBlock } from "../order-block";
import { isDated, isRange, orderParams, requireOrder, type OrderFilter } from "../order-query";
import { isPassing } from "../retry";
import type { Call } from "../session";
import { inOrder, type Outcome, type Pace, type Step } from "./in-order";
import { OrderPages, type Page } from "./pages";
import { hiddenFromIds, isOpen, planDays, type Hidden } from "./plan";
import { rangeStep } from "./range";
import { Seams } from "./seams";
import { Tally, withDays, type OrderGap, type Stretch } from "./tally";
import { windowStep } from "./window";

export type { OrderGap } from "./tally";

/** At most four requests at once; some pages more may wait for their turn. */
const pace: Pace = { atOnce: 4, ahead: 8 };
const rememberedIds = 20_000;

/** How far a walk has come. A range of ids is one window. */
export interface WalkProgress {
  readonly windows: { readonly done: number; readonly total: number };
  /** Rows yielded so far. */
  readonly rows: number;
  /** The days the latest rows are of; undefined for a range of ids. */
  readonly span?: Span | undefined;
}

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Epoch ms: what days are visible, and which may still grow, depends on it. */
  readonly now: number;
  /** Rows asked for at once; as many as the server may give if absent. */
  readonly perPage?: number | undefined;
  readonly onProgress?: ((progress: WalkProgress) => void) | undefined;
}

/** Pieces in their order, and what of the orders asked for DMAPI does not show. */
export type OrderWalk<T = OrderBlock> = AsyncGenerator<T, void> & { readonly hidden: readonly Hidden[] };

/**
 * All orders of a filter, however many and of however many days (seed "Account and Handling", query-order-list), newest
 * first, or oldest first with `asc`: days are read in windows which DMAPI does not cut, ranges of ids behind its limit.
 * Blocks come in order, each as soon as it is its turn; the first one may be empty. Nothing is sent before the first
 * block is asked for, and nothing more after the walk was left.
 * @throws DmapiError `invalid` at once for a malformed filter. While walking: `cancelled`; `malformed` when orders that
 * DMAPI counted did not come; otherwise what a request failed with, together with the days it was about.
 */
export function walkOrders(call: Call, filter: OrderFilter, options: WalkOptions): OrderWalk;
/** With `gaps`, days that fail twice are told as a gap in their place, and the walk goes on. */
export function walkOrders(
  call: Call,
  filter: OrderFilter,
  options: WalkOptions & { readonly gaps: true },
): OrderWalk<OrderBlock | OrderGap>;
export function walkOrders(
  call: Call,
  filter: OrderFilter,
  options: WalkOptions & { readonly gaps?: boolean },
): OrderWalk<OrderBlock | OrderGap> {
  requireFilter(filter);
  const { now } = options;
  if (!isDated(filter) && namesIds(filter)) {
    const range = guarded(rangeStep(call, filter), { isOpen: true }, false);
    return Object.assign(walk([range], 1, options), { hidden: hiddenFromIds(filter, now) });
  }
  const { windows, hidden } = planDays(filter, now);
  const pages = new OrderPages(call, filter, options.perPage);
  const steps = (filter.asc ? windows.toReversed() : windows).map((span) => {
    const window = { span, isOpen: filter.asc !== true && isOpen(span, now) };
    return guarded(windowStep(pages, window), window, options.gaps === true);
  });
  return Object.assign(walk(steps, windows.length, options), { hidden });
}

/** Days may be further apart here than in one request. */
function requireFilter(filter: OrderFilter): void {
  const { after, before, ...others } = filter;
  orderParams({ ...others, after });
  orderParams({ before });
  requireOrder(filter);
}

function namesIds(filter: OrderFilter): boolean {
  return isRange(filter) || filter.orderId !== undefined || filter.procId !== undefined;
}

/** A page of a window or of a range, or why it is missing. */
type Piece = { readonly window: Stretch } & ({ readonly page: Page } | { readonly error: DmapiError });

async function* walk(
  steps: readonly Step<Piece>[],
  total: number,
  { signal, onProgress, gaps = false }: WalkOptions & { readonly gaps?: boolean },
): AsyncGenerator<OrderBlock | OrderGap, void> {
  const seams = new Seams(rememberedIds);
  let tally: Tally | undefined;
  let done = 0;
  let rows: number | undefined;
  const tell = (span?: Span) => onProgress?.({ windows: { done, total }, rows: rows ?? 0, span });
  for await (const piece of inOrder(steps, pace, signal)) {
    const { window } = piece;
    if (tally && !tally.isOf(window)) {
      yield* tally.close(gaps);
      done += 1;
    }
    if (!tally?.isOf(window)) tally = new Tally(window);
    if ("error" in piece) yield* tally.fail(piece.error);
    else {
      const fresh = seams.fresh(piece.page.block);
      tally.add(piece.page.rows, fresh.rows);
      const isFirst = rows === undefined;
      rows = (rows ?? 0) + fresh.rows;
      tell(window.span);
      if (fresh.rows > 0 || isFirst) yield fresh.block;
    }
  }
  if (tally) yield* tally.close(gaps);
  done = total;
  tell();
}

/** Adds the days to an error; where a gap may be told, and the next days may still succeed, the error becomes one. */
function guarded(step: Step<Page>, window: Stretch, gaps: boolean): Step<Piece> {
  return async (signal) => {
    try {
      const { value: page, next = [] } = await (gaps ? twice(step, signal) : step(signal));
      const others = next.map((other) => guarded(other, window, gaps));
      return { ...(page ? { value: { window, page } } : {}), next: others };
    } catch (cause) {
      if (!(cause instanceof DmapiError)) throw cause;
      const error = withDays(cause, window.span);
      if (!gaps || isFinal(cause)) throw error;
      return { value: { window, error } };
    }
  };
}

/** Takes a step, and once more where that fails, unless the session has tried again already or it would be in vain. */
async function twice<T>(step: Step<T>, signal: AbortSignal): Promise<Outcome<T>> {
  try {
    return await step(signal);
  } catch (error) {
    if (!(error instanceof DmapiError) || isFinal(error) || isPassing(error)) throw error;
    return step(signal);
  }
}

/** True for a failure that every other request would meet too. */
function isFinal({ reason }: DmapiError): boolean {
  return ["cancelled", "authentication", "permission", "invalid"].includes(reason);
}
