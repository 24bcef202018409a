import * as vscode from "vscode";
import { accessText } from "../../accounts/access-text";
import { accountName, type Account } from "../../accounts/model";
import { queryProfile } from "../../dmapi/account";
import { UserFacingError } from "../../workbench/user-facing-error";
import { confirm, pickItem, showInfo } from "../../workbench/dialogs";
import { stripControlCharacters } from "../../workbench/sanitize";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { refreshNow, type CommandContext } from "../command-context";
import { formatList } from "../format-list";
import { promptForAccountName } from "./account-name-prompt";
import { promptAndSignIn, promptForNewCredentials } from "./sign-in";
import { createProfileText, profileScheme, registerProfileHovers, selectProfileFields } from "./profile-document";
import { pickAccount } from "./account-picker";

/** Registers the commands about accounts. */
export function registerAccountCommands(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
): vscode.Disposable {
  let profileKeys: readonly string[] = [];
  readOnlyDocuments.registerScheme(profileScheme, async () => {
    const fields = selectProfileFields(await queryProfile(context.accounts.requireCurrent().session.call));
    profileKeys = fields.map(([key]) => stripControlCharacters(key));
    return createProfileText(fields);
  });
  context.registry.addHandlers({
    "joker.signIn": () => promptSignIn(context),
    "joker.signOut": () => signOutCurrent(context),
    "joker.switchAccount": () => switchAccount(context),
    "joker.account.refresh": () => refreshNow(context, context.appState.account),
    "joker.account.editKey": () => editCredentials(context),
    "joker.account.rename": () => promptForAccountName(context.accounts, context.accounts.requireCurrent()),
    "joker.account.remove": () => removeAccount(context),
    "joker.account.removeAll": () => removeAllAccounts(context),
    "joker.account.retryKeyring": () => context.accounts.retryKeyring(),
    "joker.account.readOnly": () => toggleReadOnly(context),
    "joker.account.showProfile": () => readOnlyDocuments.open(profileScheme, profileTitle(context)),
    "joker.account.showTlds": () => showTlds(context),
    "joker.showLog": () => context.log.show(),
  });
  return registerProfileHovers(() => profileKeys);
}

/** Asks for credentials and signs in; undefined when the user canceled. */
export async function promptSignIn(context: CommandContext, endpoint?: string): Promise<Account | undefined> {
  const { accounts } = context;
  const knownRecords = accounts.records();
  const account = await promptAndSignIn(accounts, endpoint);
  if (!account) return undefined;
  const isNew = !knownRecords.some(({ id }) => id === account.id);
  if (isNew && account.label !== account.userLogin) await promptForAccountName(accounts, account);
  const { access, accessAsSent } = account;
  showInfo(
    vscode.l10n.t("Signed in to Joker.com as {0} ({1}).", accountName(account), accessText(access, accessAsSent)),
  );
  return account;
}

async function signOutCurrent({ accounts }: CommandContext): Promise<void> {
  const { state } = accounts;
  const account = state.kind === "key-lost" ? state.record : accounts.requireCurrent();
  const isStored = accounts.isPersisted(account.id);
  await accounts.signOut();
  showInfo(
    isStored
      ? vscode.l10n.t("Signed out of {0}. The key was removed from this computer.", accountName(account))
      : vscode.l10n.t("Signed out of {0}.", accountName(account)),
  );
}

async function switchAccount(context: CommandContext): Promise<void> {
  const { accounts } = context;
  const selection = await pickAccount(accounts, {
    title: vscode.l10n.t("Switch Account"),
    placeholder: vscode.l10n.t("Select the account for all views and commands in this window"),
    more: [vscode.l10n.t("Sign In to Another Account…")],
  });
  if (selection === undefined) return;
  if (typeof selection === "string") await promptSignIn(context);
  else if (selection.signedOut) await promptSignIn(context, selection.endpoint);
  else await accounts.switchTo(selection);
}

async function editCredentials({ accounts }: CommandContext): Promise<void> {
  const { state } = accounts;
  const record = state.kind === "key-lost" ? state.record : accounts.requireCurrent();
  if (!accounts.isPersisted(record.id)) {
    throw new UserFacingError(vscode.l10n.t("{0} has no key to edit.", accountName(record)));
  }
  const account = await promptForNewCredentials(record, (credentials, signal) =>
    accounts.replaceCredentials(record.id, credentials, signal),
  );
  if (!account) return;
  const access = accessText(account.access, account.accessAsSent);
  showInfo(vscode.l10n.t("Updated the key for {0} ({1}).", accountName(account), access));
}

async function removeAccount({ accounts }: CommandContext): Promise<void> {
  const record = await pickAccount(accounts, {
    title: vscode.l10n.t("Remove Account"),
    placeholder: vscode.l10n.t("Select the account to remove"),
    more: [],
  });
  if (record === undefined || typeof record === "string") return;
  const isConfirmed = await confirm({
    message: vscode.l10n.t("Remove account {0}?", accountName(record)),
    detail: vscode.l10n.t(
      "This ends the account's session and removes its key and all its other data from this computer. Nothing changes at Joker.com. If the key is no longer needed, revoke it there.",
    ),
    yes: vscode.l10n.t("Remove Account"),
    no: vscode.l10n.t("Keep Account"),
  });
  if (!isConfirmed) return;
  await accounts.remove(record.id);
  showInfo(vscode.l10n.t("Removed {0} from this computer.", accountName(record)));
}

async function removeAllAccounts({ accounts }: CommandContext): Promise<void> {
  const names = accounts.records().map((record) => accountName(record));
  if (names.length === 0) throw new UserFacingError(vscode.l10n.t("There are no accounts on this computer."));
  const consequence = vscode.l10n.t(
    "This ends the sessions and removes the keys and all other data of these accounts from this computer. Nothing changes at Joker.com. If a key is no longer needed, revoke it there.",
  );
  const isConfirmed = await confirm({
    message: vscode.l10n.t("Remove all {0} accounts?", names.length),
    detail: [formatList(names), consequence].join("\n\n"),
    yes: vscode.l10n.t("Remove All Accounts"),
    no: vscode.l10n.t("Keep Accounts"),
  });
  if (!isConfirmed) return;
  await accounts.removeAll();
  showInfo(vscode.l10n.t("Removed all accounts from this computer."));
}

async function toggleReadOnly({ accounts }: CommandContext): Promise<void> {
  const account = accounts.requireCurrent();
  const isReadOnly = !account.readOnlyMode;
  await accounts.update(account.id, { readOnlyMode: isReadOnly });
  showInfo(
    isReadOnly
      ? vscode.l10n.t("Read-only mode is on for {0}. No changes will be sent.", accountName(account))
      : vscode.l10n.t("Read-only mode is off for {0}.", accountName(account)),
  );
}

function profileTitle(context: CommandContext): string {
  return vscode.l10n.t("Profile of {0}", accountName(context.accounts.requireCurrent()));
}

async function showTlds(context: CommandContext): Promise<void> {
  const { tlds } = await context.accounts.requireCurrent().session.login();
  const chosen = await pickItem(
    tlds.map((tld) => ({ label: tld })),
    {
      title: tlds.length === 1 ? vscode.l10n.t("1 TLD") : vscode.l10n.t("{0} TLDs", tlds.length),
      placeholder: vscode.l10n.t("TLDs available to this account. Select one to copy it."),
      empty: vscode.l10n.t("Joker.com lists no TLDs for this account."),
    },
  );
  if (chosen) await vscode.env.clipboard.writeText(chosen.label);
}
