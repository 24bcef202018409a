import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { isSameQuery, type TableQuery } from "../messages/query";
import { OrderTable, type TableContext } from "./panel";
import type { OrderSource } from "./source";

/** What kind of panel a table is. */
export const tableView = "joker.orderTable";

/** All open order tables: each shows one query of one account. */
export class OrderTables {
  readonly #open = new Set<OrderTable>();
  /** The one that was in front last. */
  #latest: OrderTable | undefined;

  constructor(private readonly context: TableContext) {}

  /** The table in front, or the one that was last. */
  get latest(): OrderTable | undefined {
    return this.#latest;
  }

  /** The ids of the accounts whose orders are shown. */
  get accounts(): Set<string> {
    return new Set([...this.#open].map(({ account }) => account));
  }

  /** The account's table of this query, or of any where there is none given; brings it to the front. */
  reveal(account: string, query?: TableQuery): OrderTable | undefined {
    const fitting = [...this.#open].filter(
      (table) => table.account === account && (!query || isSameQuery(table.query, query)),
    );
    const table = fitting.find((other) => other === this.#latest) ?? fitting.at(-1);
    table?.reveal();
    return table;
  }

  /** Opens a table; the one that VS Code brought back, if there is one. */
  open(source: OrderSource, query: TableQuery, back?: { id: string; panel: vscode.WebviewPanel }): OrderTable {
    const { id, panel } = back ?? { id: randomUUID(), panel: this.#newPanel() };
    const table = new OrderTable(id, this.context, source, query, panel, {
      active: () => (this.#latest = table),
      beside: (other) => this.reveal(source.account.id, other) ?? this.open(source, other),
    });
    this.#open.add(table);
    this.#latest = table;
    table.onDidDispose(() => {
      this.#open.delete(table);
      if (this.#latest === table) this.#latest = [...this.#open].at(-1);
    });
    return table;
  }

  /** Closes the tables of an account: nothing of it is shown any more. */
  close(account: string): void {
    for (const table of [...this.#open]) if (table.account === account) table.dispose();
  }

  /** Says in the tables of an account what it is called now. */
  accountChanged(account: string): void {
    for (const table of this.#open) if (table.account === account) table.accountChanged();
  }

  /** Calls `visit` with each table. */
  each(visit: (table: OrderTable) => void): void {
    for (const table of this.#open) visit(table);
  }

  #newPanel(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(tableView, vscode.l10n.t("Orders"), vscode.ViewColumn.Active);
  }
}
