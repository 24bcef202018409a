import * as vscode from "vscode";
import { orderColumnTitles } from "../state/order-column-titles";
import { normalizeWord, type Order } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import { createHoverMarkdown } from "../workbench/markdown";
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

/** An order; the description reads `transfer 10.19 USD`, below a month with its day. */
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
  const { orderId, type, amountBrutto, currency, createdAt, status } = order;
  const item = new vscode.TreeItem(orderTitle(order));
  const date = periodUnit === "month" ? createdAt.slice(0, 10) : "";
  const descriptionText = joinNonEmpty(
    " ",
    type,
    amountBrutto,
    currency,
    date,
    normalizeWord(status) === "ok" ? "" : status,
  );
  item.description = descriptionText;
  item.iconPath = createThemeIcon(findOrderIcon(order));
  item.contextValue = "order";
  item.accessibilityInformation = {
    label: joinNonEmpty(", ", orderTitle(order), descriptionText, createdAt.slice(0, 10)),
  };
  const argument = { account, orderId };
  const title = vscode.l10n.t("Open Order Table");
  item.command = { command: "joker.orders.openTable", title, arguments: [argument] };
  return item;
}

/** Every field as received; documented ones with the column titles of the order table. */
function orderFacts({ fields }: Order): (readonly [name: string, value: string])[] {
  const titles = orderColumnTitles();
  return [...fields].map(([name, value]) => [getOwn(titles, name) ?? name, value]);
}

function orderTitle({ identifier, orderId }: Order): string {
  return toDisplayDomain(identifier) || vscode.l10n.t("order {0}", orderId);
}

function findOrderIcon({ status, amountBrutto }: Order): { icon: string; color?: string } {
  if (normalizeWord(status) === "error") return { icon: "error", color: "charts.red" };
  if (normalizeWord(status) !== "ok") return { icon: "clock" };
  return { icon: amountBrutto.startsWith("-") ? "arrow-left" : "pass" };
}
