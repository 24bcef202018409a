import type * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { AllViewOptions } from "../state/view-options";
import type { AppState } from "../state/app-state";
import type { RowId } from "../state/action-failures";
import type { Resource } from "../state/resource";
import type { Clock } from "../workbench/clock";
import { Disposables } from "../workbench/disposables";
import { combineEvents } from "../workbench/combine-events";
import { onDidChangeSettings } from "../workbench/settings";
import { createAccountRows, summarizeBalance } from "./account-rows";
import { loadForecastWhileVisible } from "./forecast-rows";
import { OrdersView } from "./orders-view";
import { ResultsView } from "./results-view";
import { syncFilterContextKeys, syncPermissionContextKeys, syncSignInContextKeys } from "./context-keys";
import { createRows } from "./row";
import { createAccountStatusItem } from "./account-status-item";
import { createBalanceStatusItem } from "./balance-status-item";
import type { DeferredTrees, ViewName } from "./deferred-tree";
import { TransfersView } from "./transfers-view";
import { ResourceTree, type ResourceView } from "./resource-tree";

/** The four trees and the status bar. */
export interface Views extends vscode.Disposable {
  readonly trees: Readonly<Record<ViewName, ResourceTree<unknown>>>;
  /** True while the view of `resource` is visible. */
  isVisible(resource: Resource<unknown>): boolean;
  /** The selected rows of a view; empty while it is hidden. */
  getSelectedRows(view: keyof Views["trees"]): readonly unknown[];
}

/** Creates the rows of the views, and the status bar items. */
export function createViews(
  deferredTrees: DeferredTrees,
  accounts: Accounts,
  appState: AppState,
  viewOptions: AllViewOptions,
  clock: Clock,
): Views {
  const disposables = new Disposables();
  const createTree = <T>(view: ResourceView<T>) =>
    disposables.add(new ResourceTree(view, deferredTrees[view.name], accounts, clock));
  const transfers = disposables.add(new TransfersView(accounts, appState, viewOptions.transfers, clock));
  const trees = {
    transfers: createTree(transfers),
    orders: createTree(new OrdersView(accounts, appState, viewOptions.orders, clock)),
    results: createTree(new ResultsView(accounts, appState, viewOptions.results, clock)),
    account: createTree({
      name: "account",
      intervalsPerPoll: 3,
      resource: appState.account,
      createViewModel: (facts) => ({
        rows: createRows(createAccountRows(facts, accounts, appState.forecast)),
        summary: summarizeBalance(facts, appState.forecast),
      }),
      onDidChange: combineEvents(accounts.onDidUpdateAccount, appState.forecast.onDidChange, onDidChangeThreshold),
    }),
  };
  disposables.add(loadForecastWhileVisible(trees.account.tree, appState));
  disposables.add(
    appState.actionFailures.onDidChange(({ failed: [first] }) => first !== undefined && selectRow(trees, first)),
  );
  disposables.add(createBalanceStatusItem(accounts, appState));
  disposables.add(createAccountStatusItem(accounts));
  disposables.add(syncPermissionContextKeys(accounts));
  disposables.add(syncSignInContextKeys(accounts));
  disposables.add(syncFilterContextKeys(appState, viewOptions));
  const treeViews = new Map<Resource<unknown>, vscode.TreeView<unknown>>([
    [appState.transfers, trees.transfers.tree],
    [appState.orders, trees.orders.tree],
    [appState.results, trees.results.tree],
    [appState.account, trees.account.tree],
  ]);
  const isVisible = (resource: Resource<unknown>) => treeViews.get(resource)?.visible === true;
  const getSelectedRows: Views["getSelectedRows"] = (view) => {
    const { visible, selection } = trees[view].tree;
    return visible ? selection : [];
  };
  return { trees, isVisible, getSelectedRows, dispose: () => disposables.dispose() };
}

function onDidChangeThreshold(listener: (change: undefined) => unknown): vscode.Disposable {
  return onDidChangeSettings(["balance.lowThreshold"], () => listener(undefined));
}

/** Reveals the row of a failed action. VS Code can select one row; the others have an icon. */
function selectRow(trees: Views["trees"], rowId: RowId): void {
  for (const tree of [trees.transfers, trees.results]) void tree.select(rowId).then(undefined, () => undefined);
}
