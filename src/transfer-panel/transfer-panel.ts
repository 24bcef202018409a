import * as vscode from "vscode";
import type { FieldList } from "../dmapi/model";
import { canCancel, canResendFoa } from "../state/transfer-states";
import { parseTransferPanelMessage, type TransferAction, type TransferViewModel } from "../messages/transfer-messages";
import { toDisplayDomain } from "../idn/display-domain";
import { Disposables } from "../workbench/disposables";
import { withLastUpdated } from "../workbench/last-updated";
import { stripControlCharacters } from "../workbench/sanitize";
import { panelIcon, createWebviewHtml, webviewFolder } from "../workbench/webview-html";
import { getReplyText, getState, type TransferSnapshot } from "./transfer-snapshot";
import {
  getCopyText,
  createFacts,
  createHeadline,
  createStrings,
  describeRecipient,
  findPrimaryAction,
  createPhases,
  isOver,
} from "./view-model";
import type { TransferDataSource } from "./transfer-data-source";

/** Dependencies of transfer panels. */
export interface TransferPanelContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void };
  /** Epoch ms. */
  readonly clock: () => number;
  /** Opens the page that explains all states. */
  showStatesHelp(): void;
}

/** The panel of one transfer: holds its data, renders it, and reloads when the list of transfers changes. */
export class TransferPanel implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private fields: FieldList | undefined;
  private hasLeftList = false;
  private errorText = "";
  /** When the fields were loaded, in epoch ms. */
  private loadedAt: number | undefined;
  private loading: Promise<void> | undefined;
  private isActing = false;
  private isPageReady = false;
  private isDisposed = false;
  /** Like a preview editor: replaced by the next transfer opened from the tree, until the user does something in it. */
  isPreview = false;

  constructor(
    private readonly context: TransferPanelContext,
    readonly panel: vscode.WebviewPanel,
    readonly source: TransferDataSource,
  ) {
    const folder = webviewFolder(context.extensionUri);
    panel.iconPath = panelIcon(context.extensionUri);
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((data: unknown) => this.onMessage(data));
    // VS Code discards a hidden page; a new one sends `ready`.
    panel.onDidChangeViewState(() => (this.isPageReady &&= panel.visible));
    panel.onDidDispose(() => this.onDispose());
    this.disposables.add(source.onDidChange(() => this.onListChanged()));
    panel.webview.html = createWebviewHtml(panel.webview, folder, "transfer", vscode.l10n.t("Transfer"));
    void this.load();
  }

  /** A snapshot of the current data. */
  get snapshot(): TransferSnapshot {
    const listed = this.source.getListed();
    return {
      domain: this.source.domain,
      fields: this.fields,
      history: this.source.getHistory(),
      hasLeftList: this.hasLeftList,
      listed: listed === "gone" ? undefined : listed,
    };
  }

  /** Reloads the transfer; concurrent calls share one request. A failure keeps the old data. */
  load(): Promise<void> {
    this.loading ??= this.loadFields().finally(() => {
      this.loading = undefined;
      this.render();
    });
    this.render();
    return this.loading;
  }

  /** Reloads the transfer, and the list, which has its state. */
  async refresh(): Promise<void> {
    await Promise.all([this.source.refreshList(), this.load()]);
  }

  dispose(): void {
    this.disposables.dispose(); // VS Code announces that a panel is disposed only later.
    this.panel.dispose();
  }

  /** A reply or an action in flight may still end. */
  private onDispose(): void {
    [this.isDisposed, this.isPageReady, this.fields] = [true, false, undefined];
    this.disposables.dispose();
  }

  private async loadFields(): Promise<void> {
    try {
      const fields = await this.source.loadFields();
      this.fields = this.isDisposed ? undefined : fields;
      this.loadedAt = this.context.clock();
      [this.errorText, this.hasLeftList] = ["", false];
    } catch (error) {
      const { text, isNotFound } = this.source.describeError(error);
      [this.errorText, this.hasLeftList] = [isNotFound ? "" : text, isNotFound || this.hasLeftList];
    }
  }

  /** Compares with the list of transfers, and reloads if its state differs. */
  private onListChanged(): void {
    const listed = this.source.getListed();
    if (listed === "gone") this.hasLeftList = true;
    const shownState = getState({ ...this.snapshot, listed: undefined });
    if (listed && listed !== "gone" && (this.hasLeftList || listed.state !== shownState)) void this.load();
    else this.render();
  }

  private onMessage(data: unknown): void {
    const message = parseTransferPanelMessage(data, (why) => this.context.log.warn(`Transfer page: ${why}`));
    switch (message?.type) {
      case "ready":
        this.isPageReady = true;
        this.render();
        break;
      case "refresh":
        void this.refresh();
        break;
      case "act":
        void this.runAction(message.action);
        break;
      case "copy":
        void vscode.env.clipboard.writeText(getCopyText(this.snapshot, message.what) ?? "");
        break;
      case "help":
        this.context.showStatesHelp();
        break;
      case "used":
        this.isPreview = false;
        break;
      case "problem":
        this.context.log.warn(`Transfer page: ${message.text}`);
    }
  }

  private async runAction(action: TransferAction): Promise<void> {
    if (this.isActing || this.whyDisabled(action) !== "") return;
    this.isActing = true;
    this.render();
    try {
      await this.source.runAction(action);
    } finally {
      this.isActing = false;
      await this.load();
    }
  }

  private whyDisabled(action: TransferAction): string {
    const state = getState(this.snapshot);
    if (this.hasLeftList) return vscode.l10n.t("This transfer is no longer pending.");
    if (state === "") return vscode.l10n.t("The state of this transfer is not known yet.");
    if (action === "resendFoa" && !canResendFoa({ state })) {
      return vscode.l10n.t("An FOA can be resent only while its transfer is waiting for the owner.");
    }
    if (action === "cancel" && !canCancel({ state })) return vscode.l10n.t("This transfer can no longer be canceled.");
    return this.source.whyDisabled(action) ?? "";
  }

  private render(): void {
    if (this.isPageReady) void this.panel.webview.postMessage(this.createViewModel());
  }

  private createViewModel(): TransferViewModel {
    const { snapshot, source, errorText } = this;
    const now = this.context.clock();
    return {
      type: "show",
      account: source.account,
      domain: stripControlCharacters(source.domain),
      displayDomain: stripControlCharacters(toDisplayDomain(source.domain)),
      headline: createHeadline(snapshot, now),
      error: stripControlCharacters(errorText && withLastUpdated(errorText, this.loadedAt, now)),
      busy: this.isActing || this.loading !== undefined,
      facts: createFacts(snapshot),
      actions:
        this.hasLeftList || isOver(getState(snapshot))
          ? []
          : [
              this.createAction("resendFoa", vscode.l10n.t("Resend FOA")),
              this.createAction("cancel", vscode.l10n.t("Cancel Transfer…")),
            ],
      phases: createPhases(snapshot),
      reply: stripControlCharacters(getReplyText(snapshot)),
      strings: createStrings(),
    };
  }

  private createAction(name: TransferAction, title: string): TransferViewModel["actions"][number] {
    const disabledReason = this.whyDisabled(name);
    const isPrimary = disabledReason === "" && findPrimaryAction(getState(this.snapshot)) === name;
    const note = disabledReason === "" ? describeRecipient(name, this.snapshot) : "";
    return { name, title, disabledReason, note: stripControlCharacters(note), isPrimary };
  }
}
