import * as vscode from "vscode";
import { orderDisplayNames } from "../state/display-names";
import { orderColumnTitles } from "../state/order-column-titles";
import type { HostMessage, TableAction } from "../messages/host-messages";
import { validateQuery } from "../messages/query-validation";
import { isSameQuery, type TableQuery } from "../messages/table-query";
import { type SavedTable, type PanelMessage, parsePanelMessage } from "../messages/panel-messages";
import { Disposables } from "../workbench/disposables";
import { stripControlCharacters } from "../workbench/sanitize";
import { createWebviewHtml, webviewFolder, panelIcon } from "../workbench/webview-html";
import { getDecimalMark } from "./ask-format";
import { OrderStream } from "./order-stream";
import { exportShownOrders } from "./order-export";
import type { QueryStore } from "./query-store";
import type { OrderSource } from "./order-source";
import type { PanelStateStore } from "./panel-state-store";
import { describeQuery, tableStrings } from "./table-strings";
import { displayLocale } from "../workbench/locale";

export type { OrderSource } from "./order-source";

/** Dependencies of order table panels. */
export interface OrderTableContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void; error(message: string | Error): void };
  /** Stores the user's choices. */
  readonly memory: vscode.Memento;
  readonly queryStore: QueryStore;
  /** Saved states of the pages. */
  readonly panelStates: PanelStateStore;
  /** Order types DMAPI documents. */
  readonly orderTypes: readonly string[];
  /** Domains of an account whose transfer is pending, in lower case, as far as that is known. */
  getPendingDomains(account: string): readonly string[];
}

/** Events of a panel. */
export interface OrderTablePanelEvents {
  /** It became active. */
  onActive(): void;
  /** Show a query in a new panel. */
  openBeside(query: TableQuery): void;
}

type ExportMessage = Extract<PanelMessage, { type: "export" }>;

/** An open order table: shows one query of one account. */
export class OrderTablePanel implements vscode.Disposable {
  private readonly stream: OrderStream;
  private readonly disposables = new Disposables();
  private isPageReady = false;
  private isClosed = false;
  /** An order to show once it is loaded. */
  private pendingOrderId: string | undefined;

  constructor(
    /** The panel's id, which survives a restart. */
    readonly id: string,
    private readonly context: OrderTableContext,
    private readonly source: OrderSource,
    query: TableQuery,
    private readonly panel: vscode.WebviewPanel,
    private readonly events: OrderTablePanelEvents,
  ) {
    const folder = webviewFolder(context.extensionUri);
    const { webview } = panel;
    this.stream = new OrderStream(source, (message) => this.post(message), query);
    const { disposables } = this;
    disposables.add({ dispose: () => this.stream.cancel() });
    disposables.add(webview.onDidReceiveMessage((data: unknown) => this.onMessage(data)));
    disposables.add(panel.onDidChangeViewState(() => this.onViewStateChanged()));
    disposables.add(context.queryStore.onDidChange((account) => account === this.accountId && this.postQueries()));
    panel.onDidDispose(() => this.onClosed());
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = createWebviewHtml(webview, folder, "orders", vscode.l10n.t("Orders"));
    panel.iconPath = panelIcon(context.extensionUri);
    void this.load(query);
  }

  /** The id of the account whose orders these are. */
  get accountId(): string {
    return this.source.account.id;
  }

