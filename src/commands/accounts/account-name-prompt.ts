import * as vscode from "vscode";
import type { Accounts } from "../../accounts/accounts";
import { environmentLabel, type AccountRecord } from "../../accounts/model";
import { maxLabelLength } from "../../accounts/account-label";

/** Asks for a name for the account; canceling keeps the current one. */
export async function promptForAccountName(accounts: Accounts, account: AccountRecord): Promise<void> {
  const others = accounts.records().filter(({ id, endpoint }) => id !== account.id && endpoint === account.endpoint);
  const environment = environmentLabel(account);
  const label = await vscode.window.showInputBox({
    title: environment ? vscode.l10n.t("Account Name · {0}", environment) : vscode.l10n.t("Account Name"),
    prompt: vscode.l10n.t("A name that distinguishes this account from your other accounts"),
    value: account.label,
    ignoreFocusOut: true,
    validateInput: (text) => validateName(text.trim(), others),
  });
  if (label !== undefined && label.trim() !== account.label) await accounts.update(account.id, { label: label.trim() });
}

function validateName(name: string, others: readonly AccountRecord[]): string | undefined {
  if (name === "") return vscode.l10n.t("Enter a name.");
  if (name.length > maxLabelLength) {
    return vscode.l10n.t("Enter at most {0} characters.", maxLabelLength);
  }
  return others.some(({ label }) => label === name)
    ? vscode.l10n.t("Another account at this endpoint already has this name. Enter a different name.")
    : undefined;
}
