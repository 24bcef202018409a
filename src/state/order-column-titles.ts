import { l10n } from "vscode";
import type { OrderColumnName } from "../dmapi/order-columns";

/** Titles of the columns DMAPI documents; other columns are shown by name. */
export function orderColumnTitles(): Record<OrderColumnName, string> {
  return {
    order_id: l10n.t("Order ID"),
    proc_id: l10n.t("Proc ID"),
    created_at: l10n.t("Created"),
    status: l10n.t("Status"),
    type: l10n.t("Type"),
    amount_brutto: l10n.t("Gross"),
    amount_netto: l10n.t("Net"),
    currency: l10n.t("Currency"),
    identifier: l10n.t("Identifier"),
  };
}
