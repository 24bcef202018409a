import type * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Arrangements } from "../data/arrangement";
import type { Data } from "../data/data";
import type { Subject } from "../data/mishaps";
import type { Resource } from "../data/resource";
import type { Clock } from "../workbench/clock";
import { Disposables } from "../workbench/disposables";
import { accountRows } from "./account";
import { OrdersView } from "./orders";
import { ResultsView } from "./results";
import { tellRights, tellSignIn } from "./rights";
import { rows } from "./row";
import { showAccount } from "./status-account";
import { showBalance } from "./status-bar";
import { TransfersView } from "./transfers";
import { ResourceTree, type ResourceView } from "./tree";

/** The four trees and the status bar. */
export interface Views extends vscode.Disposable {
  readonly trees: Readonly<Record<"transfers" | "orders" | "results" | "account", ResourceTree<unknown>>>;
  /** True while somebody can see what `resource` holds. */
  isSeen(resource: Resource<unknown>): boolean;
}

/** Registers everything that shows what is true now. */
export function showViews(accounts: Accounts, data: Data, arranged: Arrangements, clock: Clock): Views {
  const disposables = new Disposables();
  const tree = <T>(view: ResourceView<T>) => disposables.add(new ResourceTree(view, accounts, clock));
  const transfers = disposables.add(new TransfersView(accounts, data, arranged.transfers, clock));
  const trees = {
    transfers: tree(transfers),
    orders: tree(new OrdersView(accounts, data, arranged.orders, clock)),
    results: tree(new ResultsView(accounts, data, arranged.results, clock)),
    account: tree({
      name: "account",
      resource: data.account,
      picture: (facts) => ({ rows: rows(accountRows(facts, accounts)) }),
      onDidChange: accounts.onDidUpdate,
    }),
  };
  disposables.add(data.mishaps.onDidChange(({ failed: [first] }) => first !== undefined && selectIn(trees, first)));
  disposables.add(showBalance(accounts, data));
  disposables.add(showAccount(accounts));
  disposables.add(tellRights(accounts));
  disposables.add(tellSignIn(accounts));
  const seen = new Map<Resource<unknown>, vscode.TreeView<unknown>>([
    [data.transfers, trees.transfers.tree],
    [data.orders, trees.orders.tree],
    [data.results, trees.results.tree],
    [data.account, trees.account.tree],
  ]);
  const isSeen = (resource: Resource<unknown>) => seen.get(resource)?.visible === true;
  return { trees, isSeen, dispose: () => disposables.dispose() };
}

/** Brings what failed into sight: VS Code lets one row be selected, the others are marked. */
function selectIn(trees: Views["trees"], subject: Subject): void {
  for (const tree of [trees.transfers, trees.results]) void tree.select(subject).then(undefined, () => undefined);
}
