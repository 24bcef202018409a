import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { SignInState } from "../accounts/model";
import { findDenialReason, type Permissions } from "../accounts/permissions";
import type { AppState } from "../state/app-state";
import type { AllViewOptions } from "../state/view-options";
import { setContextKey } from "../workbench/set-context-key";

/**
 * Sets context keys for the permissions of the active account: `joker.mayModify`, `joker.mayModify.transfers`,
 * `joker.mayModify.results` and `joker.readOnlyMode`.
 */
export function syncPermissionContextKeys(accounts: Accounts): vscode.Disposable {
  const sync = () => setPermissionContextKeys(accounts.current?.permissions);
  sync();
  return vscode.Disposable.from(accounts.onDidChange(sync), accounts.onDidUpdateAccount(sync));
}

function setPermissionContextKeys(permissions: Permissions | undefined): void {
  setContextKey("readOnlyMode", permissions?.readOnlyMode ?? false);
  setContextKey("mayModify", permissions !== undefined && findDenialReason(permissions) === undefined);
  for (const kind of ["transfers", "results"] as const) {
    setContextKey(`mayModify.${kind}`, permissions !== undefined && findDenialReason(permissions, kind) === undefined);
  }
}

/** Sets context keys for the sign-in state: `joker.signIn`, and `joker.keyLost` with why a key is not available. */
export function syncSignInContextKeys(accounts: Accounts): vscode.Disposable {
  setSignInContextKeys(accounts.state);
  return accounts.onDidChange(setSignInContextKeys);
}

function setSignInContextKeys(state: SignInState): void {
  setContextKey("keyLost", state.kind === "key-lost" ? state.why : undefined);
  setContextKey("signIn", state.kind);
}

/** Sets context keys while a view is filtered, `joker.transfers.filtered` and so on, and `joker.results.showsDeleted`. */
export function syncFilterContextKeys(
  { pagedResults, results }: AppState,
  viewOptions: AllViewOptions,
): vscode.Disposable {
  const syncResults = () => {
    const isFiltered = viewOptions.results.filter !== "" || Object.keys(pagedResults.filter).length > 0;
    setContextKey("results.filtered", isFiltered);
    setContextKey("results.showsDeleted", pagedResults.filter.showAll === true);
  };
  return vscode.Disposable.from(
    results.onDidChange(syncResults),
    viewOptions.results.onDidChange(syncResults),
    ...[viewOptions.transfers, viewOptions.orders].map((view) =>
      view.onDidChange(() => setContextKey(`${view.name}.filtered`, view.filter !== "")),
    ),
  );
}
