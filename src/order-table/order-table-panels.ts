import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { isSameQuery, type TableQuery } from "../messages/table-query";
import { OrderTablePanel, type OrderTableContext } from "./order-table-panel";
import type { OrderSource } from "./order-source";

/** The view type of order table panels; part of package.json. */
export const orderTableViewType = "joker.orderTable";

/** All open order table panels: each shows one query of one account. */
export class OrderTablePanels {
  private readonly openPanels = new Set<OrderTablePanel>();
  /** The panel that was active last. */
  private lastActivePanel: OrderTablePanel | undefined;

  constructor(private readonly context: OrderTableContext) {}

  /** The active panel, or the one that was active last. */
  get lastActive(): OrderTablePanel | undefined {
    return this.lastActivePanel;
  }

  /** The ids of the accounts whose orders are shown. */
  get accountIds(): Set<string> {
    return new Set([...this.openPanels].map(({ accountId }) => accountId));
  }

  /** Finds and reveals the account's panel for this query, or any of the account's without a query. */
  reveal(account: string, query?: TableQuery): OrderTablePanel | undefined {
    const candidates = [...this.openPanels].filter(
      (table) => table.accountId === account && (!query || isSameQuery(table.query, query)),
    );
    const table = candidates.find((other) => other === this.lastActivePanel) ?? candidates.at(-1);
    table?.reveal();
    return table;
  }

  /** Opens a table, in the panel that VS Code restored, if any. */
  open(source: OrderSource, query: TableQuery, restored?: { id: string; panel: vscode.WebviewPanel }): OrderTablePanel {
    const { id, panel } = restored ?? { id: randomUUID(), panel: this.createPanel() };
    const table = new OrderTablePanel(id, this.context, source, query, panel, {
      onActive: () => (this.lastActivePanel = table),
      openBeside: (other) => this.reveal(source.account.id, other) ?? this.open(source, other),
    });
    this.openPanels.add(table);
    this.lastActivePanel = table;
    table.onDidDispose(() => {
      this.openPanels.delete(table);
      if (this.lastActivePanel === table) this.lastActivePanel = [...this.openPanels].at(-1);
    });
    return table;
  }

  /** Closes the panels of an account. */
  closeAccount(account: string): void {
    for (const table of [...this.openPanels]) if (table.accountId === account) table.dispose();
  }

  /** Updates the account's name in its panels. */
  updateAccount(account: string): void {
    for (const table of this.openPanels) if (table.accountId === account) table.updateAccount();
  }

  /** Calls `visit` with each table. */
  forEach(visit: (table: OrderTablePanel) => void): void {
    for (const table of this.openPanels) visit(table);
  }

  private createPanel(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(orderTableViewType, vscode.l10n.t("Orders"), vscode.ViewColumn.Active);
  }
}
