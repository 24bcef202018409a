import * as vscode from "vscode";
import type { TreeNode } from "./node-store";
import { TreeRefreshRetry } from "./tree-refresh-retry";

/** The views, by the last part of their ids. */
export const viewNames = ["transfers", "orders", "results", "account"] as const;
export type ViewName = (typeof viewNames)[number];

/** Views whose rows can be selected together. */
const multiSelectViews: ReadonlySet<string> = new Set<ViewName>(["transfers", "results"]);

/** What computes the rows of a tree. */
export type TreeProvider = Required<
  Pick<vscode.TreeDataProvider<TreeNode>, "getChildren" | "getTreeItem" | "getParent" | "resolveTreeItem">
> & {
  /** Without nodes, all have changed. */
  readonly onDidChangeTreeData: vscode.Event<TreeNode[] | undefined>;
};

/**
 * A tree view that is registered before the code that computes its rows is loaded. Until then it has none, and VS Code shows
 * the view's welcome text.
 */
export class DeferredTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<TreeNode>;
  private readonly refresh = new TreeRefreshRetry({
    isVisible: () => this.view.visible,
    announceChange: () => this.changed.fire(undefined),
  });
  private readonly visibility: vscode.Disposable;
  private provider: TreeProvider | undefined;
  private subscription: vscode.Disposable | undefined;

  constructor(readonly name: ViewName) {
    const options = { treeDataProvider: this, showCollapseAll: false, canSelectMany: multiSelectViews.has(name) };
    this.view = vscode.window.createTreeView(`joker.${name}`, options);
    this.visibility = this.view.onDidChangeVisibility(({ visible }) => {
      if (visible) this.refresh.handleVisible();
    });
  }

  /** From now on the rows come from `provider`. */
  setProvider(provider: TreeProvider): void {
    this.subscription?.dispose();
    this.provider = provider;
    this.subscription = provider.onDidChangeTreeData((nodes) => {
      if (nodes) this.changed.fire(nodes);
      else this.refresh.request();
    });
    this.refresh.request();
  }

  getChildren(node?: TreeNode): vscode.ProviderResult<TreeNode[]> {
    if (!node) this.refresh.handleRequestForRows();
    return this.provider?.getChildren(node) ?? [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.provider?.getTreeItem(node) ?? {};
  }

  getParent(node: TreeNode): vscode.ProviderResult<TreeNode> {
    return this.provider?.getParent(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.provider?.resolveTreeItem(item, node, token);
  }

  dispose(): void {
    this.subscription?.dispose();
    this.visibility.dispose();
    this.refresh.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}

/** Every tree view, without rows yet. */
export type DeferredTrees = Readonly<Record<ViewName, DeferredTree>>;

export function createDeferredTrees(): DeferredTrees {
  const entries = viewNames.map((name) => [name, new DeferredTree(name)]);
  return Object.fromEntries(entries) as DeferredTrees;
}
