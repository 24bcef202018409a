import * as vscode from "vscode";
import { accessText } from "../../account/access-text";
import type { Accounts } from "../../account/accounts";
import { nameOf, type AccountRecord } from "../../account/model";
import { plain } from "../../workbench/plain";

/**
 * Lets the user pick one of all accounts, each with its name, endpoint and access level.
 * @param more further items below the accounts
 * @returns the account, the text of one of `more`, or undefined when the user picked nothing
 */
export async function pickAccount(
  accounts: Accounts,
  {
    title,
    placeholder,
    more,
  }: { readonly title: string; readonly placeholder: string; readonly more: readonly string[] },
): Promise<AccountRecord | string | undefined> {
  const known = accounts.records().map((record) => itemOf(record, record.id === accounts.current?.id));
  const others = more.map((text) => ({ label: `$(add) ${text}`, value: text }));
  const options = { title, placeHolder: placeholder, matchOnDescription: true, matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { value: AccountRecord | string }>(
    [...known, ...others],
    options,
  );
  return chosen?.value;
}

function itemOf(record: AccountRecord, isActive: boolean) {
  const login = record.userLogin === record.label ? "" : record.userLogin;
  return {
    label: `$(${isActive ? "check" : "account"}) ${plain(nameOf(record))}`,
    description: isActive ? vscode.l10n.t("current") : "",
    detail: plain(joined(login, accessOf(record), record.endpoint)),
    value: record,
  };
}

function accessOf({ signedOut, readOnlyMode, access, accessAsSent }: AccountRecord): string {
  if (signedOut) return vscode.l10n.t("signed out");
  const level = accessText(access, accessAsSent);
  return readOnlyMode ? joined(level, vscode.l10n.t("read-only mode")) : level;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
