import * as vscode from "vscode";
import type { QueryStore } from "../../order-table/query-store";
import { describeQuery } from "../../order-table/table-strings";
import type { OrderTablePanels } from "../../order-table/order-table-panels";
import { pickItem } from "../../workbench/dialogs";
import { refreshNow, type CommandContext } from "../command-context";
import { exportOrders, exportOrdersToWorkbook } from "./export-orders";
import { exportStatement } from "./export-statement";
import { registerOrderTableCommands } from "./order-table-commands";
import type { OrderTableStores } from "./order-table-stores";
import { createOrderTables, openOrderTable } from "./order-tables";

/** Registers the commands about orders. */
export function registerOrderCommands(context: CommandContext, stores: OrderTableStores): vscode.Disposable {
  const orderTables = createOrderTables(context, stores);
  const { tables } = orderTables;
  const { queries } = stores;
  context.registry.addHandlers({
    "joker.orders.refresh": () => refreshNow(context, context.appState.orders),
    "joker.orders.openTable": (args) => openOrderTable(context, tables, args),
    "joker.orders.newTable": (args) => openOrderTable(context, tables, args, true),
    "joker.orders.openQuery": () => openSavedQuery(context, tables, queries),
    "joker.orders.exportCsv": () => exportOrders(context),
    "joker.orders.exportWorkbook": () => exportOrdersToWorkbook(context),
    "joker.account.exportStatement": () => exportStatement(context),
  });
  registerOrderTableCommands(context, tables);
  return orderTables;
}

/** Lets the user pick a saved or recent query and opens it. */
async function openSavedQuery(context: CommandContext, tables: OrderTablePanels, queries: QueryStore): Promise<void> {
  const { saved, recent } = queries.get(context.accounts.requireCurrent().id);
  const items = [
    ...saved.map(({ name, query }) => ({ label: name, description: describeQuery(query), query })),
    ...recent.map((query) => ({ label: describeQuery(query), description: vscode.l10n.t("recent"), query })),
  ];
  const picked = await pickItem(items, {
    title: vscode.l10n.t("Open Saved Query"),
    placeholder: vscode.l10n.t("Saved and recent queries of this account"),
    empty: vscode.l10n.t("There are no saved or recent queries. Open the order table and save a query."),
  });
  if (picked) await openOrderTable(context, tables, { query: picked.query });
}
