import type { Span } from "../days";
import { DmapiError } from "../errors";
import { orderList } from "../order-query";
import type { Window } from "./window";

/** A window, or a range of ids, which has no days. */
export type Stretch = Omit<Window, "span"> & { readonly span?: Span };

/** Days whose orders could not be loaded, some of them at least, and why. */
export interface OrderGap {
  readonly gap: Span;
  readonly error: DmapiError;
}

/** Pages without a new row after which a server is taken for one that gives the same page for ever. */
const mostIdlePages = 2;

/** Holds the rows that came of one window against the number that DMAPI counted. */
export class Tally {
  #pages = 0;
  #idlePages = 0;
  #came = 0;
  #failed = false;

  constructor(private readonly window: Stretch) {}

  isOf(window: Stretch): boolean {
    return window === this.window;
  }

  /**
   * Counts a page: its rows, and those of them that had not come before. In an open window the others are what new orders
   * pushed onto the next page, and in a first page they are of the window before.
   * @throws DmapiError `malformed` when the same rows come again and again, which would have no end in an open window
   */
  add(rows: number, fresh: number): void {
    this.#pages += 1;
    this.#idlePages = fresh === 0 && rows > 0 ? this.#idlePages + 1 : 0;
    if (this.window.isOpen && this.#idlePages > mostIdlePages)
      throw this.#problem("the same page was received repeatedly");
    this.#came += this.#pages === 1 || this.window.isOpen ? rows : fresh;
  }

  /** Tells a failure as a gap: once, however many pages fail. */
  *fail(error: DmapiError): Generator<OrderGap> {
    const { span } = this.window;
    if (!this.#failed && span) yield { gap: span, error };
    this.#failed = true;
  }

  /**
   * Ends the window, of which no more comes: where it is not whole, and that was not told yet, tells it as a gap.
   * @throws DmapiError `malformed` instead, unless `gaps`
   */
  *close(gaps: boolean): Generator<OrderGap> {
    const { expected = 0 } = this.window;
    if (this.#failed || this.#came >= expected) return;
    const problem = this.#problem(`the list was truncated or changed: ${this.#came} of ${expected} rows received`);
    if (!gaps) throw problem;
    yield* this.fail(problem);
  }

  #problem(detail: string): DmapiError {
    return withDays(new DmapiError("malformed", detail, { request: orderList }), this.window.span);
  }
}

/** An error which also says what days it is about. */
export function withDays(cause: DmapiError, span: Span | undefined): DmapiError {
  if (cause.reason === "cancelled" || !span) return cause;
  return new DmapiError(cause.reason, `${cause.detail} (orders of ${span.after} to ${span.before})`, cause);
}
