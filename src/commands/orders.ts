import * as vscode from "vscode";
import type { KeptQueries } from "../table/queries";
import { queryTitle } from "../table/strings";
import type { OrderTables } from "../table/tables";
import { pickFrom } from "../workbench/messages";
import { refreshNow, register, type Desk } from "./desk";
import { exportOrders } from "./orders/export-orders";
import { openTable, type TableDesk } from "./orders/order-tables";

/** Commands about orders. */
export function registerOrderCommands(desk: Desk, { tables, queries }: TableDesk): vscode.Disposable {
  return register(desk, {
    "joker.orders.refresh": () => refreshNow(desk, desk.data.orders),
    "joker.orders.openTable": (args) => openTable(desk, tables, args),
    "joker.orders.newTable": (args) => openTable(desk, tables, args, true),
    "joker.orders.openQuery": () => openQuery(desk, tables, queries),
    "joker.orders.exportCsv": () => exportOrders(desk),
  });
}

/** Lets the user pick one of the queries that are kept, and shows it. */
async function openQuery(desk: Desk, tables: OrderTables, queries: KeptQueries): Promise<void> {
  const { saved, recent } = queries.of(desk.accounts.require().id);
  const items = [
    ...saved.map(({ name, query }) => ({ label: name, description: queryTitle(query), query })),
    ...recent.map((query) => ({ label: queryTitle(query), description: vscode.l10n.t("recent"), query })),
  ];
  const picked = await pickFrom(items, {
    title: vscode.l10n.t("Open Saved Query"),
    placeholder: vscode.l10n.t("Saved and recent queries of this account"),
    empty: vscode.l10n.t("There are no saved or recent queries. Open the order table and save a query."),
  });
  if (picked) await openTable(desk, tables, { query: picked.query });
}
