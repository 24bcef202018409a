import { l10n } from "vscode";
import { refundName } from "../../state/display-names";
import type { gridNames } from "../../messages/strings/grid";

/** The text of the grid, in the user's language. */
export function gridStrings(): Record<(typeof gridNames)[number], string> {
  return { ...cellTexts(), ...menuTexts(), ...viewBarTexts() };
}

function cellTexts() {
  return {
    ordersLabel: l10n.t("Orders of {0}"),
    sortHint: l10n.t("Click to sort, Shift+Click to sort by multiple columns, Alt+Down for filters and more"),
    amountHint: l10n.t("As sent: charges are positive, refunds and top-ups negative"),
    sortedAscending: l10n.t("{0}, ascending"),
    sortedDescending: l10n.t("{0}, descending"),
    unsorted: l10n.t("Not sorted"),
    sortAnnouncement: l10n.t("Sorted by {0}"),
    copied: l10n.t("Copied"),
    rowNumber: l10n.t("Row"),
    columnMenu: l10n.t("{0}: filters and more"),
    resizeHint: l10n.t("Drag to resize, double-click to fit"),
    filtered: l10n.t("filtered"),
    selection: l10n.t("Selected rows: {0}, columns: {1}"),
    tooMuchToCopy: l10n.t("Cannot copy {0} cells. The limit is {1}. Export the orders instead."),
    columnHidden: l10n.t("{0} is hidden"),
    columnMoved: l10n.t("{0} is now column {1}"),
  };
}

/** Texts of the column menus. */
function menuTexts() {
  return {
    contains: l10n.t("Contains"),
    containsText: l10n.t("contains “{0}”"),
    from: l10n.t("From"),
    to: l10n.t("To"),
    fromText: l10n.t("from {0}"),
    toText: l10n.t("to {0}"),
    noAmount: l10n.t("Enter numbers such as -1234.50 or 1234,50, without thousands separators."),
    daysIn: l10n.t("Dates in {0}, inclusive"),
    emptyValue: l10n.t("(empty)"),
    nothing: l10n.t("(none)"),
    valuesOf: l10n.t("{0}: values to show"),
    checkAll: l10n.t("All"),
    checkNone: l10n.t("None"),
    sortAscending: l10n.t("Sort Ascending"),
    sortDescending: l10n.t("Sort Descending"),
    moveLeft: l10n.t("Move Left"),
    moveRight: l10n.t("Move Right"),
    pin: l10n.t("Pin"),
    unpin: l10n.t("Unpin"),
    pinColumn: l10n.t("Pin {0}"),
    hide: l10n.t("Hide"),
    columns: l10n.t("Columns"),
    orderAsSent: l10n.t("Default Order"),
    resetColumnsLabel: l10n.t("Reset Columns"),
    resetColumns: l10n.t("Reset"),
  };
}

/** Texts of the view bar above the grid. */
function viewBarTexts() {
  return {
    view: l10n.t("View"),
    viewLabel: l10n.t("Table view options"),
    grouped: l10n.t("Grouped by {0}. Groups: {1}"),
    ungrouped: l10n.t("Not grouped"),
    timesIn: l10n.t("Times in {0}"),
    groupBy: l10n.t("Group by"),
    noGroups: l10n.t("None"),
    byMonth: l10n.t("Month"),
    byDay: l10n.t("Day"),
    byType: l10n.t("Type"),
    byTld: l10n.t("TLD"),
    byCurrency: l10n.t("Currency"),
    groupByMonth: l10n.t("Group by Month"),
    groupByDay: l10n.t("Group by Day"),
    groupByTld: l10n.t("Group by TLD"),
    groupByThis: l10n.t("Group by This Column"),
    foldAll: l10n.t("Collapse All"),
    unfoldAll: l10n.t("Expand All"),
    times: l10n.t("Time zone"),
    zoneHint: l10n.t("Time zone of all dates and times in the table"),
    tld: l10n.t("TLD"),
    removeFilter: l10n.t("Remove filter {0}"),
    refund: refundName("{0}"),
    clearFilters: l10n.t("Clear Filters"),
  };
}
