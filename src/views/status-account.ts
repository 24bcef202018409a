import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { markOf } from "../account/model";
import { Disposables } from "../workbench/disposables";
import { plain, withoutControls } from "../workbench/plain";
import { inMiddle, joined } from "./texts";

/** The longest name that is shown whole. */
const room = 24;

/** Names the active account in the status bar where there are others to switch to; a click lets the user choose. */
export function showAccount(accounts: Accounts): vscode.Disposable {
  const disposables = new Disposables();
  const item = disposables.add(vscode.window.createStatusBarItem("joker.account", vscode.StatusBarAlignment.Left, 51));
  item.name = vscode.l10n.t("Joker.com Account");
  item.command = "joker.switchAccount";
  const update = () => render(item, accounts);
  for (const event of [accounts.onDidChange, accounts.onDidUpdate, accounts.onDidRemove, accounts.onDidFollow]) {
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
  const mark = markOf(account);
  item.text = `$(account) ${plain(joined(" · ", mark, inMiddle(account.label, room)))}`;
  item.tooltip = vscode.l10n.t("Switch Account: {0}", withoutControls(account.label));
  item.accessibilityInformation = { label: `${item.name ?? ""}: ${joined(" ", mark, account.label)}` };
  item.show();
}
