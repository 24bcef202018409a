import { l10n } from "vscode";
import type { totalsNames } from "../../messages/strings/totals";

/** The text of the totals, in the user's language. */
export function totalsStrings(): Record<(typeof totalsNames)[number], string> {
  return {
    totals: l10n.t("Totals by currency"),
    totalsTitle: l10n.t("Totals"),
    calculating: l10n.t("Calculating…"),
    totalsPartial: l10n.t("Not all orders are loaded, so totals are incomplete."),
    amount: l10n.t("Amount"),
    amountBrutto: l10n.t("Gross (incl. VAT)"),
    amountNetto: l10n.t("Net (excl. VAT)"),
    currency: l10n.t("Currency"),
    noCurrency: l10n.t("no currency"),
    orderCount: l10n.t("Orders"),
    charged: l10n.t("Charged"),
    chargedHint: l10n.t("Positive amounts of completed orders, excluding account top-ups"),
    refunded: l10n.t("Refunded"),
    refundedHint: l10n.t("Negative amounts of completed orders, excluding account top-ups"),
    topUps: l10n.t("Top-ups"),
    topUpsHint: l10n.t("Account credit, not included in totals"),
    total: l10n.t("Total"),
    totalHint: l10n.t("Charged amounts minus refunds"),
    pending: l10n.t("Pending"),
    failed: l10n.t("Failed"),
    other: l10n.t("Other status"),
    referenceHint: l10n.t("For reference only, not included in totals"),
    free: l10n.t("Free orders: {0}"),
    notIncluded: l10n.t("not included: {0}"),
    unreadable: l10n.t("Orders with an unreadable amount, not included in totals: {0}"),
    copyTotals: l10n.t("Copy Totals"),
    limitTo: l10n.t("Show only these orders: {0}"),
    rowsLimitedTo: l10n.t("Rows: {0}"),
  };
}
