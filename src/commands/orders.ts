import * as vscode from "vscode";
import type { Account } from "../account/model";
import { walkOrders, type WalkProgress } from "../dmapi/order-walk/walk";
import { filterOf, type TableQuery } from "../messages/query";
import { RowIndex } from "../rows/row-index";
import { ordersToExport } from "../table/orders-export";
import type { KeptQueries } from "../table/queries";
import { exportList } from "../table/save";
import { queryTitle } from "../table/strings";
import type { OrderTables } from "../table/tables";
import { pickFrom, withProgress } from "../workbench/messages";
import { refreshNow, register, type Desk } from "./desk";
import { openTable, sourceOf, usualQuery, type TableDesk } from "./orders/order-tables";

/** Commands about orders. */
export function registerOrderCommands(desk: Desk, { tables, queries }: TableDesk): vscode.Disposable {
  return register(desk, {
    "joker.orders.refresh": () => refreshNow(desk, desk.data.orders),
    "joker.orders.openTable": (args) => openTable(desk, tables, args),
    "joker.orders.newTable": (args) => openTable(desk, tables, args, true),
    "joker.orders.openQuery": () => openQuery(desk, tables, queries),
    "joker.orders.exportCsv": () => exportCsv(desk),
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
    title: vscode.l10n.t("Open Order Query"),
    placeholder: vscode.l10n.t("Saved and recent queries of this account"),
    empty: vscode.l10n.t("No query is kept yet. Open the order table, and save one there."),
  });
  if (picked) await openTable(desk, tables, { query: picked.query });
}

/** Exports the orders the Orders view is about. */
async function exportCsv(desk: Desk): Promise<void> {
  const account = desk.accounts.require();
  const query = usualQuery();
  const index = await loadRows(account, query);
  if (index) await exportList(ordersToExport(sourceOf(desk, account), { query, index }), desk.memory);
}

/** The orders of a query; undefined when the user stopped it. */
function loadRows({ session }: Account, query: TableQuery): Promise<RowIndex | undefined> {
  return withProgress(vscode.l10n.t("Loading the orders to be exported"), async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const onProgress = (walk: WalkProgress) => progress.report({ message: progressText(walk) });
    const index = new RowIndex();
    const now = Date.now();
    const options = { signal: abort.signal, now, onProgress };
    for await (const block of walkOrders(session.call, filterOf(query, now), options)) index.add(block);
    return abort.signal.aborted ? undefined : index;
  });
}

function progressText({ windows, rows }: WalkProgress): string {
  return vscode.l10n.t("{0} orders, part {1} of {2}", rows, Math.min(windows.done + 1, windows.total), windows.total);
}
