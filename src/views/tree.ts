import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { markedFirst } from "../account/model";
import type { Resource, ResourceState } from "../data/resource";
import type { Clock } from "../workbench/clock";
import { setContext } from "../workbench/context";
import { Disposables } from "../workbench/disposables";
import { withoutControls } from "../workbench/plain";
import { Forest, type Changes, type Node } from "./forest";
import { moreRow } from "./more";
import { rows, type Children } from "./row";

/** What a view shows of the value of its resource at the moment. */
export interface Picture {
  readonly rows: Children;
  /** What is left out, for the line above the rows; empty when nothing is. */
  readonly filtered?: string;
  readonly badge?: vscode.ViewBadge | undefined;
}

/** A view over one resource. */
export interface ResourceView<T> {
  /** Last part of the view's id: `joker.<name>`. */
  readonly name: string;
  readonly resource: Resource<T>;
  picture(value: T): Picture;
  /** Fires when the same value makes another picture. */
  readonly onDidChange?: vscode.Event<unknown> | undefined;
  readonly canSelectMany?: boolean;
}

const nothing: Picture = { rows: rows([]) };

/** The welcome text of a view without rows, by what failed; `failed` for the rest. */
const welcomes: Partial<Record<string, string>> = {
  authentication: "refused",
  network: "unreachable",
  timeout: "unreachable",
  tls: "unreachable",
  proxy: "unreachable",
  permission: "forbidden",
};

/** Shows a view; loads it when it becomes visible for the first time, and says so while it fails. */
export class ResourceTree<T> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<Node[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #forest = new Forest((parent, left) => moreRow(parent.id, left, () => this.#showMore(parent)));
  readonly tree: vscode.TreeView<Node>;
  #shown: T | undefined;
  #picture = nothing;

  constructor(
    private readonly view: ResourceView<T>,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    const { name, resource, canSelectMany = false, onDidChange } = view;
    const options = { treeDataProvider: this, showCollapseAll: false, canSelectMany };
    this.tree = this.#disposables.add(vscode.window.createTreeView(`joker.${name}`, options));
    this.#disposables.add(this.tree.onDidChangeVisibility(() => this.#loadWhenSeen()));
    this.#disposables.add(resource.onDidChange((state) => this.#show(state)));
    this.#disposables.add(accounts.onDidChange(() => this.#accountChanged()));
    this.#disposables.add(accounts.onDidUpdate(() => this.#tell(resource.state)));
    if (onDidChange) this.#disposables.add(onDidChange(() => this.#drawAgain(resource)));
    this.#show(resource.state);
  }

  /** The rows as the tree shows them. */
  getChildren(node?: Node): Node[] {
    return [...this.#forest.children(node)];
  }

  /** Text of a server cannot turn around what stands beside it. */
  getTreeItem(node: Node): vscode.TreeItem {
    const { children, item: make } = node.row;
    const item = make();
    item.id = node.id;
    item.collapsibleState = collapsible(children);
    if (typeof item.label === "string") item.label = withoutControls(item.label);
    if (typeof item.description === "string") item.description = withoutControls(item.description);
    if (typeof item.tooltip === "string") item.tooltip = withoutControls(item.tooltip);
    const { accessibilityInformation: spoken } = item;
    if (spoken) item.accessibilityInformation = { ...spoken, label: withoutControls(spoken.label) };
    return item;
  }

  getParent({ parent }: Node): Node | undefined {
    return parent?.id === "" ? undefined : parent;
  }

  /** What hovering tells is made when somebody hovers. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      if (node.row.details) item.tooltip = await node.row.details(abort.signal);
    } finally {
      listener.dispose();
    }
    return item;
  }

  /** Selects a row and brings it into sight where the view is; the keyboard stays where it is. */
  async select(id: string): Promise<void> {
    const node = this.#forest.find(id);
    if (node && this.tree.visible) await this.tree.reveal(node, { select: true, focus: false });
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
    const value = state.kind === "idle" ? undefined : state.value;
    if (value !== this.#shown) this.#draw(value);
    this.#tell(state);
    if (state.kind === "loading") this.#showProgress();
  }

  #drawAgain({ state, value }: Resource<T>): void {
    this.#draw(value);
    this.#tell(state);
  }

  #draw(value: T | undefined): void {
    this.#shown = value;
    this.#picture = value === undefined ? nothing : this.view.picture(value);
    this.#fire(this.#forest.show(this.#picture.rows));
  }

  #showMore(parent: Node): void {
    this.#fire(this.#forest.showMore(parent));
  }

  #fire(changes: Changes): void {
    if (changes === "all") this.#changed.fire(undefined);
    else if (changes.length > 0) this.#changed.fire([...changes]);
  }

  /** Sets what stands around the rows, where it is another. */
  #tell(state: ResourceState<T>): void {
    const { tree } = this;
    const { badge } = this.#picture;
    const [message, description] = [this.#message(state), this.#description(state)];
    if (tree.message !== message) tree.message = message;
    if (tree.description !== description) tree.description = description;
    if (tree.badge?.value !== badge?.value || tree.badge?.tooltip !== badge?.tooltip) tree.badge = badge;
    setContext(`${this.view.name}.state`, this.#contextState(state));
  }

  /** Old rows are never shown as if they were new. Without rows there is a welcome text, which a message would hide. */
  #message(state: ResourceState<T>): string {
    if (this.#forest.isEmpty) return "";
    const { filtered = "" } = this.#picture;
    return [oldRows(state, this.clock()), filtered].filter((part) => part !== "").join(" ");
  }

  #description(state: ResourceState<T>): string {
    const account = this.accounts.current;
    const parts = [account ? markedFirst(account) : "", state.kind === "failed" ? state.failure.short : ""];
    return parts.filter((part) => part !== "").join(" – ");
  }

  #contextState(state: ResourceState<T>): string {
    if (this.#forest.isEmpty && this.#picture.filtered) return "no-match";
    if (state.kind === "failed") return welcomes[state.failure.reason] ?? "failed";
    return state.kind === "ready" && this.#forest.isEmpty ? "empty" : state.kind;
  }

  #showProgress(): void {
    const location = { viewId: `joker.${this.view.name}` };
    const loaded = this.view.resource.loaded();
    void vscode.window.withProgress({ location }, () => loaded);
  }
}

function collapsible(children: Children | undefined): vscode.TreeItemCollapsibleState {
  if (!children) return vscode.TreeItemCollapsibleState.None;
  return children.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function oldRows(state: ResourceState<unknown>, now: number): string {
  if (state.kind !== "failed" || state.at === undefined) return "";
  const at = new Date(state.at);
  const isToday = at.toDateString() === new Date(now).toDateString();
  const time = at.toLocaleString(vscode.env.language, { timeStyle: "short", ...(!isToday && { dateStyle: "short" }) });
  return vscode.l10n.t("{0} Last updated: {1}.", state.failure.message, time);
}
