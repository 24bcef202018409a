import * as vscode from "vscode";
import { accessText } from "../account/access-text";
import type { Accounts } from "../account/accounts";
import { markOf, nameOf, type Account } from "../account/model";
import type { AccountFacts } from "../data/data";
import type { Row } from "./row";

/** The rows of the account view: who, what is available, what the key may do, and where all this comes from. */
export function accountRows({ balance, access, accessAsSent }: AccountFacts, accounts: Accounts): Row[] {
  const account = accounts.current;
  if (!account) return [];
  const amount = (value: string) => `${value} ${balance.currency}`.trim();
  const endpoint = [account.endpoint, markOf(account)].filter((part) => part !== "").join(" · ");
  return [
    row("name", vscode.l10n.t("Account"), nameOf(account), "account"),
    row("available", vscode.l10n.t("Available"), amount(balance.available), "credit-card"),
    row("pending", vscode.l10n.t("Pending"), amount(balance.pending), "clock"),
    row("total", vscode.l10n.t("Total"), amount(balance.total), "symbol-operator"),
    row("access", vscode.l10n.t("Access level"), accessOf(account, access, accessAsSent), "key"),
    row("endpoint", vscode.l10n.t("Endpoint"), endpoint, "globe"),
  ];
}

/** What the key may do, and the user's own switch that allows less. */
function accessOf({ readOnlyMode }: Account, access: string, accessAsSent: string): string {
  const level = accessText(access, accessAsSent);
  return readOnlyMode ? vscode.l10n.t("{0} · read-only mode", level) : level;
}

function row(id: string, label: string, description: string, icon: string): Row {
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.description = description;
    item.tooltip = `${label}: ${description}`;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = `account ${id}`;
    item.accessibilityInformation = { label: item.tooltip };
    return item;
  };
  return { id: `account:${id}`, stamp: description, item };
}
