import * as vscode from "vscode";
import type { HostMessage } from "../messages/host";
import { parseTableMessage } from "../messages/parse";
import type { TableMessage } from "../messages/table";
import { HumanError } from "../workbench/human-error";
import { OrderFeed } from "./feed";
import { tableHtml } from "./html";
import { savedText, saveCsv } from "./save";
import type { OrderSource } from "./source";
import { columnTitles, tableStrings, visibilityNotice } from "./strings";

export type { OrderSource } from "./source";

/** What a table needs of the extension it is part of. */
export interface TableContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void; error(message: string | Error): void };
  /** The period shown first, in days; 30 if absent. */
  readonly days?: number;
}

const openTables = new Map<string, OrderTable>();

/** Opens the account's order table, or brings it to the front if it is open. Disposing it closes it. */
export function openOrderTable(context: TableContext, source: OrderSource): OrderTable {
  const open = openTables.get(source.account);
  if (open) {
    open.reveal();
    return open;
  }
  const table = new OrderTable(context, source);
  openTables.set(source.account, table);
  table.onDidDispose(() => openTables.delete(source.account));
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
    const folder = vscode.Uri.joinPath(context.extensionUri, "dist", "webview");
    const title = vscode.l10n.t("Orders – {0}", source.account);
    this.panel = vscode.window.createWebviewPanel("joker.orderTable", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder],
    });
    const post = (message: HostMessage) => this.post(message);
    this.feed = new OrderFeed(source, post, { notice: visibilityNotice() }, context.days ?? 30);
    this.panel.webview.onDidReceiveMessage((data: unknown) => this.receive(data));
    // A hidden page is thrown away; it says so itself when it is back.
    this.panel.onDidChangeViewState(() => (this.pageReady &&= this.panel.visible));
    this.panel.onDidDispose(() => this.feed.cancel());
    this.panel.webview.html = tableHtml(this.panel.webview, folder);
    void this.feed.load(this.feed.days);
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
        await this.feed.load(message.days);
        break;
      case "cancel":
        this.feed.cancel();
        break;
      case "export":
        await this.export(message.generation, message.rows);
        break;
      case "problem":
        this.context.log.warn(`Order table: ${message.text}`);
    }
  }

  private welcome(): void {
    this.pageReady = true;
    this.post({
      type: "init",
      language: vscode.env.language,
      account: this.source.account,
      days: this.feed.days,
      strings: tableStrings(),
      titles: columnTitles(),
    });
    this.feed.replay();
  }

  private async export(generation: number, rows: Uint32Array | null): Promise<void> {
    this.post({ type: "exported", text: await this.exportText(generation, rows) });
  }

  private async exportText(generation: number, rows: Uint32Array | null): Promise<string> {
    if (generation !== this.feed.shown) return vscode.l10n.t("The orders have changed. Export again.");
    try {
      const saved = await saveCsv(this.source.account, this.feed.blocks, rows ?? undefined);
      return saved ? savedText(saved) : "";
    } catch (error) {
      if (!(error instanceof HumanError)) this.context.log.error(error instanceof Error ? error : String(error));
      const text = error instanceof HumanError ? error.message : vscode.l10n.t("The orders could not be exported.");
      void vscode.window.showErrorMessage(text);
      return text;
    }
  }

  private post(message: HostMessage): void {
    if (this.pageReady) void this.panel.webview.postMessage(message);
  }
}
