import { l10n } from "vscode";
import type { totalsNames } from "../../messages/strings/totals";

/** The text of the totals, in the user's language. */
export function totalsStrings(): Record<(typeof totalsNames)[number], string> {
  return {
    totals: l10n.t("Totals by currency"),
    totalsPartial: l10n.t("Not all orders are loaded: totals are incomplete."),
    amount: l10n.t("Amount"),
    amountBrutto: l10n.t("brutto (with VAT)"),
    amountNetto: l10n.t("netto (without VAT)"),
    currency: l10n.t("Currency"),
    noCurrency: l10n.t("no currency"),
    orderCount: l10n.t("Orders"),
    charged: l10n.t("Charged"),
    chargedHint: l10n.t("Positive amounts of orders that are ok"),
    refunded: l10n.t("Refunded"),
    refundedHint: l10n.t("Negative amounts of orders that are ok, without account top-ups"),
    topUps: l10n.t("Topped up"),
    topUpsHint: l10n.t("Put into the account: in no total"),
    total: l10n.t("Total"),
    totalHint: l10n.t("What the orders cost: charged and refunded together"),
    pending: l10n.t("Pending"),
    failed: l10n.t("Failed"),
    other: l10n.t("Other status"),
    referenceHint: l10n.t("For reference only: neither deducted nor added, in no total"),
    free: l10n.t("Free orders: {0}"),
    unreadable: l10n.t("Orders whose amount is no number, in no total: {0}"),
    copyTotals: l10n.t("Copy Totals"),
    limitTo: l10n.t("Show these orders alone: {0}"),
  };
}
