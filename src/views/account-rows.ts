import * as vscode from "vscode";
import { accessText } from "../accounts/access-text";
import type { Accounts } from "../accounts/accounts";
import { environmentLabel, accountName, type Account } from "../accounts/model";
import type { AccountSummary } from "../state/app-state";
import { fallsBelowThreshold } from "../state/balance-forecast";
import type { ForecastSource } from "../state/forecast-source";
import { describeForecast } from "../state/forecast-texts";
import { formatMoney } from "../workbench/formats";
import { settings } from "../workbench/settings";
import { createForecastRows } from "./forecast-rows";
import type { Row } from "./row";

/** The rows of the account view: name, balance, forecast, access level and endpoint. */
export function createAccountRows(
  { balance, access, accessAsSent }: AccountSummary,
  accounts: Accounts,
  forecast: ForecastSource,
): Row[] {
  const account = accounts.current;
  if (!account) return [];
  const amount = (value: string) => formatMoney(value, balance.currency);
  const endpoint = [account.endpoint, environmentLabel(account)].filter((part) => part !== "").join(" · ");
  return [
    createAccountRow("name", vscode.l10n.t("Account"), accountName(account), "account"),
    createAccountRow("available", vscode.l10n.t("Available"), amount(balance.available), "credit-card"),
    createAccountRow("pending", vscode.l10n.t("Pending"), amount(balance.pending), "clock"),
    createAccountRow("total", vscode.l10n.t("Total"), amount(balance.total), "symbol-operator"),
    ...createForecastRows(forecast),
    createAccountRow("access", vscode.l10n.t("Access level"), accessDescription(account, access, accessAsSent), "key"),
    createAccountRow("endpoint", vscode.l10n.t("Endpoint"), endpoint, "globe"),
  ];
}

/** The text beside the view's title: the available amount, and when the forecast falls below the threshold. */
export function summarizeBalance({ balance }: AccountSummary, { forecast, canLoad }: ForecastSource): string {
  const available = formatMoney(balance.available, balance.currency);
  const isExpected = forecast && canLoad && fallsBelowThreshold(forecast);
  return isExpected ? `${available} · ${describeForecast(forecast, settings.lowThreshold())}` : available;
}

/** The access level, and read-only mode if it is on. */
function accessDescription({ readOnlyMode }: Account, access: string, accessAsSent: string): string {
  const level = accessText(access, accessAsSent);
  return readOnlyMode ? vscode.l10n.t("{0} · read-only mode", level) : level;
}

function createAccountRow(id: string, label: string, description: string, icon: string): Row {
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.description = description;
    item.tooltip = `${label}: ${description}`;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = `account ${id}`;
    item.accessibilityInformation = { label: item.tooltip };
    return item;
  };
  return { id: `account:${id}`, signature: description, createItem: item };
}
