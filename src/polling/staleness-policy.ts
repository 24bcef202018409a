/** What the allowed staleness of a resource depends on. */
export interface StalenessContext {
  /** Its view is visible. */
  readonly isVisible: () => boolean;
  /** A request is in progress. */
  readonly isPending: () => boolean;
  /** The window has the focus and was used recently. */
  readonly isUserPresent: boolean;
}

/**
 * How many polling intervals old a resource may be; Infinity when it is not polled. Transfers are polled in every round,
 * results too while one is pending or the view is visible. The balance comes with every reply, so it is polled rarely.
 * Orders cost more than one request, so they are polled only while visible.
 */
export function maxStaleIntervals(
  name: "account" | "transfers" | "results" | "orders",
  { isVisible, isPending, isUserPresent }: StalenessContext,
): number {
  switch (name) {
    case "transfers":
      return 1;
    case "results":
      return isVisible() || isPending() ? 1 : 6;
    case "account":
      return isVisible() && isUserPresent ? 3 : 6;
    case "orders":
      return isVisible() && isUserPresent ? 3 : Infinity;
  }
}
