import { compareAmounts } from "../data/money";
import type { Balance, Transfer } from "../dmapi/model";

/** Why money may run out. */
export type MoneyWarning =
  | { readonly kind: "below"; readonly threshold: number }
  /** `unpaid` counts the running transfers for which nothing has been reserved yet. */
  | { readonly kind: "reserved"; readonly unpaid: number };

export const warningKinds = ["below", "reserved"] as const satisfies readonly MoneyWarning["kind"][];

/** Before PAYMENT_ACQUIRED nothing is reserved for a transfer. */
const unpaidStates = new Set(["IN_DB", "PAYMENT_PREPARED"]);

/**
 * What the balance is worth a warning for, as far as the replies tell. `available` does not hold what is `pending`, the
 * amount reserved for pending operations (seed "Account and Handling", query-account-balance): what running transfers
 * have reserved is in there already, and no reply tells their prices. So what can be said is that more is reserved than
 * is left, and how many transfers have still to be paid for.
 * @param threshold in the account's currency; 0 warns of a negative amount alone
 */
export function moneyWarnings(
  { available, pending }: Balance,
  transfers: readonly Pick<Transfer, "state">[],
  threshold: number,
): MoneyWarning[] {
  const isReservedMore = compareAmounts(pending, 0) > 0 && compareAmounts(pending, available) > 0;
  const unpaid = transfers.filter(({ state }) => unpaidStates.has(state)).length;
  return [
    ...(compareAmounts(available, threshold) < 0 ? [{ kind: "below" as const, threshold }] : []),
    ...(isReservedMore ? [{ kind: "reserved" as const, unpaid }] : []),
  ];
}
