import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { SignInState } from "../account/model";
import { obstacleTo, type Rights } from "../account/rights";
import { setContext } from "../workbench/context";

/**
 * Tells menus what the active account may do: `joker.mayModify`, and for each kind of thing `joker.mayModify.transfers`
 * and `joker.mayModify.results`; `joker.readOnlyMode` is the user's own switch.
 */
export function tellRights(accounts: Accounts): vscode.Disposable {
  const tell = () => tellContext(accounts.current?.rights);
  tell();
  return vscode.Disposable.from(accounts.onDidChange(tell), accounts.onDidUpdate(tell));
}

function tellContext(rights: Rights | undefined): void {
  setContext("readOnlyMode", rights?.readOnlyMode ?? false);
  setContext("mayModify", rights !== undefined && obstacleTo(rights) === undefined);
  for (const subject of ["transfers", "results"] as const) {
    setContext(`mayModify.${subject}`, rights !== undefined && obstacleTo(rights, subject) === undefined);
  }
}

/** Tells menus and welcome texts who is signed in: `joker.signIn`, and why a key cannot be had: `joker.keyLost`. */
export function tellSignIn(accounts: Accounts): vscode.Disposable {
  tellState(accounts.state);
  return accounts.onDidChange(tellState);
}

function tellState(state: SignInState): void {
  setContext("keyLost", state.kind === "key-lost" ? state.why : undefined);
  setContext("signIn", state.kind);
}
