import * as vscode from "vscode";
import { accessText } from "../account/access-text";
import { nameOf } from "../account/model";
import { queryProfile } from "../dmapi/account";
import { pickFrom, tell } from "../workbench/messages";
import { plain } from "../workbench/plain";
import type { Documents } from "./documents";
import { refreshNow, register, type Desk } from "./desk";
import { askAndSignIn } from "./sign-in";

/** Commands about who is signed in. */
export function registerAccountCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-profile", () => profileText(desk));
  return register(desk, {
    "joker.signIn": () => signIn(desk),
    "joker.signOut": () => signOut(desk),
    "joker.switchAccount": () => switchAccount(desk),
    "joker.account.refresh": () => refreshNow(desk, desk.data.account),
    "joker.account.showProfile": () => documents.open("joker-profile", profileName(desk)),
    "joker.account.showTlds": () => showTlds(desk),
    "joker.showLog": () => desk.log.show(),
  });
}

async function signIn(desk: Desk): Promise<void> {
  const account = await askAndSignIn(desk.accounts);
  if (!account) return;
  const { access, accessAsSent } = await account.session.login();
  tell(vscode.l10n.t("Signed in to Joker.com as {0} ({1}).", nameOf(account), accessText(access, accessAsSent)));
}

async function signOut(desk: Desk): Promise<void> {
  const account = desk.accounts.require();
  const isStored = desk.accounts.records().some(({ id }) => id === account.id);
  await desk.accounts.signOut();
  tell(
    isStored
      ? vscode.l10n.t("Signed out {0}. Its key was removed from this computer.", nameOf(account))
      : vscode.l10n.t("Signed out {0}.", nameOf(account)),
  );
}

async function switchAccount(desk: Desk): Promise<void> {
  const { accounts } = desk;
  const known = accounts.records().map((record) => ({
    label: plain(nameOf(record)),
    description: record.endpoint,
    detail: record.id === accounts.current?.id ? vscode.l10n.t("in use") : "",
    record,
  }));
  const another = { label: `$(add) ${vscode.l10n.t("Sign In to Another Account…")}`, record: undefined };
  const chosen = await vscode.window.showQuickPick([...known, another], {
    title: vscode.l10n.t("Switch Account"),
    placeHolder: vscode.l10n.t("The account every view and command works with"),
  });
  if (!chosen) return;
  if (chosen.record) await accounts.open(chosen.record);
  else await signIn(desk);
}

function profileName(desk: Desk): string {
  return vscode.l10n.t("Profile of {0}", nameOf(desk.accounts.require()));
}

async function profileText({ accounts }: Desk): Promise<string> {
  const fields = await queryProfile(accounts.require().session.call);
  return fields.map(([name, value]) => `${name}: ${value}`).join("\n") + "\n";
}

async function showTlds(desk: Desk): Promise<void> {
  const { tlds } = await desk.accounts.require().session.login();
  const chosen = await pickFrom(
    tlds.map((tld) => ({ label: tld })),
    {
      title: vscode.l10n.t("{0} TLDs", tlds.length),
      placeholder: vscode.l10n.t("The TLDs this account may use; choose one to copy it"),
      empty: vscode.l10n.t("Joker.com lists no TLDs for this account."),
    },
  );
  if (chosen) await vscode.env.clipboard.writeText(chosen.label);
}
