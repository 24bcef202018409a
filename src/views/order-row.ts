import * as vscode from "vscode";
import { isOkStatus, isRefund, isTopUpType } from "../columns/charged-orders";
import { negateDecimal } from "../formatting/number-formatter";
import { capitalize, orderStatusName, orderTypeName, refundName } from "../state/display-names";
import { orderColumnTitles } from "../state/order-column-titles";
import { normalizeWord, type Order } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import { createHoverMarkdown } from "../workbench/markdown";
import { formatDay, formatMoney, formatTimeAsSent } from "../workbench/formats";
import { getOwn } from "../workbench/sanitize";
import { createThemeIcon } from "./group-row";
import { createSignature, type Row } from "./row";
import { joinNonEmpty } from "./format";

interface OrderRowData {
  /** A record's id. */
  readonly account: string;
  readonly order: Order;
  /** The grouping it is shown in. */
  readonly periodUnit: "day" | "month";
}

/**
 * An order, such as `10.19 USD · example.com` with the description `transfer`, below a month with its day. The amount comes
 * first because a narrow side bar cuts off the end.
 */
export function createOrderRow(data: OrderRowData): Row {
  const { account, order, periodUnit } = data;
  const { orderId } = order;
  return {
    id: `order:${orderId}`,
    get signature() {
      return createSignature(order.fields, periodUnit);
    },
    commandData: { order, account, orderId, copy: orderId },
    createItem: () => createOrderItem(data),
    createHover: () => createHoverMarkdown({ title: orderTitle(order), sentences: [], facts: orderFacts(order) }),
  };
}

function createOrderItem({ account, order, periodUnit }: OrderRowData): vscode.TreeItem {
  const { orderId, createdAt, status } = order;
  const amount = orderAmountText(order);
  const item = new vscode.TreeItem(joinNonEmpty(" · ", amount, orderTitle(order)));
  const day = formatDay(createdAt.slice(0, 10));
  const descriptionText = joinNonEmpty(
    " · ",
    isOkStatus(status) ? "" : orderStatusName(status),
    orderKindName(order),
    periodUnit === "month" ? day : "",
  );
  item.description = descriptionText;
  item.iconPath = createThemeIcon(findOrderIcon(order));
  item.contextValue = "order";
  item.accessibilityInformation = {
    label: joinNonEmpty(", ", orderTitle(order), amount, descriptionText, periodUnit === "month" ? "" : day),
  };
  const argument = { account, orderId };
  const title = vscode.l10n.t("Open Order Table");
  item.command = { command: "joker.orders.openTable", title, arguments: [argument] };
  return item;
}

/** The name of an order's type, which says so where the order is a refund: `renewal (refund)`. */
export function orderKindName({ type, amountBrutto }: Order): string {
  return isRefund(type, amountBrutto) ? refundName(orderTypeName(type)) : orderTypeName(type);
}

/** The amount with VAT; a top-up, which DMAPI sends as a negative amount, is positive. */
export function orderAmountText({ amountBrutto, currency, type }: Order): string {
  return formatMoney(isTopUpType(type) ? negateDecimal(amountBrutto) : amountBrutto, currency);
}

/** Every field; documented ones with the column titles and values of the order table, others as received. */
function orderFacts(order: Order): (readonly [name: string, value: string])[] {
  const { fields, type, status, createdAt, amountNetto, currency } = order;
  const titles = orderColumnTitles();
  const values: Partial<Record<string, string>> = {
    type: capitalize(orderKindName(order)),
    status: capitalize(orderStatusName(status)),
    created_at: formatTimeAsSent(createdAt),
    amount_brutto: orderAmountText(order),
    amount_netto: formatMoney(isTopUpType(type) ? negateDecimal(amountNetto) : amountNetto, currency),
    currency: "",
  };
  return [...fields].map(([name, value]) => [getOwn(titles, name) ?? name, getOwn(values, name) ?? value]);
}

function orderTitle({ identifier, orderId }: Order): string {
  return toDisplayDomain(identifier) || vscode.l10n.t("order {0}", orderId);
}

function findOrderIcon({ status, amountBrutto, type }: Order): { icon: string; color?: string } {
  if (normalizeWord(status) === "error") return { icon: "error", color: "charts.red" };
  if (normalizeWord(status) !== "ok") return { icon: "clock" };
  if (isTopUpType(type)) return { icon: "add" };
  return { icon: amountBrutto.startsWith("-") ? "arrow-left" : "pass" };
}
