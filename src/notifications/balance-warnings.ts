import { compareAmounts } from "../state/amounts";
import { findStateInfo } from "../state/transfer-states";
import type { Balance, Transfer } from "../dmapi/model";

/** Why the balance may not suffice. */
export type BalanceWarning =
  | { readonly kind: "below"; readonly threshold: number }
  /** `unpaid` counts the running transfers for which nothing has been reserved yet. */
  | { readonly kind: "reserved"; readonly unpaid: number };

export const balanceWarningKinds = ["below", "reserved"] as const satisfies readonly BalanceWarning["kind"][];

/**
 * The warnings about a balance. `available` does not include `pending`, the amount reserved for pending transfers and orders (DMAPI
 * docs, query-account-balance). Reservations of running transfers are part of it, and no reply has their prices. So the
 * warnings are: more is reserved than available, and how many transfers are still unpaid.
 * @param threshold in the account's currency; 0 warns of a negative amount alone
 */
export function findBalanceWarnings(
  { available, pending }: Balance,
  transfers: readonly Pick<Transfer, "state">[],
  threshold: number,
): BalanceWarning[] {
  const exceedsAvailable = compareAmounts(pending, 0) > 0 && compareAmounts(pending, available) > 0;
  const unpaid = transfers.filter(({ state }) => findStateInfo(state)?.isUnpaid).length;
  return [
    ...(compareAmounts(available, threshold) < 0 ? [{ kind: "below" as const, threshold }] : []),
    ...(exceedsAvailable ? [{ kind: "reserved" as const, unpaid }] : []),
  ];
}
