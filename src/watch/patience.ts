/** What decides how fresh something has to be. */
export interface Interest {
  /** Somebody can see it. */
  readonly isSeen: () => boolean;
  /** A request is in progress. */
  readonly isPending: () => boolean;
  /** Somebody is at the window. */
  readonly isAttended: boolean;
}

/**
 * How many intervals old something may be; Infinity when it need not be fresh. Transfers are looked at in every round.
 * Results too while one is in progress or somebody looks; the balance comes with every reply, so it is asked for rarely;
 * orders cost more than one request, so they are for those who look.
 */
export function patienceOf(
  name: "account" | "transfers" | "results" | "orders",
  { isSeen, isPending, isAttended }: Interest,
): number {
  switch (name) {
    case "transfers":
      return 1;
    case "results":
      return isSeen() || isPending() ? 1 : 6;
    case "account":
      return isSeen() && isAttended ? 3 : 6;
    case "orders":
      return isSeen() && isAttended ? 3 : Infinity;
  }
}
