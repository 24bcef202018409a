import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { Resource, ResourceState } from "../state/resource";
import type { Clock } from "../workbench/clock";
import { setContextKey } from "../workbench/set-context-key";
import { Disposables } from "../workbench/disposables";
import { stripControlCharacters } from "../workbench/sanitize";
import type { DeferredTree, TreeProvider, ViewName } from "./deferred-tree";
import { NodeStore, type NodeChanges, type TreeNode } from "./node-store";
import { createActionRow, createShowMoreRow } from "./load-more-item";
import { settings } from "../workbench/settings";
import { isOutdated } from "./outdated-rows";
import { createRows, prependRow, type Row, type RowChildren } from "./row";
import { withLastUpdated } from "../workbench/last-updated";

/** What a view shows for the current value of its resource. */
export interface ViewModel {
  readonly rows: RowChildren;
  /** What the rows come to, beside the view's title. */
  readonly summary?: string;
  /** Describes the active filter, for the line above the rows; empty without a filter. */
  readonly filterNotice?: string;
  readonly badge?: vscode.ViewBadge | undefined;
}

/** A view over one resource. */
export interface ResourceView<T> {
  readonly name: ViewName;
  readonly resource: Resource<T>;
  createViewModel(value: T): ViewModel;
  /** Fires when the view model changes although the value does not. */
  readonly onDidChange?: vscode.Event<unknown> | undefined;
  /** After how many polling intervals its rows are polled while it is visible; 1 if absent. */
  readonly intervalsPerPoll?: number;
}

/** How often a view checks whether its rows are outdated, ms. */
const outdatedCheckMs = 30_000;

const emptyViewModel: ViewModel = { rows: createRows([]) };

/** The welcome text of a view without rows by failure reason; otherwise `failed`. */
const welcomeKeys: Partial<Record<string, string>> = {
  authentication: "refused",
  network: "unreachable",
  timeout: "unreachable",
  tls: "unreachable",
  proxy: "unreachable",
  permission: "forbidden",
};

