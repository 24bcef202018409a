import * as vscode from "vscode";
import { readTransferPageState } from "../messages/transfer";
import { Disposables } from "../workbench/disposables";
import { withoutControls } from "../workbench/plain";
import { TransferPage, type PageContext } from "./page";
import type { TransferSource } from "./source";

const viewType = "joker.transfer";

/** The open pages of transfers: one for each account and domain. */
export class TransferPages implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #open = new Map<string, TransferPage>();

  /**
   * @param sourceFor gives what a page that was open before a reload shows; undefined when its account is not known
   *   any more. Without it none is taken up again
   */
  constructor(
    private readonly context: PageContext,
    sourceFor?: (account: string, domain: string) => TransferSource | undefined,
  ) {
    if (!sourceFor) return;
    const restore = (panel: vscode.WebviewPanel, kept: unknown) => {
      const state = readTransferPageState(kept, (why) => context.log.warn(`Transfer page: ${why}`));
      const source = state && sourceFor(state.account, state.domain);
      if (source && !this.#open.has(keyOf(source))) this.#add(panel, source);
      else panel.dispose();
      return Promise.resolve();
    };
    this.#disposables.add(vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: restore }));
  }

  /** All that are open. */
  get all(): readonly TransferPage[] {
    return [...this.#open.values()];
  }

  /**
   * Opens the page of a transfer, or brings it to the front.
   * @param inPassing leaves the keyboard where it is; the page then makes room for the next one that is opened so,
   *   unless the user did something in it
   */
  show(source: TransferSource, inPassing: boolean): TransferPage {
    const open = this.#open.get(keyOf(source));
    if (open) {
      open.isPassing &&= inPassing;
      open.panel.reveal(undefined, inPassing);
      return open;
    }
    const before = inPassing ? this.all.filter(({ isPassing }) => isPassing) : [];
    const place = { viewColumn: before[0]?.panel.viewColumn ?? vscode.ViewColumn.Active, preserveFocus: inPassing };
    const page = this.#add(vscode.window.createWebviewPanel(viewType, withoutControls(source.domain), place), source);
    page.isPassing = inPassing;
    for (const passing of before) passing.dispose();
    return page;
  }

  /** Closes the pages of accounts which are not among these. */
  keepOnly(accounts: ReadonlySet<string>): void {
    for (const page of this.all) if (!accounts.has(page.source.account.id)) page.dispose();
  }

  /** Leaves the pages open: VS Code brings them back. */
  dispose(): void {
    this.#disposables.dispose();
  }

  #add(panel: vscode.WebviewPanel, source: TransferSource): TransferPage {
    const page = new TransferPage(this.context, panel, source);
    this.#open.set(keyOf(source), page);
    panel.onDidDispose(() => this.#open.delete(keyOf(source)));
    return page;
  }
}

function keyOf({ account, domain }: TransferSource): string {
  return `${account.id} ${domain.toLowerCase()}`;
}
