import * as vscode from "vscode";
import { columnTitles } from "../data/order-titles";
import type { HostMessage, TableAct } from "../messages/host";
import { problemsIn } from "../messages/check";
import { parseTableMessage } from "../messages/parse";
import { isSameQuery, type TableQuery } from "../messages/query";
import type { KeptTable, TableMessage } from "../messages/table";
import { notesOn } from "../messages/visible";
import type { RowIndex } from "../rows/row-index";
import { Disposables } from "../workbench/disposables";
import { withoutControls } from "../workbench/plain";
import { pageHtml, pagesFolder, tabIcon } from "../workbench/webview-page";
import { OrderFeed } from "./feed";
import { exportShown } from "./orders-export";
import type { KeptQueries } from "./queries";
import type { OrderSource } from "./source";
import type { TableStates } from "./states";
import { queryTitle, sentences, tableStrings } from "./strings";

export type { OrderSource } from "./source";

/** What tables need of the extension they are part of. */
export interface TableContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void; error(message: string | Error): void };
  /** Where choices are remembered. */
  readonly memory: vscode.Memento;
  readonly queries: KeptQueries;
  /** What the pages of tables keep. */
  readonly states: TableStates;
  /** Order types DMAPI documents. */
  readonly types: readonly string[];
  /** Domains of an account whose transfer is pending, in lower case, as far as that is known. */
  pendingTransfers(account: string): readonly string[];
}

/** What a table tells those around it. */
export interface TableEvents {
  /** It came to the front. */
  active(): void;
  /** A query is to be shown in a table of its own. */
  beside(query: TableQuery): void;
}

type ExportMessage = Extract<TableMessage, { type: "export" }>;

/** One open order table: a query of an account, for as long as its panel is open. */
export class OrderTable implements vscode.Disposable {
  private readonly feed: OrderFeed;
  private readonly disposables = new Disposables();
  private pageReady = false;
  private closed = false;
  /** An order to be shown as soon as it is there. */
  private wanted: string | undefined;

  constructor(
    /** The table's own id, which it has after a restart too. */
    readonly id: string,
    private readonly context: TableContext,
    private readonly source: OrderSource,
    query: TableQuery,
    private readonly panel: vscode.WebviewPanel,
    private readonly events: TableEvents,
  ) {
    const folder = pagesFolder(context.extensionUri);
    const { webview } = panel;
    const notice = (asked: TableQuery, now: number) => sentences(notesOn(asked, now));
    this.feed = new OrderFeed(source, (message) => this.post(message), { notice }, query);
    const { disposables } = this;
    disposables.add({ dispose: () => this.feed.cancel() });
    disposables.add(webview.onDidReceiveMessage((data: unknown) => this.receive(data)));
    disposables.add(panel.onDidChangeViewState(() => this.viewChanged()));
    disposables.add(context.queries.onDidChange((account) => account === this.account && this.queriesChanged()));
    panel.onDidDispose(() => this.ended());
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = pageHtml(webview, folder, "orders", vscode.l10n.t("Orders"));
    panel.iconPath = tabIcon(context.extensionUri);
    void this.load(query);
  }

  /** The id of the account whose orders these are. */
  get account(): string {
    return this.source.account.id;
  }