/** Shows a view, loads it when it first becomes visible, and shows failures. */
export class ResourceTree<T> implements TreeProvider, vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<TreeNode[] | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly nodes = new NodeStore((parent, left) =>
    createShowMoreRow(parent.id, left, () => this.showMore(parent)),
  );
  readonly tree: vscode.TreeView<TreeNode>;
  private shownValue: T | undefined;
  private viewModel = emptyViewModel;
  private remedyRow: Row | undefined;

  constructor(
    private readonly view: ResourceView<T>,
    deferredTree: DeferredTree,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {
    const { resource, onDidChange } = view;
    this.tree = deferredTree.view;
    this.disposables.add(this.tree.onDidChangeVisibility(() => this.loadIfVisible()));
    this.disposables.add(resource.onDidChange((state) => this.show(state)));
    this.disposables.add(accounts.onDidChange(() => this.handleAccountChange()));
    this.disposables.add(accounts.onDidUpdateAccount(() => this.updateHeader(resource.state)));
    if (onDidChange) this.disposables.add(onDidChange(() => this.redraw(resource)));
    // Rows become outdated without any event.
    const timer = setInterval(() => this.updateHeader(resource.state), outdatedCheckMs);
    this.disposables.add({ dispose: () => clearInterval(timer) });
    this.show(resource.state);
    deferredTree.setProvider(this);
  }

  /** The children of a node, or the top-level nodes. */
  getChildren(node?: TreeNode): TreeNode[] {
    return [...this.nodes.children(node)];
  }

  /** Control characters are removed from server text, so that it cannot reverse the text around it. */
  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { children, createItem } = node.row;
    const item = createItem();
    item.id = node.id;
    item.collapsibleState = toCollapsibleState(children);
    if (typeof item.label === "string") item.label = stripControlCharacters(item.label);
    if (typeof item.description === "string") item.description = stripControlCharacters(item.description);
    if (typeof item.tooltip === "string") item.tooltip = stripControlCharacters(item.tooltip);
    const { accessibilityInformation: accessibility } = item;
    if (accessibility)
      item.accessibilityInformation = { ...accessibility, label: stripControlCharacters(accessibility.label) };
    return item;
  }

  getParent({ parent }: TreeNode): TreeNode | undefined {
    return parent?.id === "" ? undefined : parent;
  }

  /** Creates the hover on demand. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      if (node.row.createHover) item.tooltip = await node.row.createHover(abort.signal);
    } finally {
      listener.dispose();
    }
    return item;
  }

  /** Selects and reveals a row if the view is visible; the focus stays where it is. */
  async select(id: string): Promise<void> {
    const node = this.nodes.find(id);
    if (node && this.tree.visible) await this.tree.reveal(node, { select: true, focus: false });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private handleAccountChange(): void {
    this.show(this.view.resource.state);
    this.loadIfVisible();
  }

  private loadIfVisible(): void {
    const { resource } = this.view;
    if (this.tree.visible && this.accounts.current && resource.state.kind === "idle") void resource.refresh();
  }

  private show(state: ResourceState<T>): void {
    const value = state.kind === "idle" ? undefined : state.value;
    const remedyRow = state.kind === "loading" ? this.remedyRow : createRemedyRow(this.view.name, state);
    if (value !== this.shownValue || remedyRow?.id !== this.remedyRow?.id) {
      this.remedyRow = remedyRow;
      this.draw(value);
    }
    this.updateHeader(state);
    if (state.kind === "loading") this.showProgress();
  }

  private redraw({ state, value }: Resource<T>): void {
    this.draw(value);
    this.updateHeader(state);
  }

  private draw(value: T | undefined): void {
    this.shownValue = value;
    this.viewModel = value === undefined ? emptyViewModel : this.view.createViewModel(value);
    const { rows } = this.viewModel;
    this.fire(this.nodes.setRows(this.remedyRow && rows.count > 0 ? prependRow(this.remedyRow, rows) : rows));
  }

  private showMore(parent: TreeNode): void {
    this.fire(this.nodes.showMore(parent));
  }

  private fire(changes: NodeChanges): void {
    if (changes === "all") this.changed.fire(undefined);
    else if (changes.length > 0) this.changed.fire([...changes]);
  }

  /** Updates message, description, badge and context key where they changed. */
  private updateHeader(state: ResourceState<T>): void {
    const { tree } = this;
    const { badge } = this.viewModel;
    const [message, description] = [this.message(state), this.description(state)];
    if (tree.message !== message) tree.message = message;
    if (tree.description !== description) tree.description = description;
    if (tree.badge?.value !== badge?.value || tree.badge?.tooltip !== badge?.tooltip) tree.badge = badge;
    setContextKey(`${this.view.name}.state`, this.contextState(state));
  }

  /** Says when the rows are from after a failure. Empty without rows, because a message would hide the welcome text. */
  private message(state: ResourceState<T>): string {
    if (this.nodes.isEmpty) return "";
    const { filterNotice = "" } = this.viewModel;
    const { intervalsPerPoll = 1 } = this.view;
    return [outdatedRowsText(state, this.clock(), intervalsPerPoll), filterNotice]
      .filter((part) => part !== "")
      .join(" ");
  }

  private description(state: ResourceState<T>): string {
    const { summary = "" } = this.viewModel;
    const parts = [state.kind === "failed" ? state.failure.shortMessage : "", this.nodes.isEmpty ? "" : summary];
    return stripControlCharacters(parts.filter((part) => part !== "").join(" – "));
  }

  private contextState(state: ResourceState<T>): string {
    if (this.nodes.isEmpty && this.viewModel.filterNotice) return "no-match";
    if (state.kind === "failed") return welcomeKeys[state.failure.reason] ?? "failed";
    return state.kind === "ready" && this.nodes.isEmpty ? "empty" : state.kind;
  }

  private showProgress(): void {
    const location = { viewId: `joker.${this.view.name}` };
    const loaded = this.view.resource.whenLoaded();
    void vscode.window.withProgress({ location }, () => loaded);
  }
}

function toCollapsibleState(children: RowChildren | undefined): vscode.TreeItemCollapsibleState {
  if (!children) return vscode.TreeItemCollapsibleState.None;
  return children.isExpanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Says when rows are from after a failure, or if polling has not replaced them for too long. */
function outdatedRowsText(state: ResourceState<unknown>, now: number, intervalsPerPoll: number): string {
  if (state.kind === "idle" || state.at === undefined) return "";
  const conditions = {
    intervalMinutes: settings.refreshIntervalMinutes(),
    isFocused: vscode.window.state.focused,
    intervalsPerPoll,
  };
  if (state.kind !== "failed" && !isOutdated(state, now, conditions)) return "";
  const reason =
    state.kind === "failed" ? state.failure.message : vscode.l10n.t("These rows have not been refreshed for a while.");
  return withLastUpdated(reason, state.at, now);
}

/** Above the rows of before while the sign-in is refused, which only the user can mend; without rows the welcome text has it. */
function createRemedyRow(view: ViewName, state: ResourceState<unknown>): Row | undefined {
  if (state.kind !== "failed" || state.failure.reason !== "authentication") return undefined;
  return createActionRow(`${view}/sign-in`, vscode.l10n.t("Sign In Again"), {
    command: "joker.signIn",
    icon: "sign-in",
  });
}
