import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { environmentLabel, accountName } from "../accounts/model";
import type { AppState } from "../state/app-state";
import type { Resource } from "../state/resource";
import { fallsBelowThreshold } from "../state/balance-forecast";
import { forecastLines } from "../state/forecast-texts";
import { compareAmounts } from "../state/amounts";
import type { Balance } from "../dmapi/model";
import { Disposables } from "../workbench/disposables";
import { sanitize, stripControlCharacters } from "../workbench/sanitize";
import { onDidChangeSettings, settings } from "../workbench/settings";
import { formatDateTime, formatMoney } from "../workbench/formats";

/**
 * Shows the balance of the active account in the status bar, and whether background requests fail; a click opens the
 * account view.
 */
export function createBalanceStatusItem(accounts: Accounts, appState: AppState): vscode.Disposable {
  const disposables = new Disposables();
  const item = disposables.add(vscode.window.createStatusBarItem("joker.balance", vscode.StatusBarAlignment.Left, 50));
  item.name = vscode.l10n.t("Joker.com Balance");
  item.command = "joker.account.focus";
  const update = () => render(item, accounts, appState);
  disposables.add(accounts.onDidChange(update));
  for (const resource of polledResources(appState)) disposables.add(resource.onDidChange(update));
  disposables.add(appState.forecast.onDidChange(update));
  disposables.add(accounts.onDidUpdateAccount(update));
  disposables.add(onDidChangeSettings(["balance.lowThreshold"], update));
  update();
  return disposables;
}

function render(item: vscode.StatusBarItem, accounts: Accounts, appState: AppState): void {
  const account = accounts.current;
  if (!account) {
    item.hide();
    return;
  }
  const balance = appState.account.value?.balance;
  const environment = environmentLabel(account);
  const isLow = balance !== undefined && compareAmounts(balance.available, settings.lowThreshold()) < 0;
  const failures = failureMessages(appState);
  const { forecast } = appState.forecast;
  const lines = [
    accountName(account),
    ...amountLines(balance),
    ...(forecast ? forecastLines(forecast, settings.lowThreshold()) : []),
    outdatedLine(appState),
    account.readOnlyMode ? vscode.l10n.t("Read-only mode is on. No changes will be sent.") : "",
    isLow
      ? vscode.l10n.t("Below your threshold of {0}", formatAmount(`${settings.lowThreshold()}`, balance.currency))
      : "",
    ...failures,
  ];
  const suffix = (environment && ` · ${sanitize(environment)}`) + (account.readOnlyMode ? " $(lock)" : "");
  const isShort = isLow || (forecast !== undefined && fallsBelowThreshold(forecast));
  item.text = statusText(balance, isShort, failures.length > 0) + suffix;
  item.tooltip = stripControlCharacters(lines.filter((line) => line !== "").join("\n"));
  item.backgroundColor = isLow ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.accessibilityInformation = { label: `${item.name ?? ""}: ${item.tooltip}` };
  item.show();
}

/** The resources that are polled even when their views are hidden. */
function polledResources({ account, transfers, results }: AppState): readonly Resource<unknown>[] {
  return [account, transfers, results];
}

/** The failure messages without duplicates. */
function failureMessages(appState: AppState): string[] {
  const messages = polledResources(appState).map(({ state }) => (state.kind === "failed" ? state.failure.message : ""));
  return [...new Set(messages)].filter((message) => message !== "");
}

/** Says when the amounts are from if the last load failed. */
function outdatedLine({ account: { state } }: AppState): string {
  if (state.kind !== "failed" || state.at === undefined) return "";
  return vscode.l10n.t("Last updated: {0}.", formatDateTime(state.at));
}

/** A warning is about money; that loading failed has an icon of its own. */
function statusText(balance: Balance | undefined, isShort: boolean, hasFailed: boolean): string {
  const amount = balance ? formatAmount(balance.available, balance.currency) : hasFailed ? "" : "…";
  const icons = [isShort ? "$(warning)" : "", hasFailed ? "$(sync-ignored)" : ""];
  return ["$(credit-card)", amount, ...icons].filter((part) => part !== "").join(" ");
}

function amountLines(balance: Balance | undefined): string[] {
  if (!balance) return [];
  return [
    vscode.l10n.t("Available: {0}", formatAmount(balance.available, balance.currency)),
    vscode.l10n.t("Pending: {0}", formatAmount(balance.pending, balance.currency)),
    vscode.l10n.t("Total: {0}", formatAmount(balance.total, balance.currency)),
  ];
}

/** The status bar reads `$(name)` as an icon, so a currency may hold letters and digits alone, and few of them. */
function formatAmount(value: string, currency: string): string {
  return formatMoney(value, currency.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 8));
}
