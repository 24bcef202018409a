import { l10n } from "vscode";
import type { gridNames } from "../../messages/strings/grid";

/** The text of the grid, in the user's language. */
export function gridStrings(): Record<(typeof gridNames)[number], string> {
  return { ...cellStrings(), ...menuStrings(), ...barStrings() };
}

function cellStrings() {
  return {
    ordersLabel: l10n.t("Orders of {0}"),
    sortHint: l10n.t("Click to sort, Shift+click to sort by several columns, Alt+Down for filters and more"),
    sortedAscending: l10n.t("{0}, ascending"),
    sortedDescending: l10n.t("{0}, descending"),
    unsorted: l10n.t("Not sorted"),
    sortAnnouncement: l10n.t("Sorted by {0}"),
    copied: l10n.t("Copied"),
    rowNumber: l10n.t("Row"),
    columnMenu: l10n.t("{0}: filter and more"),
    resizeHint: l10n.t("Drag to resize, double-click to fit"),
    filtered: l10n.t("filtered"),
    selection: l10n.t("Selected rows: {0}, columns: {1}"),
    tooMuchToCopy: l10n.t("{0} cells are too many to copy: {1} at most. Export them instead."),
    columnMoved: l10n.t("{0} is column {1} now"),
  };
}

/** What the menus of columns say. */
function menuStrings() {
  return {
    close: l10n.t("Close"),
    contains: l10n.t("Contains"),
    containsText: l10n.t("contains “{0}”"),
    from: l10n.t("From"),
    to: l10n.t("To"),
    fromText: l10n.t("from {0}"),
    toText: l10n.t("to {0}"),
    noAmount: l10n.t("Write numbers like -1234.50 or 1234,50, with nothing between the thousands."),
    daysIn: l10n.t("Days in {0}, both included"),
    emptyValue: l10n.t("(empty)"),
    nothing: l10n.t("(nothing)"),
    valuesOf: l10n.t("{0} to be shown"),
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
    orderAsSent: l10n.t("Order As Sent"),
    resetColumns: l10n.t("Reset"),
  };
}

/** What stands above the grid. */
function barStrings() {
  return {
    viewLabel: l10n.t("How the orders are shown"),
    groupBy: l10n.t("Group by"),
    noGroups: l10n.t("nothing"),
    byMonth: l10n.t("month"),
    byDay: l10n.t("day"),
    byType: l10n.t("type"),
    byTld: l10n.t("TLD"),
    byCurrency: l10n.t("currency"),
    groupByMonth: l10n.t("Group by Month"),
    groupByDay: l10n.t("Group by Day"),
    groupByTld: l10n.t("Group by TLD"),
    groupByThis: l10n.t("Group by This"),
    foldAll: l10n.t("Collapse All"),
    unfoldAll: l10n.t("Expand All"),
    times: l10n.t("Times"),
    zoneHint: l10n.t("The time zone of all times, days and months"),
    tld: l10n.t("TLD"),
    removeFilter: l10n.t("Remove the filter {0}"),
    clearFilters: l10n.t("Clear Filters"),
  };
}
