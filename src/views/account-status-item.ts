import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { environmentLabel } from "../accounts/model";
import { Disposables } from "../workbench/disposables";
import { sanitize, stripControlCharacters } from "../workbench/sanitize";
import { truncateMiddle, joinNonEmpty } from "./format";

/** Longer names are shortened. */
const maxNameLength = 24;

/** Shows the active account in the status bar when there are several; a click switches. */
export function createAccountStatusItem(accounts: Accounts): vscode.Disposable {
  const disposables = new Disposables();
  const item = disposables.add(vscode.window.createStatusBarItem("joker.account", vscode.StatusBarAlignment.Left, 51));
  item.name = vscode.l10n.t("Joker.com Account");
  item.command = "joker.switchAccount";
  const update = () => render(item, accounts);
  for (const event of [
    accounts.onDidChange,
    accounts.onDidUpdateAccount,
    accounts.onDidEndAccount,
    accounts.onDidStoreAccount,
  ]) {
    disposables.add(event(update));
  }
  update();
  return disposables;
}

function render(item: vscode.StatusBarItem, accounts: Accounts): void {
  const account = accounts.current;
  if (!account || accounts.records().length < 2) {
    item.hide();
    return;
  }
  const environment = environmentLabel(account);
  item.text = `$(account) ${sanitize(joinNonEmpty(" · ", environment, truncateMiddle(account.label, maxNameLength)))}`;
  item.tooltip = vscode.l10n.t("Switch Account: {0}", stripControlCharacters(account.label));
  item.accessibilityInformation = { label: `${item.name ?? ""}: ${joinNonEmpty(" ", environment, account.label)}` };
  item.show();
}
