import type { DateSpan } from "../days";
import { DmapiError, type DmapiErrorDetails } from "../errors";
import { orderListRequest } from "../order-query";
import type { DateWindow } from "./window-task";

/** A date window, or a range of ids, which has no days. */
export type WindowOrIdRange = Omit<DateWindow, "span"> & { readonly span?: DateSpan };

/** Days of which at least some orders could not be loaded, and why. */
export interface OrderGap {
  readonly gap: DateSpan;
  readonly error: DmapiError;
}

/** Consecutive pages without a new row after which the server is assumed to repeat the same page forever. */
const maxPagesWithoutNewRows = 2;

/** Compares the rows received for one window with the number DMAPI counted. */
export class CompletenessCheck {
  private pages = 0;
  private pagesWithoutNewRows = 0;
  private receivedRows = 0;
  private hasFailed = false;

  constructor(private readonly window: WindowOrIdRange) {}

  isFor(window: WindowOrIdRange): boolean {
    return window === this.window;
  }

  /**
   * Counts a page: its rows, and those not seen before. In an open window the others were pushed onto the next page by new
   * orders; on a first page they belong to the previous window.
   * @throws DmapiError `malformed` when the same rows are repeated, which would never end in an open window
   */
  addPage(rows: number, newRows: number): void {
    this.pages += 1;
    this.pagesWithoutNewRows = newRows === 0 && rows > 0 ? this.pagesWithoutNewRows + 1 : 0;
    if (this.window.isOpen && this.pagesWithoutNewRows > maxPagesWithoutNewRows)
      throw this.createError("the same page was received repeatedly");
    this.receivedRows += this.pages === 1 || this.window.isOpen ? rows : newRows;
  }

  /** Yields a failure as a gap: once, however many pages fail. */
  *reportGap(error: DmapiError): Generator<OrderGap> {
    const { span } = this.window;
    if (!this.hasFailed && span) yield { gap: span, error };
    this.hasFailed = true;
  }

  /**
   * Ends the window: yields a gap if it is incomplete and no gap was yielded yet.
   * @throws DmapiError `malformed` instead, unless `allowsGaps`
   */
  *finish(allowsGaps: boolean): Generator<OrderGap> {
    const { expectedRows = 0 } = this.window;
    if (this.hasFailed || this.receivedRows >= expectedRows) return;
    const error = this.createError(
      `the list was truncated or changed: ${this.receivedRows} of ${expectedRows} rows received`,
    );
    if (!allowsGaps) throw error;
    yield* this.reportGap(error);
  }

  private createError(detail: string): DmapiError {
    return addSpanToError(new DmapiError("malformed", detail, { request: orderListRequest }), this.window.span);
  }
}

/** Adds the days to an error. */
export function addSpanToError(cause: DmapiError, span: DateSpan | undefined): DmapiError {
  if (cause.reason === "canceled" || !span) return cause;
  const details: DmapiErrorDetails = cause;
  return new DmapiError(cause.reason, cause.detail, { ...details, cause: cause.cause, span });
}
