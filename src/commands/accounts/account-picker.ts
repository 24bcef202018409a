import * as vscode from "vscode";
import { accessText } from "../../accounts/access-text";
import type { Accounts } from "../../accounts/accounts";
import { accountName, type AccountRecord } from "../../accounts/model";
import { sanitize } from "../../workbench/sanitize";

/**
 * Lets the user pick an account; each shows its name, endpoint and access level.
 * @param extraChoices further items below the accounts
 * @returns the account, the text of one of `extraChoices`, or undefined when the user canceled
 */
export async function pickAccount(
  accounts: Accounts,
  {
    title,
    placeholder,
    more: extraChoices,
  }: { readonly title: string; readonly placeholder: string; readonly more: readonly string[] },
): Promise<AccountRecord | string | undefined> {
  const accountItems = accounts
    .records()
    .map((record) => createAccountItem(record, record.id === accounts.current?.id));
  const extraItems = extraChoices.map((text) => ({ label: `$(add) ${text}`, value: text }));
  const options = { title, placeHolder: placeholder, matchOnDescription: true, matchOnDetail: true };
  const selection = await vscode.window.showQuickPick<vscode.QuickPickItem & { value: AccountRecord | string }>(
    [...accountItems, ...extraItems],
    options,
  );
  return selection?.value;
}

function createAccountItem(record: AccountRecord, isActive: boolean) {
  const login = record.userLogin === record.label ? "" : record.userLogin;
  return {
    label: `$(${isActive ? "check" : "account"}) ${sanitize(accountName(record))}`,
    description: isActive ? vscode.l10n.t("current") : "",
    detail: sanitize(joinNonEmpty(login, accessDescription(record), record.endpoint)),
    value: record,
  };
}

function accessDescription({ signedOut, readOnlyMode, access, accessAsSent }: AccountRecord): string {
  if (signedOut) return vscode.l10n.t("signed out");
  const level = accessText(access, accessAsSent);
  return readOnlyMode ? joinNonEmpty(level, vscode.l10n.t("read-only mode")) : level;
}

function joinNonEmpty(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
