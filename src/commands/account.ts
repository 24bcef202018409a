import * as vscode from "vscode";
import { accessText } from "../account/access-text";
import { nameOf, type Account } from "../account/model";
import { queryProfile } from "../dmapi/account";
import { HumanError } from "../workbench/human-error";
import { confirm, pickFrom, tell } from "../workbench/messages";
import { withoutControls } from "../workbench/plain";
import type { Documents } from "./documents";
import { refreshNow, register, type Desk } from "./desk";
import { askName } from "./account/name-account";
import { askAndSignIn, askNewCredentials } from "./account/sign-in";
import { pickAccount } from "./account/switch-account";

/** Commands about who is signed in. */
export function registerAccountCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-profile", () => profileText(desk));
  return register(desk, {
    "joker.signIn": () => signIn(desk),
    "joker.signOut": () => signOut(desk),
    "joker.switchAccount": () => switchAccount(desk),
    "joker.account.refresh": () => refreshNow(desk, desk.data.account),
    "joker.account.editKey": () => editKey(desk),
    "joker.account.rename": () => askName(desk.accounts, desk.accounts.require()),
    "joker.account.remove": () => remove(desk),
    "joker.account.readOnly": () => toggleReadOnly(desk),
    "joker.account.showProfile": () => documents.open("joker-profile", profileName(desk)),
    "joker.account.showTlds": () => showTlds(desk),
    "joker.showLog": () => desk.log.show(),
  });
}

/** Asks for credentials and signs in; undefined when the user gave up. */
export async function signIn(desk: Desk, endpoint?: string): Promise<Account | undefined> {
  const { accounts } = desk;
  const before = accounts.records();
  const account = await askAndSignIn(accounts, endpoint);
  if (!account) return undefined;
  const isNew = !before.some(({ id }) => id === account.id);
  if (isNew && account.label !== account.userLogin) await askName(accounts, account);
  const { access, accessAsSent } = account;
  tell(vscode.l10n.t("Signed in to Joker.com as {0} ({1}).", nameOf(account), accessText(access, accessAsSent)));
  return account;
}

async function signOut({ accounts }: Desk): Promise<void> {
  const { state } = accounts;
  const account = state.kind === "key-lost" ? state.record : accounts.require();
  const isStored = accounts.isRemembered(account.id);
  await accounts.signOut();
  tell(
    isStored
      ? vscode.l10n.t("Signed out of {0}. The key was removed from this computer.", nameOf(account))
      : vscode.l10n.t("Signed out of {0}.", nameOf(account)),
  );
}

async function switchAccount(desk: Desk): Promise<void> {
  const { accounts } = desk;
  const chosen = await pickAccount(accounts, {
    title: vscode.l10n.t("Switch Account"),
    placeholder: vscode.l10n.t("Select the account for all views and commands in this window"),
    more: [vscode.l10n.t("Sign In to Another Account…")],
  });
  if (chosen === undefined) return;
  if (typeof chosen === "string") await signIn(desk);
  else if (chosen.signedOut) await signIn(desk, chosen.endpoint);
  else await accounts.open(chosen);
}

async function editKey({ accounts }: Desk): Promise<void> {
  const { state } = accounts;
  const record = state.kind === "key-lost" ? state.record : accounts.require();
  if (!accounts.isRemembered(record.id)) {
    throw new HumanError(vscode.l10n.t("{0} has no key to edit.", nameOf(record)));
  }
  const account = await askNewCredentials(record, (credentials, signal) =>
    accounts.replaceCredentials(record.id, credentials, signal),
  );
  if (!account) return;
  const access = accessText(account.access, account.accessAsSent);
  tell(vscode.l10n.t("Updated the key for {0} ({1}).", nameOf(account), access));
}

async function remove({ accounts }: Desk): Promise<void> {
  const record = await pickAccount(accounts, {
    title: vscode.l10n.t("Remove Account"),
    placeholder: vscode.l10n.t("Select the account to remove"),
    more: [],
  });
  if (record === undefined || typeof record === "string") return;
  const sure = await confirm({
    message: vscode.l10n.t("Remove account {0}?", nameOf(record)),
    detail: vscode.l10n.t(
      "This ends the account's session and removes its key and all its other data from this computer. Nothing changes at Joker.com. If the key is no longer needed, revoke it there.",
    ),
    yes: vscode.l10n.t("Remove Account"),
    no: vscode.l10n.t("Keep Account"),
  });
  if (!sure) return;
  await accounts.remove(record.id);
  tell(vscode.l10n.t("Removed {0} from this computer.", nameOf(record)));
}

async function toggleReadOnly({ accounts }: Desk): Promise<void> {
  const account = accounts.require();
  const on = !account.readOnlyMode;
  await accounts.change(account.id, { readOnlyMode: on });
  tell(
    on
      ? vscode.l10n.t("Read-only mode is on for {0}. No changes will be sent.", nameOf(account))
      : vscode.l10n.t("Read-only mode is off for {0}.", nameOf(account)),
  );
}

function profileName(desk: Desk): string {
  return vscode.l10n.t("Profile of {0}", nameOf(desk.accounts.require()));
}

async function profileText({ accounts }: Desk): Promise<string> {
  const fields = await queryProfile(accounts.require().session.call);
  return withoutControls(fields.map(([name, value]) => `${name}: ${value}`).join("\n")) + "\n";
}

async function showTlds(desk: Desk): Promise<void> {
  const { tlds } = await desk.accounts.require().session.login();
  const chosen = await pickFrom(
    tlds.map((tld) => ({ label: tld })),
    {
      title: vscode.l10n.t("{0} TLDs", tlds.length),
      placeholder: vscode.l10n.t("TLDs available to this account. Select one to copy it."),
      empty: vscode.l10n.t("Joker.com lists no TLDs for this account."),
    },
  );
  if (chosen) await vscode.env.clipboard.writeText(chosen.label);
}