  /** What is shown, or being loaded. */
  get query(): TableQuery {
    return this.feed.query;
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

  /** Has something done by the page. */
  act(act: TableAct): void {
    if (act.action === "refresh") void this.load(this.query);
    else this.post({ type: "act", act });
  }

  /** Goes to an order; in a table of its own where this one does not have it. */
  show(orderId: string): void {
    this.wanted = orderId;
    this.showWanted();
  }

  /** Tells the page which transfers are pending now. */
  transfersChanged(): void {
    this.post({ type: "transfers", domains: [...this.context.pendingTransfers(this.account)] });
  }

  /** Says what the account is called now. */
  accountChanged(): void {
    this.nameIt(this.query);
    this.post({ type: "account", account: this.source.account });
  }

  private async load(query: TableQuery): Promise<void> {
    this.nameIt(query);
    void this.context.queries.note(this.account, query);
    await this.feed.load(query);
    this.showWanted();
  }

  /** The panel was closed: what was kept for when it comes back is not needed any more. */
  private ended(): void {
    this.closed = true;
    this.pageReady = false;
    this.wanted = undefined;
    this.disposables.dispose();
    void this.context.states.forget(this.id);
  }

  private showWanted(): void {
    const { wanted, feed } = this;
    if (wanted === undefined || feed.isLoading) return;
    const index = feed.kept.index();
    const column = index.columnOf("order_id");
    const isThere = column >= 0 && hasCell(index, column, wanted);
    if (isThere && !this.pageReady) return;
    this.wanted = undefined;
    if (isThere) this.post({ type: "act", act: { action: "show", orderId: wanted } });
    else if (this.query.orderId !== wanted) this.events.beside({ orderId: wanted });
  }

  private nameIt(query: TableQuery): void {
    const { saved } = this.context.queries.of(this.account);
    const name = saved.find((other) => isSameQuery(other.query, query))?.name ?? queryTitle(query);
    this.panel.title = vscode.l10n.t("Orders – {0} – {1}", nameOf(this.source), withoutControls(name));
  }

  /** A hidden page is thrown away; it says so itself when it is back. */
  private viewChanged(): void {
    this.pageReady &&= this.panel.visible;
    if (this.panel.active) this.events.active();
  }

  private queriesChanged(): void {
    this.nameIt(this.query);
    const { saved, recent } = this.context.queries.of(this.account);
    this.post({ type: "queries", saved: [...saved], recent: [...recent] });
  }

  private receive(data: unknown): void {
    const message = parseTableMessage(data, (why) => this.context.log.warn(`Order table: ${why}`));
    if (message) void this.answer(message);
  }

  private async answer(message: TableMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.welcome();
        break;
      case "keep":
        await this.keep(message.state);
        break;
      case "query":
        await this.ask(message.query, message.beside === true);
        break;
      case "retryGap":
        await this.feed.retry(message.generation, message.gap);
        break;
      case "cancel":
        this.feed.cancel();
        break;
      case "export":
        await this.export(message);
        break;
      case "saveQuery":
        await this.context.queries.save(this.account, message.name, message.query);
        break;
      case "forgetQuery":
        await this.context.queries.forget(this.account, message.name);
        break;
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        break;
      case "openResult":
        await this.run("joker.result.open", { procId: message.procId });
        break;
      case "showTransfer":
        await this.run("joker.transfer.show", { domain: message.domain });
        break;
      case "nothing":
        void vscode.window.showInformationMessage(nothingText(message.of));
        break;
      case "problem":
        this.context.log.warn(`Order table: ${message.text}`);
    }
  }

  /** What a page says that is closed already, or of another table, is not kept. */
  private async keep(state: KeptTable): Promise<void> {
    if (!this.closed && state.table === this.id && state.account === this.account)
      await this.context.states.keep(state);
  }

  private async ask(query: TableQuery, beside: boolean): Promise<void> {
    const strings = tableStrings();
    const problems = problemsIn(query).map(({ field, text }) => ({ field, text: strings[text] }));
    if (problems.length > 0) this.post({ type: "rejected", problems });
    else if (beside) this.events.beside(query);
    else await this.load(query);
  }

  /** Runs a command about something of this table's account. */
  private async run(command: string, what: Readonly<Record<string, string>>): Promise<void> {
    await vscode.commands.executeCommand(command, { account: this.source.account.id, ...what });
  }

  private welcome(): void {
    this.pageReady = true;
    const { saved, recent } = this.context.queries.of(this.account);
    this.post({
      type: "init",
      language: vscode.env.language,
      account: this.source.account,
      table: this.id,
      kept: this.context.states.of(this.id),
      strings: tableStrings(),
      titles: columnTitles(),
      query: this.feed.query,
      saved: [...saved],
      recent: [...recent],
      types: [...this.context.types],
      now: this.source.clock(),
    });
    this.transfersChanged();
    this.feed.replay();
    this.showWanted();
  }

  private async export({ generation, rows, columns }: ExportMessage): Promise<void> {
    const { feed } = this;
    const text =
      generation === feed.shown
        ? await exportShown(this.source, feed.missing, this.context, {
            query: feed.shownQuery,
            index: feed.kept.index(),
            order: feed.kept.order(),
            rows: rows ?? undefined,
            columns,
          })
        : vscode.l10n.t("The orders have changed. Export again.");
    this.post({ type: "exported", text });
  }

  private post(message: HostMessage): void {
    if (this.pageReady) void this.panel.webview.postMessage(message);
  }
}

function nothingText(of: "order" | "result" | "transfer"): string {
  if (of === "result")
    return vscode.l10n.t("This order has no result because it did not come from an asynchronous request.");
  if (of === "transfer") return vscode.l10n.t("No transfer is pending for this order's domain.");
  return vscode.l10n.t("Select an order in the table first.");
}

function nameOf({ account: { name, mark } }: OrderSource): string {
  return [name, mark].filter(Boolean).join(" · ");
}

function hasCell(index: RowIndex, column: number, text: string): boolean {
  for (let row = 0; row < index.count; row++) if (index.cell(row, column) === text) return true;
  return false;
}
