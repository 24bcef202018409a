import * as vscode from "vscode";
import type { Accounts } from "../../account/accounts";
import { markOf, type AccountRecord } from "../../account/model";
import { longestName } from "../../account/naming";

/** Asks what an account is to be called; it keeps its name when the user gives up. */
export async function askName(accounts: Accounts, account: AccountRecord): Promise<void> {
  const others = accounts.records().filter(({ id, endpoint }) => id !== account.id && endpoint === account.endpoint);
  const mark = markOf(account);
  const label = await vscode.window.showInputBox({
    title: mark ? vscode.l10n.t("Account Name · {0}", mark) : vscode.l10n.t("Account Name"),
    prompt: vscode.l10n.t("A name that distinguishes this account from your other accounts"),
    value: account.label,
    ignoreFocusOut: true,
    validateInput: (text) => problemOf(text.trim(), others),
  });
  if (label !== undefined && label.trim() !== account.label) await accounts.change(account.id, { label: label.trim() });
}

function problemOf(name: string, others: readonly AccountRecord[]): string | undefined {
  if (name === "") return vscode.l10n.t("Enter a name.");
  if (name.length > longestName) {
    return vscode.l10n.t("Enter at most {0} characters.", longestName);
  }
  return others.some(({ label }) => label === name)
    ? vscode.l10n.t("Another account at this endpoint already has this name.")
    : undefined;
}
