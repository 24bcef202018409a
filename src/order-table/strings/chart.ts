import { l10n } from "vscode";
import type { chartNames } from "../../messages/strings/chart";

/** The texts of the spending chart, in the user's language. */
export function chartStrings(): Record<(typeof chartNames)[number], string> {
  return {
    asTable: l10n.t("Show as Table"),
    pictureHint: l10n.t("Select a bar to filter orders. Use the arrow keys to move and Enter to select."),
    pictureTip: l10n.t("Select a bar to filter"),
    spendIn: l10n.t("Spending in {0}"),
    spendByDay: l10n.t("Spending per day in {0}"),
    spendByMonth: l10n.t("Spending per month in {0}"),
    spendByYear: l10n.t("Spending per year in {0}"),
    barLabel: l10n.t("{0}: charged {1}, refunded {2}"),
    barCharged: l10n.t("{0}: charged {1}"),
    barRefunded: l10n.t("{0}: refunded {1}"),
    barWithoutSpending: l10n.t("{0}: no spending"),
    incompletePeriod: l10n.t("{0} (orders are missing)"),
    pieceCharged: l10n.t("{0}, {1}: charged {2}"),
    pieceRefunded: l10n.t("{0}, {1}: refunded {2}"),
    otherTypes: l10n.t("{0} other types"),
    figuresCaption: l10n.t("Spending in {0}: completed orders, excluding account top-ups"),
    picture: l10n.t("Spending"),
    noSpending: l10n.t("No spending in these orders."),
    noSpendingLoaded: l10n.t("No spending in the orders loaded so far."),
    spendingNotLoaded: l10n.t("The orders are not loaded."),
    figuresLabel: l10n.t("Spending table"),
  };
}
