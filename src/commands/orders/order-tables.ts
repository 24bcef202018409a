import * as vscode from "vscode";
import * as z from "zod/mini";
import { describeError } from "../../accounts/error-messages";
import { environmentLabel, type Account } from "../../accounts/model";
import { orderTypes } from "../../dmapi/order-query";
import { paginateOrderFiles } from "../../dmapi/pagination/paginate-order-files";
import { paginateOrders } from "../../dmapi/pagination/paginate-orders";
import { tableQuerySchema, type TableQuery } from "../../messages/table-query";
import { selectNewestState } from "../../messages/panel-messages";
import { showExpiredPanel } from "../../order-table/expired-panel";
import type { OrderSource } from "../../order-table/order-source";
import type { PanelStateStore } from "../../order-table/panel-state-store";
import { OrderTablePanels, orderTableViewType } from "../../order-table/order-table-panels";
import { settings } from "../../workbench/settings";
import type { CommandContext } from "../command-context";
import type { OrderTableStores } from "./order-table-stores";

/** The arguments of `joker.orders.openTable`: account, query, and the order to reveal. */
const openTableArgs = z.object({
  account: z.optional(z.string()),
  orderId: z.optional(z.string()),
  query: z.optional(tableQuerySchema),
});

/** The open tables. */
export interface OrderTables extends vscode.Disposable {
  readonly tables: OrderTablePanels;
}

/** Creates the order tables: restores them after a restart, and closes those of an account that is signed out. */
export function createOrderTables(context: CommandContext, { queries, panelStates }: OrderTableStores): OrderTables {
  const { accounts, appState, extensionUri, log, globalState, registry } = context;
  const pendingTransferDomains = (account: string) =>
    accounts.current?.id === account ? (appState.transfers.value ?? []).map(({ domain }) => domain.toLowerCase()) : [];
  const types = orderTypes;
  const tables = new OrderTablePanels({
    extensionUri,
    log,
    memory: globalState,
    queryStore: queries,
    panelStates,
    orderTypes: types,
    getPendingDomains: pendingTransferDomains,
  });
  const closeSignedOut = () => {
    const usableIds = new Set(accounts.records().flatMap(({ id, signedOut }) => (signedOut ? [] : [id])));
    for (const id of tables.accountIds) if (!usableIds.has(id)) tables.closeAccount(id);
  };
  const updateTransfers = () => tables.forEach((table) => table.postTransfers());
  registry.addPanelRestorer(orderTableViewType, (panel, state) =>
    restorePanel(context, tables, panelStates, panel, state),
  );
  // The tables themselves stay open when the extension ends: VS Code brings them back.
  const parts = vscode.Disposable.from(
    accounts.onDidEndAccount(({ id }) => tables.closeAccount(id)),
    accounts.onDidChange(closeSignedOut),
    accounts.onDidUpdateAccount(({ id }) => tables.updateAccount(id)),
    appState.transfers.onDidChange(updateTransfers),
  );
  return { tables, dispose: () => void parts.dispose() };
}

/** Restores a table; `state` is what VS Code stored, which may be older than our own copy. */
async function restorePanel(
  context: CommandContext,
  tables: OrderTablePanels,
  states: PanelStateStore,
  panel: vscode.WebviewPanel,
  state: unknown,
): Promise<void> {
  const storedState = selectNewestState(state);
  const latestState = storedState && selectNewestState(storedState, states.get(storedState.table));
  if (!latestState) {
    panel.dispose();
    return;
  }
  try {
    tables.open(
      createOrderSource(context, await context.accounts.requireById(latestState.account)),
      latestState.query,
      { id: latestState.table, panel },
    );
  } catch (error) {
    showExpiredPanel(panel, describeError(error).message);
    panel.onDidDispose(() => void states.remove(latestState.table));
  }
}

/**
 * Opens or reveals a table, with `orderId` at that order; `isNewTable` always opens a new one.
 * @throws UserFacingError when the account is not known or not signed in
 */
export async function openOrderTable(
  context: CommandContext,
  tables: OrderTablePanels,
  args: unknown,
  isNewTable = false,
): Promise<void> {
  const parsed = z.safeParse(openTableArgs, args);
  const { account, orderId, query } = parsed.success ? parsed.data : {};
  const { accounts } = context;
  const owner = account === undefined ? accounts.requireCurrent() : await accounts.requireById(account);
  const existingTable = isNewTable ? undefined : tables.reveal(owner.id, query);
  const table = existingTable ?? tables.open(createOrderSource(context, owner), query ?? createDefaultQuery());
  if (orderId !== undefined) table.showOrder(orderId);
}

/** The period of the Orders view. */
export function createDefaultQuery(): TableQuery {
  return { period: `last-${settings.ordersDays()}-days` };
}

/** Loads the orders of an account, whether it is the active one or not. */
export function createOrderSource({ accounts, clock }: CommandContext, account: Account): OrderSource {
  const { id } = account;
  return {
    clock,
    endpoint: account.endpoint,
    get account() {
      const { label } = accounts.records().find((record) => record.id === id) ?? account;
      return { id, name: label, environmentLabel: environmentLabel(account) };
    },
    async *load(filter, options) {
      const { session } = await accounts.requireById(id);
      yield* paginateOrders(session.call, filter, { ...options, gaps: true });
    },
    async *loadOriginal(filter, layout, options) {
      const { session } = await accounts.requireById(id);
      yield* paginateOrderFiles(session.call, filter, layout, options);
    },
    describeError: (error) => describeError(error).message,
  };
}
