import * as vscode from "vscode";
import { columnTitles } from "../data/order-titles";
import type { Order } from "../dmapi/model";
import { readableName } from "../names/readable-name";
import { cardOf } from "../workbench/markdown";
import { own } from "../workbench/own";
import { iconOf } from "./group";
import { stampOf, type Row } from "./row";
import { joined } from "./texts";

interface About {
  /** A record's id. */
  readonly account: string;
  readonly order: Order;
  /** What it is shown below. */
  readonly by: "day" | "month";
}

/** An order; the description reads `transfer 10.19 USD`, below a month with its day. */
export function orderRow(about: About): Row {
  const { account, order, by } = about;
  const { orderId } = order;
  return {
    id: `order:${orderId}`,
    get stamp() {
      return stampOf(order.fields, by);
    },
    about: { order, account, orderId, copy: orderId },
    item: () => itemOf(about),
    details: () => cardOf({ title: titleOf(order), sentences: [], facts: factsOf(order) }),
  };
}

function itemOf({ account, order, by }: About): vscode.TreeItem {
  const { orderId, type, amountBrutto, currency, createdAt, status } = order;
  const item = new vscode.TreeItem(titleOf(order));
  const date = by === "month" ? createdAt.slice(0, 10) : "";
  const said = joined(" ", type, amountBrutto, currency, date, status === "ok" ? "" : status);
  item.description = said;
  item.iconPath = iconOf(lookOf(order));
  item.contextValue = "order";
  item.accessibilityInformation = { label: joined(", ", titleOf(order), said, createdAt.slice(0, 10)) };
  const argument = { account, orderId };
  const title = vscode.l10n.t("Open Order Table");
  item.command = { command: "joker.orders.openTable", title, arguments: [argument] };
  return item;
}

/** Every field as it came; those that DMAPI documents by the titles they have in the order table. */
function factsOf({ fields }: Order): (readonly [name: string, value: string])[] {
  const titles = columnTitles();
  return [...fields].map(([name, value]) => [own(titles, name) ?? name, value]);
}

function titleOf({ identifier, orderId }: Order): string {
  return readableName(identifier) || vscode.l10n.t("order {0}", orderId);
}

function lookOf({ status, amountBrutto }: Order): { icon: string; colour?: string } {
  if (status === "error") return { icon: "error", colour: "charts.red" };
  if (status !== "ok") return { icon: "clock" };
  return { icon: amountBrutto.startsWith("-") ? "arrow-left" : "pass" };
}
