import { l10n } from "vscode";
import { formatCount, formatMoney } from "../workbench/formats";
import type { CurrencyAmount } from "./amounts";
import type { OrderTotals, UnchargedTotals } from "./order-totals";

/**
 * What orders cost, and beside it what the sum lacks of the amounts that are listed with it, such as
 * `8.90 USD · pending 12.00 USD`.
 */
export function orderTotalsText({ charged, topUps, pending, failed, other }: OrderTotals): string {
  return [
    amountsText(charged) || l10n.t("no charges"),
    ...pending.amounts.map((amount) => l10n.t("pending {0}", amountText(amount))),
    ...failed.amounts.map((amount) => l10n.t("failed {0}", amountText(amount))),
    ...other.amounts.map((amount) => l10n.t("other status {0}", amountText(amount))),
    ...topUps.map((amount) => l10n.t("topped up {0}", amountText(amount))),
  ].join(" · ");
}

/** The totals of orders one by one; an empty value where there is none. */
export function orderTotalsFacts(totals: OrderTotals): (readonly [name: string, value: string])[] {
  const { charged, refunded, topUps, pending, failed, other } = totals;
  return [
    [l10n.t("Charged amounts minus refunds"), amountsText(charged)],
    [l10n.t("Refunds"), amountsText(refunded)],
    [l10n.t("Top-ups (not included)"), amountsText(topUps)],
    [l10n.t("Pending (not included)"), unchargedText(pending)],
    [l10n.t("Failed (not included)"), unchargedText(failed)],
    [l10n.t("Other status (not included)"), unchargedText(other)],
  ];
}

function unchargedText({ orders, amounts }: UnchargedTotals): string {
  if (orders === 0) return "";
  const count = orders === 1 ? l10n.t("1 order") : l10n.t("{0} orders", formatCount(orders));
  return amounts.length === 0 ? count : `${amountsText(amounts)} · ${count}`;
}

function amountsText(amounts: readonly CurrencyAmount[]): string {
  return amounts.map(amountText).join(" · ");
}

function amountText({ amount, currency }: CurrencyAmount): string {
  return formatMoney(amount, currency);
}
