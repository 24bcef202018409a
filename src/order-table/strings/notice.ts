import { l10n } from "vscode";
import type { noticeNames } from "../../messages/strings/notice";

/** The texts of the notices, in the user's language. */
export function noticeStrings(): Record<(typeof noticeNames)[number], string> {
  return {
    loading: l10n.t("Loading orders…"),
    loadingRows: l10n.t("Loading… {0} so far"),
    oneOrder: l10n.t("1 order"),
    orders: l10n.t("{0} orders"),
    ordersOf: l10n.t("{0} of {1} orders"),
    ordersOfOne: l10n.t("{0} of 1 order"),
    incompleteOrders: l10n.t("{0}, incomplete"),
    partial: l10n.t("Loading was canceled. Some orders are missing."),
    canceledKept: l10n.t("Loading was canceled. Previously loaded orders are shown."),
    noMatchTitle: l10n.t("No orders match “{0}”"),
    noMatchHint: l10n.t("The filter searches all columns and ignores case."),
    noMatchFiltersTitle: l10n.t("No orders match the filters"),
    noMatchFiltersHint: l10n.t("Column filters are also active."),
    failedTitle: l10n.t("Could not load the orders"),
    failedKept: l10n.t("Previously loaded orders are shown. Some may be missing."),
    loadingWindows: l10n.t("Loading… {0} of {1} parts, {2}"),
    emptyTitle: l10n.t("No orders found"),
    emptyPeriod: l10n.t("Query: {0}. Choose a longer period."),
    emptyNarrow: l10n.t("Query: {0}. Remove a condition or choose a longer period."),
    gapsTitle: l10n.t("Orders are missing for some days"),
    gapDays: l10n.t("{0} to {1}"),
    retrying: l10n.t("Retrying…"),
  };
}
