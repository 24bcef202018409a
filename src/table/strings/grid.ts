import { l10n } from "vscode";
import type { gridNames } from "../../messages/strings/grid";

/** The text of the grid, in the user's language. */
export function gridStrings(): Record<(typeof gridNames)[number], string> {
  return {
    ordersLabel: l10n.t("Orders of {0}"),
    sortHint: l10n.t("Click to sort, Shift+click to sort by several columns"),
    sortedAscending: l10n.t("{0}, ascending"),
    sortedDescending: l10n.t("{0}, descending"),
    unsorted: l10n.t("Not sorted"),
    sortAnnouncement: l10n.t("Sorted by {0}"),
    copied: l10n.t("Copied"),
    rowSelected: l10n.t("Row selected"),
  };
}