  /** The query that is shown or being loaded. */
  get query(): TableQuery {
    return this.stream.query;
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Runs an action in the page. */
  runAction(action: TableAction): void {
    if (action.action === "refresh") void this.load(this.query);
    else this.post({ type: "act", act: action });
  }

  /** Shows an order, in a new panel if this one does not have it. */
  showOrder(orderId: string): void {
    this.pendingOrderId = orderId;
    void this.showPendingOrder();
  }

  /** Sends the pending transfers to the page. */
  postTransfers(): void {
    this.post({ type: "transfers", domains: [...this.context.getPendingDomains(this.accountId)] });
  }

  /** Updates the account's name. */
  updateAccount(): void {
    this.updateTitle(this.query);
    this.post({ type: "account", account: this.source.account });
  }

  private async load(query: TableQuery): Promise<void> {
    this.updateTitle(query);
    void this.context.queryStore.addRecent(this.accountId, query);
    await this.stream.load(query);
    void this.showPendingOrder();
  }

  /** The panel was closed: its saved state is not needed any more. */
  private onClosed(): void {
    this.isClosed = true;
    this.isPageReady = false;
    this.pendingOrderId = undefined;
    this.disposables.dispose();
    void this.context.panelStates.remove(this.id);
  }

  private async showPendingOrder(): Promise<void> {
    const { pendingOrderId: orderId, stream } = this;
    const { buffer } = stream;
    const isCurrent = () => orderId === this.pendingOrderId && !stream.isLoading && buffer === stream.buffer;
    if (orderId === undefined || !isCurrent()) return;
    const isLoaded = await buffer.hasOrder(orderId);
    if (!isCurrent()) return;
    if (isLoaded && !this.isPageReady) return;
    this.pendingOrderId = undefined;
    if (isLoaded) this.post({ type: "act", act: { action: "show", orderId } });
    else if (this.query.orderId !== orderId) this.events.openBeside({ orderId });
  }

  private updateTitle(query: TableQuery): void {
    const { saved } = this.context.queryStore.get(this.accountId);
    const name = saved.find((other) => isSameQuery(other.query, query))?.name ?? describeQuery(query);
    this.panel.title = vscode.l10n.t("Orders – {0} – {1}", accountTitle(this.source), stripControlCharacters(name));
  }

  /** VS Code discards a hidden page; a new one sends `ready`. */
  private onViewStateChanged(): void {
    this.isPageReady &&= this.panel.visible;
    if (this.panel.active) this.events.onActive();
  }

  private postQueries(): void {
    this.updateTitle(this.query);
    const { saved, recent } = this.context.queryStore.get(this.accountId);
    this.post({ type: "queries", saved: [...saved], recent: [...recent] });
  }

  private onMessage(data: unknown): void {
    const message = parsePanelMessage(data, (why) => this.context.log.warn(`Order table: ${why}`));
    if (message) void this.handleMessage(message);
  }

  private async handleMessage(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.initializePage();
        break;
      case "keep":
        await this.saveState(message.state);
        break;
      case "query":
        await this.runQuery(message.query, message.beside === true);
        break;
      case "retryGap":
        await this.stream.retryGap(message.generation, message.gap);
        break;
      case "cancel":
        this.stream.cancel();
        break;
      case "export":
        await this.exportOrders(message);
        break;
      case "saveQuery":
        await this.context.queryStore.save(this.accountId, message.name, message.query);
        break;
      case "forgetQuery":
        await this.context.queryStore.remove(this.accountId, message.name);
        break;
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        break;
      case "openResult":
        await this.runCommand("joker.result.open", { procId: message.procId });
        break;
      case "showTransfer":
        await this.runCommand("joker.transfer.show", { domain: message.domain });
        break;
      case "nothing":
        void vscode.window.showInformationMessage(describeMissingTarget(message.of));
        break;
      case "problem":
        this.context.log.warn(`Order table: ${message.text}`);
    }
  }

  /** Ignores states of a closed panel and those of another table. */
  private async saveState(state: SavedTable): Promise<void> {
    if (!this.isClosed && state.table === this.id && state.account === this.accountId)
      await this.context.panelStates.save(state);
  }

  private async runQuery(query: TableQuery, beside: boolean): Promise<void> {
    const strings = tableStrings();
    const problems = validateQuery(query).map(({ field, text }) => ({ field, text: strings[text] }));
    if (problems.length > 0) this.post({ type: "rejected", problems });
    else if (beside) this.events.openBeside(query);
    else await this.load(query);
  }

  /** Runs a command about something of this table's account. */
  private async runCommand(command: string, args: Readonly<Record<string, string>>): Promise<void> {
    await vscode.commands.executeCommand(command, { account: this.source.account.id, ...args });
  }

  private initializePage(): void {
    this.isPageReady = true;
    const { saved, recent } = this.context.queryStore.get(this.accountId);
    this.post({
      type: "init",
      language: displayLocale(),
      decimalMark: getDecimalMark(this.context.memory),
      account: this.source.account,
      table: this.id,
      savedState: this.context.panelStates.get(this.id),
      strings: tableStrings(),
      titles: orderColumnTitles(),
      names: orderDisplayNames(),
      query: this.stream.query,
      shownQuery: this.stream.bufferedQuery,
      saved: [...saved],
      recent: [...recent],
      types: [...this.context.orderTypes],
      now: this.source.clock(),
    });
    this.postTransfers();
    this.stream.replay();
    void this.showPendingOrder();
  }

  private async exportOrders({ generation, rows, columns }: ExportMessage): Promise<void> {
    const { stream } = this;
    const text =
      generation === stream.generation
        ? await exportShownOrders(this.source, stream.missingOrders, this.context, {
            query: stream.bufferedQuery,
            loadedAt: stream.loadedAt,
            index: stream.buffer.createIndex(),
            order: stream.buffer.rowOrder(),
            rows: rows ?? undefined,
            columns,
          })
        : vscode.l10n.t("The orders have changed. Export again.");
    this.post({ type: "exported", text, decimalMark: getDecimalMark(this.context.memory) });
  }

  private post(message: HostMessage): void {
    if (this.isPageReady) void this.panel.webview.postMessage(message);
  }
}

function describeMissingTarget(of: "order" | "result" | "transfer"): string {
  if (of === "result")
    return vscode.l10n.t("This order has no result because it did not come from an asynchronous request.");
  if (of === "transfer") return vscode.l10n.t("No transfer is pending for this order's domain.");
  return vscode.l10n.t("Select an order in the table first.");
}

function accountTitle({ account: { name, environmentLabel: mark } }: OrderSource): string {
  return [name, mark].filter(Boolean).join(" · ");
}
