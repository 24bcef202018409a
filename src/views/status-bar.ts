import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { markOf, nameOf } from "../account/model";
import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import { compareAmounts } from "../data/money";
import type { Balance } from "../dmapi/model";
import { Disposables } from "../workbench/disposables";
import { plain, withoutControls } from "../workbench/plain";
import { onSettingChange, settings } from "../workbench/settings";

/**
 * Shows the balance of whoever is signed in, and whether anything that is asked for in the background fails; a click leads
 * to the account view.
 */
export function showBalance(accounts: Accounts, data: Data): vscode.Disposable {
  const disposables = new Disposables();
  const item = disposables.add(vscode.window.createStatusBarItem("joker.balance", vscode.StatusBarAlignment.Left, 50));
  item.name = vscode.l10n.t("Joker.com Balance");
  item.command = "joker.account.focus";
  const update = () => render(item, accounts, data);
  disposables.add(accounts.onDidChange(update));
  for (const resource of watched(data)) disposables.add(resource.onDidChange(update));
  disposables.add(accounts.onDidUpdate(update));
  disposables.add(onSettingChange(["balance.lowThreshold"], update));
  update();
  return disposables;
}

function render(item: vscode.StatusBarItem, accounts: Accounts, data: Data): void {
  const account = accounts.current;
  if (!account) {
    item.hide();
    return;
  }
  const balance = data.account.value?.balance;
  const mark = markOf(account);
  const isLow = balance !== undefined && compareAmounts(balance.available, settings.lowThreshold()) < 0;
  const failures = failuresOf(data);
  const lines = [
    nameOf(account),
    ...amountLines(balance),
    ageLine(data),
    account.readOnlyMode ? vscode.l10n.t("Read-only mode is on. No changes will be sent.") : "",
    isLow ? vscode.l10n.t("Below your threshold of {0}", settings.lowThreshold()) : "",
    ...failures,
  ];
  const marks = (mark && ` · ${plain(mark)}`) + (account.readOnlyMode ? " $(lock)" : "");
  item.text = textOf(balance, isLow || failures.length > 0) + marks;
  item.tooltip = withoutControls(lines.filter((line) => line !== "").join("\n"));
  item.backgroundColor = isLow ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.accessibilityInformation = { label: `${item.name ?? ""}: ${item.tooltip}` };
  item.show();
}

/** What is kept fresh whether anybody looks or not. */
function watched({ account, transfers, results }: Data): readonly Resource<unknown>[] {
  return [account, transfers, results];
}

/** What fails, each thing once. */
function failuresOf(data: Data): string[] {
  const messages = watched(data).map(({ state }) => (state.kind === "failed" ? state.failure.message : ""));
  return [...new Set(messages)].filter((message) => message !== "");
}

/** Old amounts are never shown as if they were new. */
function ageLine({ account: { state } }: Data): string {
  if (state.kind !== "failed" || state.at === undefined) return "";
  const time = new Date(state.at).toLocaleString(vscode.env.language, { dateStyle: "short", timeStyle: "short" });
  return vscode.l10n.t("Last updated: {0}.", time);
}

function textOf(balance: Balance | undefined, warns: boolean): string {
  if (balance) return `$(credit-card) ${amount(balance.available, balance.currency)}${warns ? " $(warning)" : ""}`;
  return warns ? "$(credit-card) $(warning)" : "$(credit-card) …";
}

function amountLines(balance: Balance | undefined): string[] {
  if (!balance) return [];
  return [
    vscode.l10n.t("Available: {0}", amount(balance.available, balance.currency)),
    vscode.l10n.t("Pending: {0}", amount(balance.pending, balance.currency)),
    vscode.l10n.t("Total: {0}", amount(balance.total, balance.currency)),
  ];
}

/** The status bar reads `$(name)` as an icon, so a currency may hold letters and digits alone, and few of them. */
function amount(value: string, currency: string): string {
  return `${value} ${currency.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 8)}`.trim();
}
