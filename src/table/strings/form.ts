import { l10n } from "vscode";
import type { formNames } from "../../messages/strings/form";

/** The text of the query form, in the user's language. */
export function formStrings(): Record<(typeof formNames)[number], string> {
  return { ...checks(), ...fields(), ...values(), ...types(), ...keptQueries() };
}

function checks() {
  return {
    mustBeDay: l10n.t("Enter a day such as 2026-01-31."),
    mustBeId: l10n.t("Enter a number: digits alone, at most 30 of them."),
    mustBeText: l10n.t("Enter text in one line, or leave this empty."),
    mustBeShorter: l10n.t("Enter at most 255 characters."),
    mustNotBeEarlier: l10n.t("The last day must not be earlier than the first."),
    mustNotBeLess: l10n.t("The end must not be less than the beginning."),
    noteFreeLeftOut: l10n.t("Orders that cost nothing are left out."),
    noteIdsAndDays: l10n.t("Days and IDs must both fit: orders with these IDs on other days are not listed."),
    noteLast30Days: l10n.t("Without days, Joker.com lists the last 30 days."),
    noteNothingVisible: l10n.t("Joker.com shows no orders of these days any more."),
    noteOlderThan90Days: l10n.t(
      "With free orders, Joker.com shows the last 90 days alone: nothing up to {0} will be listed.",
    ),
    noteOlderThan3Years: l10n.t("Joker.com shows three years: nothing up to {0} will be listed."),
    mustHaveDay: l10n.t("Enter the first day, the last one, or both."),
    mustHaveName: l10n.t("Enter a name for this query."),
  };
}

function fields() {
  return {
    query: l10n.t("Query"),
    firstDay: l10n.t("From"),
    lastDay: l10n.t("To"),
    orderType: l10n.t("Type"),
    orderStatus: l10n.t("Status"),
    tld: l10n.t("TLD"),
    exactName: l10n.t("Exact name"),
    namePattern: l10n.t("Name with * and ?"),
    orderId: l10n.t("Order ID, exactly"),
    orderIdFrom: l10n.t("Order ID, from"),
    orderIdTo: l10n.t("Order ID, to"),
    procId: l10n.t("Proc ID, exactly"),
    procIdFrom: l10n.t("Proc ID, from"),
    procIdTo: l10n.t("Proc ID, to"),
    freeOrders: l10n.t("Free orders too"),
    oldestFirst: l10n.t("Oldest first"),
    more: l10n.t("More"),
    moreUsed: l10n.t("More ({0})"),
    showOrders: l10n.t("Show Orders"),
  };
}

function values() {
  return {
    lastDays: l10n.t("Last {0} days"),
    lastYears: l10n.t("Last {0} years"),
    thisMonth: l10n.t("This month"),
    lastMonth: l10n.t("Last month"),
    thisQuarter: l10n.t("This quarter"),
    lastQuarter: l10n.t("Last quarter"),
    thisYear: l10n.t("This year"),
    lastYear: l10n.t("Last year"),
    customDays: l10n.t("Other days…"),
    noDays: l10n.t("Any day, by ID"),
    daysFrom: l10n.t("From {0} on. Days are those of Joker.com, in UTC."),
    daysFromTo: l10n.t("{0} to {1}. Days are those of Joker.com, in UTC."),
    daysAreUtc: l10n.t("Days are those of Joker.com, in UTC; both are included."),
    allTypes: l10n.t("All types"),
    anyStatus: l10n.t("Any status"),
    statusOk: l10n.t("Carried out (ok)"),
    statusPending: l10n.t("Pending"),
    statusError: l10n.t("Failed (error)"),
  };
}

function types() {
  return {
    typeCreate: l10n.t("Create domain"),
    typeRenew: l10n.t("Renew domain"),
    typeTransfer: l10n.t("Transfer domain"),
    typeRestore: l10n.t("Restore domain from RGP"),
    typeDeleteDomain: l10n.t("Delete domain"),
    typeCor: l10n.t("Change of owner (COR)"),
    typeCreateContact: l10n.t("Create contact"),
    typeAutons: l10n.t("Modify DNS zone"),
    typeLock: l10n.t("Lock domain"),
    typeUnlock: l10n.t("Unlock domain"),
    typePrivacyBasic: l10n.t("Privacy Basic"),
    typePrivacyPro: l10n.t("Privacy Pro"),
    typeCreditIncrease: l10n.t("Account top-up"),
    typePaymentFee: l10n.t("Payment fee"),
  };
}

function keptQueries() {
  return {
    newQuery: l10n.t("New Query"),
    anotherTable: l10n.t("Show in Another Table"),
    queries: l10n.t("Queries"),
    queryName: l10n.t("Name for this query"),
    saveQuery: l10n.t("Save"),
    savedQueries: l10n.t("Saved"),
    recentQueries: l10n.t("Recent"),
    forgetQuery: l10n.t("Forget “{0}”"),
  };
}
