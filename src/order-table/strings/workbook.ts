import { l10n } from "vscode";
import type { TotalsTexts } from "../../export/workbook/totals-sheet";
import { totalsStrings } from "./totals";

/** The texts of the totals in a workbook, in the user's language. */
export function workbookTotalsTexts(): TotalsTexts {
  const { charged, refunded, total, topUps, pending, failed, other, currency, orderCount, noCurrency } =
    totalsStrings();
  return {
    ...{ charged, refunded, total, topUps, pending, failed, other, currency, orderCount, noCurrency },
    allOrders: l10n.t("All orders"),
    type: l10n.t("Type"),
    month: l10n.t("Month (UTC)"),
    tld: l10n.t("TLD"),
    noGroup: l10n.t("none"),
    exact: (title) => l10n.t("{0} (exact)", title),
  };
}

/** Names of the sheets of a workbook. */
export function sheetNames() {
  return {
    orders: l10n.t("Orders"),
    totals: l10n.t("Totals"),
    netTotals: l10n.t("Totals (Net)"),
    about: l10n.t("About"),
  };
}

/** Labels and sentences of the sheet about the export. */
export function aboutTexts() {
  return {
    title: l10n.t("About this export"),
    account: l10n.t("Account"),
    endpoint: l10n.t("Endpoint"),
    days: l10n.t("Days (UTC)"),
    exportedAt: l10n.t("Exported (UTC)"),
    orders: l10n.t("Orders"),
    orderCount: (shown: string, all: string) => l10n.t("{0} of {1} orders of the query", shown, all),
    freeOrders: l10n.t("Free orders"),
    unreadable: l10n.t("Orders with an unreadable amount, not included in totals"),
    missing: l10n.t("Missing orders"),
    note: l10n.t("Note"),
    informationOnly: l10n.t(
      "For information only: this is the list of orders that Joker.com reports through DMAPI, not an invoice.",
    ),
    topUpNote: l10n.t("Top-ups are account credit. They are shown as positive amounts and not included in totals."),
    formulaNote: l10n.t(
      "Totals with an exact value beside them are formulas. They follow changes that you make to the sheet of orders.",
    ),
  };
}
