import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { nameOf } from "../account/model";
import type { Resource, ResourceState } from "../data/resource";
import { setContext } from "../workbench/context";
import { withoutControls } from "../workbench/plain";
import { Disposables } from "../workbench/disposables";

/** A view over one resource. Rows are tree items with a stable `id`, so that a refresh keeps the selection. */
export interface ResourceView<T> {
  /** Last part of the view's id: `joker.<name>`. */
  readonly name: string;
  readonly resource: Resource<T>;
  rows(value: T): vscode.TreeItem[];
}

/** The welcome text of a view without rows, by what failed; `failed` for the rest. */
const welcomes: Partial<Record<string, string>> = {
  authentication: "refused",
  network: "unreachable",
  timeout: "unreachable",
  tls: "unreachable",
  proxy: "unreachable",
  permission: "forbidden",
};

/** Shows `view`; loads it when it becomes visible for the first time, and says so while it fails. */
export class ResourceTree<T> implements vscode.TreeDataProvider<vscode.TreeItem>, vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly tree: vscode.TreeView<vscode.TreeItem>;
  #shown: T | undefined;
  #rows: vscode.TreeItem[] = [];

  constructor(
    private readonly view: ResourceView<T>,
    private readonly accounts: Accounts,
  ) {
    const options = { treeDataProvider: this, showCollapseAll: false, canSelectMany: true };
    this.tree = this.#disposables.add(vscode.window.createTreeView(`joker.${view.name}`, options));
    this.#disposables.add(this.tree.onDidChangeVisibility(() => this.#loadWhenSeen()));
    this.#disposables.add(view.resource.onDidChange((state) => this.#show(state)));
    this.#disposables.add(accounts.onDidChange(() => this.#accountChanged()));
    this.#show(view.resource.state);
  }

  /** The rows as the tree shows them. */
  getChildren(element?: vscode.TreeItem): vscode.TreeItem[] {
    return element ? [] : this.#rows;
  }

  getTreeItem(element: vscode.TreeItem): vscode.TreeItem {
    return element;
  }

  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #accountChanged(): void {
    this.#show(this.view.resource.state);
    this.#loadWhenSeen();
  }

  #loadWhenSeen(): void {
    const { resource } = this.view;
    if (this.tree.visible && this.accounts.current && resource.state.kind === "idle") void resource.refresh();
  }

  #show(state: ResourceState<T>): void {
    this.#showRows(state);
    this.tree.message = this.#message(state);
    this.tree.description = this.#description(state);
    setContext(`${this.view.name}.state`, this.#contextState(state));
    if (state.kind === "loading") this.#showProgress();
  }

  #showRows(state: ResourceState<T>): void {
    const value = state.kind === "idle" ? undefined : state.value;
    if (value === this.#shown) return;
    this.#shown = value;
    this.#rows = value === undefined ? [] : presentable(this.view.rows(value));
    this.#changed.fire(undefined);
  }

  /** Old rows are never shown as if they were new. Without rows a welcome text says what failed. */
  #message(state: ResourceState<T>): string {
    if (state.kind !== "failed" || this.#rows.length === 0 || state.at === undefined) return "";
    const at = new Date(state.at);
    const isToday = at.toDateString() === new Date().toDateString();
    const time = at.toLocaleString(vscode.env.language, {
      timeStyle: "short",
      ...(!isToday && { dateStyle: "short" }),
    });
    return vscode.l10n.t("{0} These rows are from {1}.", state.failure.message, time);
  }

  #description(state: ResourceState<T>): string {
    const account = this.accounts.current;
    const parts = [account ? nameOf(account) : "", state.kind === "failed" ? state.failure.short : ""];
    return parts.filter((part) => part !== "").join(" – ");
  }

  #contextState(state: ResourceState<T>): string {
    if (state.kind === "failed") return welcomes[state.failure.reason] ?? "failed";
    return state.kind === "ready" && this.#rows.length === 0 ? "empty" : state.kind;
  }

  #showProgress(): void {
    const location = { viewId: `joker.${this.view.name}` };
    const loaded = this.view.resource.loaded();
    void vscode.window.withProgress({ location }, () => loaded);
  }
}

/**
 * Rows whose text cannot turn around what stands beside it, and whose ids are there once: VS Code shows one row for two
 * with the same id, but what a reply holds twice is shown twice.
 */
function presentable(rows: vscode.TreeItem[]): vscode.TreeItem[] {
  const seen = new Map<string | undefined, number>();
  for (const row of rows) {
    if (typeof row.label === "string") row.label = withoutControls(row.label);
    if (typeof row.description === "string") row.description = withoutControls(row.description);
    const before = seen.get(row.id) ?? 0;
    seen.set(row.id, before + 1);
    if (before > 0) row.id = `${row.id ?? ""}#${before + 1}`;
  }
  return rows;
}
