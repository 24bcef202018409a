import * as vscode from "vscode";
import type { HostMessage } from "../messages/host";
import { problemsIn } from "../messages/check";
import { parseTableMessage } from "../messages/parse";
import type { TableQuery } from "../messages/query";
import type { TableMessage } from "../messages/table";
import { notesOn } from "../messages/visible";
import { plain } from "../workbench/plain";
import { pageHtml, pagesFolder } from "../workbench/webview-page";
import { OrderFeed } from "./feed";
import { askScope, ordersToExport, type OrderChoice } from "./orders-export";
import { exportList } from "./save";
import type { OrderSource } from "./source";
import { columnTitles, sentences, tableStrings } from "./strings";

export type { OrderSource } from "./source";

/** What a table needs of the extension it is part of. */
export interface TableContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void; error(message: string | Error): void };
  /** Where choices are remembered. */
  readonly memory: vscode.Memento;
  /** What a new table shows first. */
  readonly query: TableQuery;
  /** Order types DMAPI documents. */
  readonly types: readonly string[];
}

type ExportMessage = Extract<TableMessage, { type: "export" }>;

const openTables = new Map<string, OrderTable>();

/** Opens the account's order table, or brings it to the front if it is open. Disposing it closes it. */
export function openOrderTable(context: TableContext, source: OrderSource): OrderTable {
  const open = openTables.get(source.account.id);
  if (open) {
    open.reveal();
    return open;
  }
  const table = new OrderTable(context, source);
  openTables.set(source.account.id, table);
  table.onDidDispose(() => openTables.delete(source.account.id));
  return table;
}

/** One open order table. */
export class OrderTable implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly feed: OrderFeed;
  private pageReady = false;

  constructor(
    private readonly context: TableContext,
    private readonly source: OrderSource,
  ) {
    const folder = pagesFolder(context.extensionUri);
    const title = vscode.l10n.t("Orders – {0}", nameOf(source));
    this.panel = vscode.window.createWebviewPanel("joker.orderTable", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder],
    });
    const post = (message: HostMessage) => this.post(message);
    const notice = (query: TableQuery, now: number) => sentences(notesOn(query, now));
    this.feed = new OrderFeed(source, post, { notice }, context.query);
    this.panel.webview.onDidReceiveMessage((data: unknown) => this.receive(data));
    // A hidden page is thrown away; it says so itself when it is back.
    this.panel.onDidChangeViewState(() => (this.pageReady &&= this.panel.visible));
    this.panel.onDidDispose(() => this.feed.cancel());
    this.panel.webview.html = pageHtml(this.panel.webview, folder, "orders", vscode.l10n.t("Orders"));
    void this.feed.load(context.query);
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

  private receive(data: unknown): void {
    const message = parseTableMessage(data, (why) => this.context.log.warn(`Order table: ${why}`));
    if (message) void this.answer(message);
  }

  private async answer(message: TableMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.welcome();
        break;
      case "query":
        await this.query(message.query);
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
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        break;
      case "openResult":
        await this.run("joker.result.open", { procId: message.procId });
        break;
      case "showTransfer":
        await this.run("joker.transfer.show", { domain: message.domain });
        break;
      case "problem":
        this.context.log.warn(`Order table: ${message.text}`);
    }
  }

  private async query(query: TableQuery): Promise<void> {
    const strings = tableStrings();
    const problems = problemsIn(query).map(({ field, text }) => ({ field, text: strings[text] }));
    if (problems.length > 0) this.post({ type: "rejected", problems });
    else await this.feed.load(query);
  }

  /** Runs a command about something of this table's account. */
  private async run(command: string, what: Readonly<Record<string, string>>): Promise<void> {
    await vscode.commands.executeCommand(command, { account: this.source.account.id, ...what });
  }

  private welcome(): void {
    this.pageReady = true;
    this.post({
      type: "init",
      language: vscode.env.language,
      account: this.source.account,
      strings: tableStrings(),
      titles: columnTitles(),
      query: this.feed.query,
      saved: [],
      recent: [],
      types: [...this.context.types],
      now: Date.now(),
    });
    this.feed.replay();
  }

  private async export({ generation, rows, columns }: ExportMessage): Promise<void> {
    const { feed } = this;
    const text =
      generation === feed.shown
        ? await this.exported({ query: feed.query, index: feed.kept.index(), rows: rows ?? feed.kept.order(), columns })
        : vscode.l10n.t("The orders have changed. Export again.");
    this.post({ type: "exported", text });
  }

  private async exported(shown: OrderChoice): Promise<string> {
    try {
      const choice = await askScope(shown);
      return (choice && (await exportList(ordersToExport(this.source, choice), this.context.memory))) ?? "";
    } catch (error) {
      const text = this.source.describe(error);
      this.context.log.error(error instanceof Error ? error : text);
      void vscode.window.showErrorMessage(plain(text));
      return text;
    }
  }

  private post(message: HostMessage): void {
    if (this.pageReady) void this.panel.webview.postMessage(message);
  }
}

function nameOf({ account: { name, mark } }: OrderSource): string {
  return [name, mark].filter(Boolean).join(" · ");
}
