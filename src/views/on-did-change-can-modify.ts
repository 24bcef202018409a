import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { canModify, type ModifiableKind } from "../accounts/permissions";

/** An event that fires when the active account becomes able to modify rows of `kind`, or no longer is. */
export function onDidChangeCanModify(accounts: Accounts, kind: ModifiableKind): vscode.Event<void> {
  return (listener, self?: unknown) => {
    const read = () => canModify(accounts.current?.permissions, kind);
    let current = read();
    const update = () => {
      if (read() === current) return;
      current = !current;
      listener.call(self);
    };
    return vscode.Disposable.from(accounts.onDidChange(update), accounts.onDidUpdateAccount(update));
  };
}
