import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { AllViewOptions } from "../state/view-options";
import type { AppState } from "../state/app-state";
import { computeOrderTotals, findOrderCurrency, type OrderTotals } from "../state/order-totals";
import { orderTotalsFacts, orderTotalsText } from "../state/order-total-texts";
import { formatDay as toDay } from "../dmapi/days";
import type { Order } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import type { Clock } from "../workbench/clock";
import { createHoverMarkdown } from "../workbench/markdown";
import { groupBy, createGroupRow } from "./group-row";
import { createActionRow } from "./load-more-item";
import { orderStatusName } from "../state/display-names";
import { createOrderRow, orderAmountText, orderKindName } from "./order-row";
import { createRows, createLazyRows, type Row } from "./row";
import { joinNonEmpty } from "./format";
import type { ViewModel, ResourceView } from "./resource-tree";
import { matchesTextFilter } from "../state/text-filter";
import { displayLocale } from "../workbench/locale";
import { formatCount, formatDay } from "../workbench/formats";

/** Groups start expanded until this many orders are shown. */
const maxExpandedOrders = 100;

/** The orders of the last days by day or month, with totals. */
export class OrdersView implements ResourceView<readonly Order[]> {
  readonly name = "orders";
  readonly intervalsPerPoll = 3;
  readonly resource: AppState["orders"];
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly accounts: Accounts,
    private readonly appState: AppState,
    private readonly viewOptions: AllViewOptions["orders"],
    private readonly clock: Clock,
  ) {
    this.resource = appState.orders;
    this.onDidChange = viewOptions.onDidChange;
  }

  createViewModel(orders: readonly Order[]): ViewModel {
    const { filter } = this.viewOptions;
    const filteredOrders =
      filter === "" ? orders : orders.filter((order) => matchesTextFilter(filter, searchableTexts(order)));
    const groups = this.createGroups(filteredOrders, periodOf(orders.at(-1), this.viewOptions.grouping));
    const filterNotice =
      filter && vscode.l10n.t("Filter “{0}”: {1} of {2} shown.", filter, filteredOrders.length, orders.length);
    return {
      summary: this.summaryText(orders),
      rows: createRows(groups.length > 0 ? [createTableRow(), ...groups, ...this.createEndRows()] : []),
      filterNotice,
    };
  }

  /** What the current month cost so far, such as `Nov: 821.18 USD · pending 12.00 USD`, for the view's title. */
  private summaryText(orders: readonly Order[]): string {
    const month = toDay(this.clock()).slice(0, "2026-11".length);
    const monthOrders = orders.filter((order) => periodOf(order, "month") === month);
    const totals = computeOrderTotals(monthOrders, findOrderCurrency(orders));
    const name = formatUtcDay(`${month}-01`, { month: "short" });
    const incompleteNote = periodOf(orders.at(-1), "month") === month ? this.incompletePeriodText(month) : "";
    const text = joinNonEmpty(" · ", orderTotalsText(totals), incompleteText(totals, incompleteNote));
    return vscode.l10n.t("{0}: {1}", name, text);
  }

  /** @param oldestPeriod the period of the oldest order, which may be loaded only in part */
  private createGroups(orders: readonly Order[], oldestPeriod: string): Row[] {
    const { grouping: periodUnit } = this.viewOptions;
    const account = this.accounts.current?.id ?? "";
    const mainCurrency = findOrderCurrency(orders);
    let shownCount = 0;
    return [...groupBy(orders, (order) => periodOf(order, periodUnit))].map(([period, periodOrders]) => {
      shownCount += periodOrders.length;
      const totals = computeOrderTotals(periodOrders, mainCurrency);
      const incompleteNote = period === oldestPeriod ? this.incompletePeriodText(period) : "";
      return createGroupRow({
        id: `period:${period}`,
        label: shortPeriodText(period, toDay(this.clock())),
        description: joinNonEmpty(" · ", orderTotalsText(totals), incompleteText(totals, incompleteNote)),
        tooltip: () => createTotalsHover(periodText(period), periodOrders.length, totals, incompleteNote),
        children: createLazyRows(
          periodOrders,
          (order) => createOrderRow({ account, order, periodUnit }),
          shownCount <= maxExpandedOrders,
        ),
      });
    });
  }

  /** How much of a period is loaded; empty when it is complete. */
  private incompletePeriodText(period: string): string {
    const { firstDay, isTruncated } = this.appState.recentOrders;
    if (isTruncated) return vscode.l10n.t("incomplete");
    const isComplete = period.length !== "2026-11".length || firstDay <= `${period}-01`;
    return isComplete ? "" : vscode.l10n.t("since {0}", formatDay(firstDay));
  }

  /** The row after the oldest orders. */
  private createEndRows(): Row[] {
    const { hasMore, isTruncated, firstDay } = this.appState.recentOrders;
    if (isTruncated) {
      const label = vscode.l10n.t("Open the order table for more orders");
      return [createActionRow("orders/table", label, { command: "joker.orders.openTable" })];
    }
    const label = vscode.l10n.t("Load older orders (before {0})", firstDay && formatDay(firstDay));
    return hasMore ? [createActionRow("orders/load-more", label, { command: "joker.orders.loadMore" })] : [];
  }
}

/** The first row: the title's button for the table is visible only under the pointer. */
function createTableRow(): Row {
  const label = vscode.l10n.t("Open Order Table");
  return createActionRow("orders/open-table", label, { command: "joker.orders.openTable", icon: "table" });
}

/** The texts the filter searches: the fields as received and as shown. */
function searchableTexts(order: Order): string[] {
  const { fields, identifier, status } = order;
  return [
    ...fields.values(),
    toDisplayDomain(identifier),
    orderKindName(order),
    orderStatusName(status),
    orderAmountText(order),
  ];
}

/** The day or month (UTC) of an order, such as 2026-11-22 or 2026-11; empty without a date. */
function periodOf(order: Order | undefined, periodUnit: "day" | "month"): string {
  const [month, day] = /^(\d{4}-\d{2})-\d{2}/.exec(order?.createdAt ?? "")?.toReversed() ?? [];
  return (periodUnit === "day" ? day : month) ?? "";
}

function periodText(period: string): string {
  if (period === "") return vscode.l10n.t("No date");
  return period.length > "2026-11".length
    ? formatDay(period)
    : formatUtcDay(`${period}-01`, { month: "long", year: "numeric" });
}

/** A short period label, because the totals follow it: without the year for the current year. */
function shortPeriodText(period: string, today: string): string {
  if (period.slice(0, 4) !== today.slice(0, 4)) return periodText(period);
  const isDay = period.length > "2026-11".length;
  return isDay
    ? formatUtcDay(period, { month: "short", day: "numeric" })
    : formatUtcDay(`${period}-01`, { month: "long" });
}

function formatUtcDay(day: string, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Date(time).toLocaleDateString(displayLocale(), { ...options, timeZone: "UTC" });
}

function incompleteText({ unreadable }: OrderTotals, incompleteNote: string): string {
  return unreadable > 0 ? vscode.l10n.t("incomplete") : incompleteNote;
}

function createTotalsHover(
  title: string,
  count: number,
  totals: OrderTotals,
  incompleteNote: string,
): vscode.MarkdownString {
  const { unreadable } = totals;
  return createHoverMarkdown({
    title,
    sentences: [
      incompleteNote,
      unreadable > 0 ? vscode.l10n.t("Orders with an unreadable amount, not included in totals: {0}", unreadable) : "",
    ],
    facts: [[vscode.l10n.t("Orders"), formatCount(count)], ...orderTotalsFacts(totals)],
  });
}
