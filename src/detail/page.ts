import * as vscode from "vscode";
import { canResendFoa, mayCancel, type Fields } from "../dmapi/model";
import { readTransferPageMessage, type TransferAction, type TransferShown } from "../messages/transfer";
import { Disposables } from "../workbench/disposables";
import { withoutControls } from "../workbench/plain";
import { pageHtml, pagesFolder } from "../workbench/webview-page";
import { replyOf, stateOf, type Known } from "./known";
import { copiedText, factsShown, headlineOf, moment, pageStrings, phasesShown } from "./shown";
import type { TransferSource } from "./source";

/** What a page needs of the extension it is part of. */
export interface PageContext {
  readonly extensionUri: vscode.Uri;
  readonly log: { warn(message: string): void };
}

/** The page of one transfer: keeps what is known of it, shows it, and asks again when the list tells something new. */
export class TransferPage implements vscode.Disposable {
  readonly #disposables = new Disposables();
  #fields: Fields | undefined;
  #gone = false;
  #failure = "";
  #loading: Promise<void> | undefined;
  #acting = false;
  #ready = false;
  /** True until the user does something in the page: the next row that is clicked may take its place. */
  isPassing = false;

  constructor(
    private readonly context: PageContext,
    readonly panel: vscode.WebviewPanel,
    readonly source: TransferSource,
  ) {
    const folder = pagesFolder(context.extensionUri);
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((data: unknown) => this.#receive(data));
    // A hidden page is thrown away; it says so itself when it is back.
    panel.onDidChangeViewState(() => (this.#ready &&= panel.visible));
    panel.onDidDispose(() => this.#disposables.dispose());
    this.#disposables.add(source.onDidChange(() => this.#look()));
    panel.webview.html = pageHtml(panel.webview, folder, "transfer", vscode.l10n.t("Transfer"));
    void this.load();
  }

  /** What is known now. */
  get known(): Known {
    const listed = this.source.listed();
    return {
      domain: this.source.domain,
      fields: this.#fields,
      history: this.source.history(),
      gone: this.#gone,
      listed: listed === "gone" ? undefined : listed,
    };
  }

  /** Asks Joker.com anew; joins a question that is under way. A failure keeps what was known. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
      this.#show();
    });
    this.#show();
    return this.#loading;
  }

  dispose(): void {
    this.panel.dispose();
  }

  async #load(): Promise<void> {
    try {
      this.#fields = await this.source.load();
      [this.#failure, this.#gone] = ["", false];
    } catch (error) {
      const { text, isGone } = this.source.describe(error);
      [this.#failure, this.#gone] = [isGone ? "" : text, isGone || this.#gone];
    }
  }

  /** Compares with what the list tells now, and asks again where it tells something else. */
  #look(): void {
    const listed = this.source.listed();
    if (listed === "gone") this.#gone = true;
    const shown = stateOf({ ...this.known, listed: undefined });
    if (listed && listed !== "gone" && (this.#gone || listed.state !== shown)) void this.load();
    else this.#show();
  }

  #receive(data: unknown): void {
    const message = readTransferPageMessage(data, (why) => this.context.log.warn(`Transfer page: ${why}`));
    switch (message?.type) {
      case "ready":
        this.#ready = true;
        this.#show();
        break;
      case "refresh":
        void this.load();
        break;
      case "act":
        void this.#act(message.action);
        break;
      case "copy":
        void vscode.env.clipboard.writeText(copiedText(this.known, message.what) ?? "");
        break;
      case "used":
        this.isPassing = false;
        break;
      case "problem":
        this.context.log.warn(`Transfer page: ${message.text}`);
    }
  }

  async #act(action: TransferAction): Promise<void> {
    if (this.#acting || this.#obstacleTo(action) !== "") return;
    this.#acting = true;
    this.#show();
    try {
      await this.source.act(action);
    } finally {
      this.#acting = false;
      await this.load();
    }
  }

  #obstacleTo(action: TransferAction): string {
    const state = stateOf(this.known);
    if (this.#gone) return vscode.l10n.t("This transfer is no longer pending.");
    if (state === "") return vscode.l10n.t("The state of this transfer is not known yet.");
    if (action === "resendFoa" && !canResendFoa({ state })) {
      return vscode.l10n.t("An FOA can be resent only while waiting for the owner.");
    }
    if (action === "cancel" && !mayCancel({ state })) return vscode.l10n.t("This transfer can no longer be canceled.");
    return this.source.obstacleTo(action) ?? "";
  }

  #show(): void {
    if (this.#ready) void this.panel.webview.postMessage(this.#shown());
  }

  #shown(): TransferShown {
    const { known, source } = this;
    return {
      type: "show",
      account: source.account,
      domain: withoutControls(source.domain),
      headline: headlineOf(known),
      notice: this.#notice(known),
      busy: this.#acting || this.#loading !== undefined,
      facts: factsShown(known),
      actions: [
        { name: "resendFoa", title: vscode.l10n.t("Resend FOA"), obstacle: this.#obstacleTo("resendFoa") },
        { name: "cancel", title: vscode.l10n.t("Cancel Transfer…"), obstacle: this.#obstacleTo("cancel") },
      ],
      phases: phasesShown(known),
      reply: withoutControls(replyOf(known)),
      strings: pageStrings(),
    };
  }

  #notice({ history }: Known): TransferShown["notice"] {
    if (this.#failure !== "") return { text: withoutControls(this.#failure), kind: "error" };
    if (!this.#gone) return { text: "", kind: "none" };
    const last = history.at(-1);
    const gone = vscode.l10n.t("This transfer is no longer pending.");
    const seen =
      last &&
      vscode.l10n.t(
        "The last known details are shown. State {0} was first seen on {1}.",
        withoutControls(last.state),
        moment(last.at),
      );
    return { text: [gone, seen].filter(Boolean).join(" "), kind: "info" };
  }
}
