import { l10n } from "vscode";
import type { formNames } from "../../messages/strings/form";

/** The text of the query form, in the user's language. */
export function formStrings(): Record<(typeof formNames)[number], string> {
  return { ...validationTexts(), ...fieldTexts(), ...valueTexts(), ...savedQueryTexts() };
}

function validationTexts() {
  return {
    mustBeDay: l10n.t("Enter a date such as 2026-01-31."),
    mustBeId: l10n.t("Enter a number with at most 30 digits."),
    mustBeText: l10n.t("Enter a single line of text, or leave this empty."),
    mustBeShorter: l10n.t("Enter at most 255 characters."),
    mustNotBeEarlier: l10n.t("The end date must not be before the start date."),
    mustNotBeLess: l10n.t("The end of the range must not be less than the start."),
    noteFreeLeftOut: l10n.t("Free orders are hidden."),
    noteIdsAndDays: l10n.t("Only orders that match both the dates and the IDs are listed."),
    noteLast30Days: l10n.t("Without dates, Joker.com lists the last 30 days."),
    noteNothingVisible: l10n.t("Joker.com no longer lists orders for these dates."),
    noteOlderThan90Days: l10n.t(
      "Orders up to {0} are not listed: with free orders included, Joker.com lists only the last 90 days.",
    ),
    noteOlderThan3Years: l10n.t("Orders up to {0} are not listed: Joker.com lists only the last three years."),
    mustHaveId: l10n.t("Enter an order ID or a Proc ID."),
    mustHaveDay: l10n.t("Enter a start date, an end date, or both."),
    mustHaveName: l10n.t("Enter a name for this query."),
  };
}

function fieldTexts() {
  return {
    query: l10n.t("Query"),
    firstDay: l10n.t("From"),
    lastDay: l10n.t("To"),
    orderType: l10n.t("Type"),
    orderStatus: l10n.t("Status"),
    tld: l10n.t("TLD"),
    exactName: l10n.t("Exact name"),
    namePattern: l10n.t("Name pattern"),
    orderId: l10n.t("Order ID"),
    orderIdFrom: l10n.t("Order ID from"),
    orderIdTo: l10n.t("Order ID to"),
    procId: l10n.t("Proc ID"),
    procIdFrom: l10n.t("Proc ID from"),
    procIdTo: l10n.t("Proc ID to"),
    freeOrders: l10n.t("Include free orders"),
    oldestFirst: l10n.t("Oldest first"),
    more: l10n.t("More"),
    moreHint: l10n.t("More query conditions"),
    moreUsed: l10n.t("More ({0})"),
    showOrders: l10n.t("Show Orders"),
    shownQuery: l10n.t("Showing: {0}"),
  };
}

function valueTexts() {
  return {
    last1Day: l10n.t("Last day"),
    lastDays: l10n.t("Last {0} days"),
    lastYears: l10n.t("Last {0} years"),
    thisMonth: l10n.t("This month"),
    lastMonth: l10n.t("Last month"),
    thisQuarter: l10n.t("This quarter"),
    lastQuarter: l10n.t("Last quarter"),
    thisYear: l10n.t("This year"),
    lastYear: l10n.t("Last year"),
    customDays: l10n.t("Custom dates…"),
    noDays: l10n.t("By order or Proc ID"),
    daysFrom: l10n.t("{0} – today (UTC)"),
    daysTo: l10n.t("through {0} (UTC)"),
    daysFromTo: l10n.t("{0} – {1} (UTC)"),
    daysAreUtc: l10n.t("Dates are in UTC and inclusive."),
    allTypes: l10n.t("All types"),
    anyStatus: l10n.t("Any status"),
  };
}

function savedQueryTexts() {
  return {
    resetQuery: l10n.t("Reset Query"),
    newQuery: l10n.t("Reset"),
    anotherTable: l10n.t("Open in New Tab"),
    queries: l10n.t("Queries"),
    queryName: l10n.t("Query name"),
    saveQuery: l10n.t("Save"),
    savedQueries: l10n.t("Saved"),
    recentQueries: l10n.t("Recent"),
    forgetQuery: l10n.t("Remove “{0}”"),
  };
}
