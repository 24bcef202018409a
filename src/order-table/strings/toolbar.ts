import { l10n } from "vscode";
import type { toolbarNames } from "../../messages/strings/toolbar";

/** The text of the toolbar, in the user's language. */
export function toolbarStrings(): Record<(typeof toolbarNames)[number], string> {
  return {
    filter: l10n.t("Filter orders"),
    filterHint: l10n.t("Filter all columns"),
    period: l10n.t("Period"),
    exportOrders: l10n.t("Export…"),
    exportOutdated: l10n.t("The orders for the new query are not loaded yet."),
    exportIncomplete: l10n.t("Orders are missing for some days. The exported file will not contain them."),
    exporting: l10n.t("Exporting…"),
    nothingToExport: l10n.t("There are no orders to export."),
    cancel: l10n.t("Cancel Loading"),
    retry: l10n.t("Retry"),
  };
}
