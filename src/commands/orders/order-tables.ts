import * as vscode from "vscode";
import * as z from "zod/mini";
import { explain } from "../../account/explain";
import { markOf, type Account } from "../../account/model";
import { orderTypes } from "../../dmapi/order-query";
import { walkOrderFiles } from "../../dmapi/order-walk/files";
import { walkOrders } from "../../dmapi/order-walk/walk";
import { tableQuery, type TableQuery } from "../../messages/query";
import { newestState } from "../../messages/table";
import { showGone } from "../../table/gone";
import { KeptQueries } from "../../table/queries";
import type { OrderSource } from "../../table/source";
import { TableStates } from "../../table/states";
import { OrderTables, tableView } from "../../table/tables";
import { settings } from "../../workbench/settings";
import type { Desk } from "../desk";

/** What `joker.orders.openTable` takes: whose orders, which of them, and the one to be gone to. */
const openArgs = z.object({
  account: z.optional(z.string()),
  orderId: z.optional(z.string()),
  query: z.optional(tableQuery),
});

/** The open tables and their queries. */
export interface TableDesk extends vscode.Disposable {
  readonly tables: OrderTables;
  readonly queries: KeptQueries;
}

/** Keeps the order tables: brings them back after a restart, and closes those of an account that is signed out. */
export function keepTables(desk: Desk): TableDesk {
  const { accounts, data, extensionUri, log, memory, workspaceMemory } = desk;
  const queries = new KeptQueries(memory);
  const states = new TableStates(workspaceMemory);
  const pendingTransfers = (account: string) =>
    accounts.current?.id === account ? (data.transfers.value ?? []).map(({ domain }) => domain.toLowerCase()) : [];
  const types = orderTypes;
  const tables = new OrderTables({ extensionUri, log, memory, queries, states, types, pendingTransfers });
  const closeUnusable = () => {
    const usable = new Set(accounts.records().flatMap(({ id, signedOut }) => (signedOut ? [] : [id])));
    for (const id of tables.accounts) if (!usable.has(id)) tables.close(id);
  };
  const forgetUnknown = () => void states.keepOnly(new Set(accounts.records().map(({ id }) => id)));
  const tellTransfers = () => tables.each((table) => table.transfersChanged());
  // The tables themselves stay open when the extension ends: VS Code brings them back.
  const parts = vscode.Disposable.from(
    queries,
    accounts.onDidChange(closeUnusable),
    accounts.onDidChange(forgetUnknown),
    accounts.onDidUpdate(({ id }) => tables.accountChanged(id)),
    accounts.onDidRemove((id) => {
      tables.close(id);
      void queries.forgetAccount(id);
      forgetUnknown();
    }),
    data.transfers.onDidChange(tellTransfers),
    vscode.window.registerWebviewPanelSerializer(tableView, {
      deserializeWebviewPanel: (panel, state: unknown) => bringBack(desk, tables, states, panel, state),
    }),
  );
  return { tables, queries, dispose: () => void parts.dispose() };
}

/** Opens a table again; `state` is what VS Code kept of it, which may be older than what we did. */
async function bringBack(
  desk: Desk,
  tables: OrderTables,
  states: TableStates,
  panel: vscode.WebviewPanel,
  state: unknown,
): Promise<void> {
  const known = newestState(state);
  const kept = known && newestState(known, states.of(known.table));
  if (!kept) {
    panel.dispose();
    return;
  }
  try {
    tables.open(sourceOf(desk, await desk.accounts.use(kept.account)), kept.query, { id: kept.table, panel });
  } catch (error) {
    showGone(panel, explain(error).message);
    panel.onDidDispose(() => void states.forget(kept.table));
  }
}

/**
 * Opens the table a caller means, or brings it to the front: with `orderId` at that order; `fresh` opens one anyway.
 * @throws HumanError when the account is not known or not signed in
 */
export async function openTable(desk: Desk, tables: OrderTables, args: unknown, fresh = false): Promise<void> {
  const read = z.safeParse(openArgs, args);
  const { account, orderId, query } = read.success ? read.data : {};
  const { accounts } = desk;
  const whose = account === undefined ? accounts.require() : await accounts.use(account);
  const open = fresh ? undefined : tables.reveal(whose.id, query);
  const table = open ?? tables.open(sourceOf(desk, whose), query ?? usualQuery());
  if (orderId !== undefined) table.show(orderId);
}

/** The period the Orders view is about. */
export function usualQuery(): TableQuery {
  return { period: `last-${settings.ordersDays()}-days` };
}

/** Where the orders of an account come from, whichever account is the active one. */
export function sourceOf({ accounts, clock }: Desk, account: Account): OrderSource {
  const { id } = account;
  return {
    clock,
    get account() {
      const { label } = accounts.records().find((record) => record.id === id) ?? account;
      return { id, name: label, mark: markOf(account) };
    },
    load: async function* (filter, options) {
      const { session } = await accounts.use(id);
      yield* walkOrders(session.call, filter, { ...options, gaps: true });
    },
    files: async function* (filter, layout, options) {
      const { session } = await accounts.use(id);
      yield* walkOrderFiles(session.call, filter, layout, options);
    },
    describe: (error) => explain(error).message,
  };
}
