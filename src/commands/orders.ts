import * as vscode from "vscode";
import { explain } from "../account/explain";
import { markOf, type Account } from "../account/model";
import { orderTypes } from "../dmapi/order-query";
import { walkOrderFiles } from "../dmapi/order-walk/files";
import { walkOrders, type WalkProgress } from "../dmapi/order-walk/walk";
import { filterOf, type TableQuery } from "../messages/query";
import { RowIndex } from "../rows/row-index";
import { openOrderTable, type OrderSource } from "../table/panel";
import { exportList } from "../table/save";
import { ordersToExport } from "../table/orders-export";
import { withProgress } from "../workbench/messages";
import { settings } from "../workbench/settings";
import { refreshNow, register, type Desk } from "./desk";

/** Commands about orders. A table belongs to the account it was opened for and goes with it. */
export function registerOrderCommands(desk: Desk): vscode.Disposable {
  let tables: vscode.Disposable[] = [];
  const closeTables = () => {
    for (const table of tables.splice(0)) table.dispose();
  };
  const openTable = () => {
    const { extensionUri, log, memory } = desk;
    const source = sourceOf(desk.accounts.require());
    const query: TableQuery = { period: `last-${settings.ordersDays()}-days` };
    const table = openOrderTable({ extensionUri, log, memory, query, types: orderTypes }, source);
    tables = [...tables, table];
  };
  const commands = register(desk, {
    "joker.orders.refresh": () => refreshNow(desk, desk.data.orders),
    "joker.orders.openTable": openTable,
    "joker.orders.exportCsv": () => exportCsv(desk),
  });
  return vscode.Disposable.from(commands, desk.accounts.onDidChange(closeTables), { dispose: closeTables });
}

function sourceOf(account: Account): OrderSource {
  return {
    account: { id: account.id, name: account.label, mark: markOf(account) },
    load: (filter, options) => walkOrders(account.session.call, filter, { ...options, gaps: true }),
    files: (filter, layout, options) => walkOrderFiles(account.session.call, filter, layout, options),
    describe: (error) => explain(error).message,
  };
}

/** Exports the orders the Orders view is about. */
async function exportCsv(desk: Desk): Promise<void> {
  const account = desk.accounts.require();
  const query: TableQuery = { period: `last-${settings.ordersDays()}-days` };
  const index = await loadRows(account, query);
  if (index) await exportList(ordersToExport(sourceOf(account), { query, index }), desk.memory);
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
