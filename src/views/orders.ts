import * as vscode from "vscode";
import type { Order } from "../dmapi/model";

/** A recent order; the description reads `transfer 10.19 USD 2024-03-17`. */
export class OrderItem extends vscode.TreeItem {
  constructor(readonly order: Order) {
    super(order.identifier || vscode.l10n.t("order {0}", order.orderId));
    this.id = `order:${order.orderId}`;
    this.description = descriptionOf(order);
    this.iconPath = iconOf(order);
    this.contextValue = "order";
    this.tooltip = [...order.fields].map(([name, value]) => `${name}: ${value}`).join("\n");
    this.accessibilityInformation = { label: `${order.identifier}, ${this.description}` };
  }
}

function descriptionOf({ type, status, amountBrutto, currency, createdAt }: Order): string {
  const unfinished = status === "ok" ? "" : status;
  const parts = [type, amountBrutto, currency, createdAt.slice(0, 10), unfinished];
  return parts.filter((part) => part !== "").join(" ");
}

function iconOf({ status, amountBrutto }: Order): vscode.ThemeIcon {
  if (status === "error") return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  if (status !== "ok") return new vscode.ThemeIcon("clock");
  return new vscode.ThemeIcon(amountBrutto.startsWith("-") ? "arrow-left" : "pass");
}
