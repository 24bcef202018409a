import * as vscode from "vscode";
import type { Accounts } from "../../accounts/accounts";
import { PanelStateStore } from "../../order-table/panel-state-store";
import { QueryStore } from "../../order-table/query-store";

/** What is stored of order tables, whether one is open or not. */
export interface OrderTableStores extends vscode.Disposable {
  readonly queries: QueryStore;
  readonly panelStates: PanelStateStore;
}

/** Creates the stores; what is stored of an account is deleted with it. */
export function createOrderTableStores(
  accounts: Accounts,
  globalState: vscode.Memento,
  workspaceState: vscode.Memento,
): OrderTableStores {
  const queries = new QueryStore(globalState);
  const panelStates = new PanelStateStore(workspaceState);
  const deleteUnknownStates = () => void panelStates.retainAccounts(new Set(accounts.records().map(({ id }) => id)));
  const parts = vscode.Disposable.from(
    queries,
    accounts.onDidChange(deleteUnknownStates),
    accounts.onDidEndAccount(({ id, isRemoved }) => {
      if (!isRemoved) return;
      void queries.removeAccount(id);
      deleteUnknownStates();
    }),
  );
  return { queries, panelStates, dispose: () => void parts.dispose() };
}
