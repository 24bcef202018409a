import * as vscode from "vscode";
import { parseTransferPanelState } from "../messages/transfer-messages";
import { toDisplayDomain } from "../idn/display-domain";
import { stripControlCharacters } from "../workbench/sanitize";
import { TransferPanel, type TransferPanelContext } from "./transfer-panel";
import type { TransferDataSource } from "./transfer-data-source";

/** The view type of transfer panels; part of package.json. */
export const transferViewType = "joker.transfer";

/** The open transfer panels: one for each account and domain. */
export class TransferPanels {
  private readonly open = new Map<string, TransferPanel>();

  constructor(private readonly context: TransferPanelContext) {}

  /** All open panels. */
  get all(): readonly TransferPanel[] {
    return [...this.open.values()];
  }

  /** The panel in front of the user. */
  get active(): TransferPanel | undefined {
    return this.all.find(({ panel }) => panel.active);
  }

  /**
   * Opens the panel of a transfer, or reveals it.
   * @param asPreview preserves the focus; the panel is then replaced by the next preview,
   *   unless the user does something in it
   */
  show(source: TransferDataSource, asPreview: boolean): TransferPanel {
    const open = this.open.get(panelKey(source));
    if (open) {
      open.isPreview &&= asPreview;
      open.panel.reveal(undefined, asPreview);
      return open;
    }
    const previews = asPreview ? this.all.filter(({ isPreview }) => isPreview) : [];
    const showOptions = {
      viewColumn: previews[0]?.panel.viewColumn ?? vscode.ViewColumn.Active,
      preserveFocus: asPreview,
    };
    const panel = this.add(
      vscode.window.createWebviewPanel(
        transferViewType,
        stripControlCharacters(toDisplayDomain(source.domain)),
        showOptions,
      ),
      source,
    );
    panel.isPreview = asPreview;
    for (const preview of previews) preview.dispose();
    return panel;
  }

  /** Closes the panels of all other accounts. */
  retainAccounts(accounts: ReadonlySet<string>): void {
    for (const panel of this.all) if (!accounts.has(panel.source.account.id)) panel.dispose();
  }

  /** Closes the panels of an account. */
  closeAccount(account: string): void {
    for (const panel of this.all) if (panel.source.account.id === account) panel.dispose();
  }

  /**
   * Shows a page again in the panel that VS Code kept, or closes it.
   * @param stored what the page stored last
   * @param createSource creates the data source; undefined if the account is unknown
   */
  restore(
    panel: vscode.WebviewPanel,
    stored: unknown,
    createSource: (account: string, domain: string) => TransferDataSource | undefined,
  ): void {
    const state = parseTransferPanelState(stored, (why) => this.context.log.warn(`Transfer page: ${why}`));
    const source = state && createSource(state.account, state.domain);
    if (source && !this.open.has(panelKey(source))) this.add(panel, source);
    else panel.dispose();
  }

  private add(panel: vscode.WebviewPanel, source: TransferDataSource): TransferPanel {
    const page = new TransferPanel(this.context, panel, source);
    this.open.set(panelKey(source), page);
    panel.onDidDispose(() => this.open.delete(panelKey(source)));
    return page;
  }
}

function panelKey({ account, domain }: TransferDataSource): string {
  return `${account.id} ${domain.toLowerCase()}`;
}
