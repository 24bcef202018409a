import { l10n } from "vscode";
import type { Strings } from "../messages/strings";

/** What the table says, in the user's language. */
export function tableStrings(): Strings {
  return { ...toolbarStrings(), ...stateStrings(), ...totalStrings(), ...gridStrings() };
}

function toolbarStrings() {
  return {
    filter: l10n.t("Filter orders"),
    filterHint: l10n.t("Filter all columns"),
    period: l10n.t("Period"),
    lastDays: l10n.t("Last {0} days"),
    lastYear: l10n.t("Last year"),
    lastYears: l10n.t("Last {0} years"),
    exportCsv: l10n.t("Export CSV"),
    exporting: l10n.t("Exporting…"),
    cancel: l10n.t("Cancel Loading"),
    retry: l10n.t("Retry"),
    clearFilter: l10n.t("Clear Filter"),
  };
}

function stateStrings() {
  return {
    loading: l10n.t("Loading orders…"),
    loadingRows: l10n.t("Loading, {0} so far"),
    oneOrder: l10n.t("1 order"),
    orders: l10n.t("{0} orders"),
    ordersOf: l10n.t("{0} of {1} orders"),
    partial: l10n.t("Loading was cancelled: orders are missing."),
    emptyTitle: l10n.t("No orders in this period"),
    emptyHint: l10n.t("Choose a longer period. Orders that cost nothing are not listed."),
    noMatchTitle: l10n.t("No order matches “{0}”"),
    noMatchHint: l10n.t("The filter looks at every column, in any letter case."),
    failedTitle: l10n.t("The orders could not be loaded"),
    failedKept: l10n.t("The orders below were loaded before; some may be missing."),
  };
}

function totalStrings() {
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
  };
}

function gridStrings() {
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

/** Readable titles of the columns DMAPI documents; others are shown by their names. */
export function columnTitles(): Record<string, string> {
  return {
    order_id: l10n.t("Order ID"),
    proc_id: l10n.t("Proc ID"),
    created_at: l10n.t("Created (UTC)"),
    status: l10n.t("Status"),
    type: l10n.t("Type"),
    amount_brutto: l10n.t("Brutto"),
    amount_netto: l10n.t("Netto"),
    currency: l10n.t("Currency"),
    identifier: l10n.t("Identifier"),
  };
}

/** What the list cannot show. */
export function visibilityNotice(): string {
  return l10n.t("Joker.com lists orders of the last three years; those that cost nothing are left out.");
}
