import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { environmentLabel, type SignInState } from "../accounts/model";
import { canModify, type Permissions } from "../accounts/permissions";
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
  setContextKey("mayModify", canModify(permissions));
  for (const kind of ["transfers", "results"] as const)
    setContextKey(`mayModify.${kind}`, canModify(permissions, kind));
}

/** How long reading the keyring takes before the views say so, ms. It usually takes less, and the text would flicker. */
const restoringNoticeDelayMs = 1_000;

/**
 * Sets context keys for the sign-in state: `joker.signIn`, `joker.keyLost` with why a key is not available,
 * `joker.restoringTakesLong`, `joker.isSignedInOutsideSandbox` and `joker.hasAccounts`.
 */
export function syncSignInContextKeys(accounts: Accounts): vscode.Disposable {
  let notice: NodeJS.Timeout | undefined;
  const sync = (state: SignInState) => {
    clearTimeout(notice);
    setContextKey("restoringTakesLong", false);
    if (state.kind === "restoring")
      notice = setTimeout(() => setContextKey("restoringTakesLong", true), restoringNoticeDelayMs);
    setContextKey("keyLost", state.kind === "key-lost" ? state.why : undefined);
    setContextKey("signIn", state.kind);
    // One key: with two, the walkthrough would see an intermediate state in which both fit.
    setContextKey(
      "isSignedInOutsideSandbox",
      state.kind === "signed-in" && environmentLabel(state.account) !== "SANDBOX",
    );
    syncHasAccounts();
  };
  const syncHasAccounts = () => setContextKey("hasAccounts", accounts.records().length > 0);
  sync(accounts.state);
  return vscode.Disposable.from(
    accounts.onDidChange(sync),
    accounts.onDidEndAccount(syncHasAccounts),
    accounts.onDidStoreAccount(syncHasAccounts),
    { dispose: () => clearTimeout(notice) },
  );
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
