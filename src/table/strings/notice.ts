import { l10n } from "vscode";
import type { noticeNames } from "../../messages/strings/notice";

/** The text of the notices: what stands in place of rows or above them, in the user's language. */
export function noticeStrings(): Record<(typeof noticeNames)[number], string> {
  return {
    loading: l10n.t("Loading orders…"),
    loadingRows: l10n.t("Loading, {0} so far"),
    oneOrder: l10n.t("1 order"),
    orders: l10n.t("{0} orders"),
    ordersOf: l10n.t("{0} of {1} orders"),
    partial: l10n.t("Loading was cancelled: orders are missing."),
    cancelledKept: l10n.t("Loading was cancelled. The orders below are those of before."),
    noMatchTitle: l10n.t("No order matches “{0}”"),
    noMatchHint: l10n.t("The filter looks at every column, in any letter case."),
    noMatchFiltersTitle: l10n.t("No order matches the filters"),
    noMatchFiltersHint: l10n.t("Columns are filtered: their filters stand above."),
    failedTitle: l10n.t("The orders could not be loaded"),
    failedKept: l10n.t("The orders below were loaded before; some may be missing."),
    loadingWindows: l10n.t("{0} of {1} windows, {2} orders"),
    emptyTitle: l10n.t("No orders found"),
    emptyPeriod: l10n.t("Asked for: {0}. Choose a longer period."),
    emptyNarrow: l10n.t("Asked for: {0}. Leave a condition out, or choose a longer period."),
    gapsTitle: l10n.t("Orders of some days are missing"),
    gapDays: l10n.t("{0} to {1}"),
    retrying: l10n.t("Asking again…"),
  };
}
