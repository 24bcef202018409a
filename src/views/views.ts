import type * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import { setContext } from "../workbench/context";
import { Disposables } from "../workbench/disposables";
import { accountRows } from "./account";
import { OrderItem } from "./orders";
import { ResultItem } from "./results";
import { tellRights } from "./rights";
import { showBalance } from "./status-bar";
import { TransferItem } from "./transfers";
import { ResourceTree } from "./tree";

/** The four trees and the status bar. */
export interface Views extends vscode.Disposable {
  readonly trees: Readonly<Record<"transfers" | "orders" | "results" | "account", ResourceTree<unknown>>>;
  /** True while somebody can see what `resource` holds. */
  isSeen(resource: Resource<unknown>): boolean;
}

/** Registers everything that shows what is true now. */
export function showViews(accounts: Accounts, data: Data): Views {
  const disposables = new Disposables();
  const tree = <T>(name: string, resource: Resource<T>, rows: (value: T) => vscode.TreeItem[]) =>
    disposables.add(new ResourceTree({ name, resource, rows }, accounts));
  const trees = {
    transfers: tree("transfers", data.transfers, (transfers) => transfers.map((item) => new TransferItem(item))),
    orders: tree("orders", data.orders, (orders) => orders.map((item) => new OrderItem(item))),
    results: tree("results", data.results, (results) => results.map((item) => new ResultItem(item))),
    account: tree("account", data.account, (facts) => accountRows(facts, accounts)),
  };
  disposables.add(showBalance(accounts, data));
  disposables.add(tellRights(accounts));
  disposables.add(accounts.onDidChange(({ kind }) => setContext("signIn", kind)));
  setContext("signIn", accounts.state.kind);
  const seen = new Map<Resource<unknown>, vscode.TreeView<unknown>>([
    [data.transfers, trees.transfers.tree],
    [data.orders, trees.orders.tree],
    [data.results, trees.results.tree],
    [data.account, trees.account.tree],
  ]);
  const isSeen = (resource: Resource<unknown>) => seen.get(resource)?.visible === true;
  return { trees, isSeen, dispose: () => disposables.dispose() };
}
