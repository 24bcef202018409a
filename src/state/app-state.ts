import { l10n, type Disposable, type Memento } from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { Account } from "../accounts/model";
import { queryBalance } from "../dmapi/account";
import type { Balance, Order, Result, Transfer } from "../dmapi/model";
import { listTransfers } from "../dmapi/transfers";
import type { Clock } from "../workbench/clock";
import { ActionFailures } from "./action-failures";
import { RecentOrders } from "./recent-orders";
import { PagedResults } from "./paged-results";
import { FailureReasons } from "./failure-reasons";
import { ForecastSource } from "./forecast-source";
import { Resource } from "./resource";
import { StateHistoryStore } from "./state-history-store";
import { TransferIds } from "./transfer-ids";
import { warnOfUnreadableRows, type WarningLog } from "./unreadable-rows";

/** The balance of an account and its access level. */
export interface AccountSummary {
  readonly balance: Balance;
  readonly access: string;
  /** The `User-Access` header. */
  readonly accessAsSent: string;
}

/** The observable state of the active account: one resource per view. */
export interface AppState extends Disposable {
  readonly transfers: Resource<readonly Transfer[]>;
  readonly orders: Resource<readonly Order[]>;
  readonly results: Resource<readonly Result[]>;
  readonly account: Resource<AccountSummary>;
  /** When the states of transfers were first seen. */
  readonly stateHistory: StateHistoryStore;
  /** Loads the orders of the last days, and older ones. */
  readonly recentOrders: RecentOrders;
  /** Loads results page by page. */
  readonly pagedResults: PagedResults;
  /** Why results failed. */
  readonly failureReasons: FailureReasons;
  /** The ids of transfers. */
  readonly transferIds: TransferIds;
  /** Failures of the user's actions. */
  readonly actionFailures: ActionFailures;
  /** Loads what the forecast of the balance needs. */
  readonly forecast: ForecastSource;
  readonly allResources: readonly Resource<unknown>[];
}

/**
 * Creates the resources of the active account; they are reset whenever it changes.
 * @param globalState stores what outlives a restart
 */
export function createAppState(accounts: Accounts, globalState: Memento, clock: Clock, log: WarningLog): AppState {
  const stateHistory = new StateHistoryStore(globalState);
  const transfers = new Resource(
    (signal) => loadPendingTransfers(accounts.requireCurrent(), { stateHistory, clock, log }, signal),
    clock,
  );
  const recentOrders = new RecentOrders(accounts, clock);
  const pagedResults = new PagedResults(accounts, clock, log);
  const failureReasons = new FailureReasons(accounts);
  const transferIds = new TransferIds(accounts);
  const actionFailures = new ActionFailures();
  const { orders } = recentOrders;
  const { results } = pagedResults;
  const account = new Resource((signal) => loadAccountSummary(accounts.requireCurrent(), signal), clock);
  const forecast = new ForecastSource(accounts, { account, transfers }, globalState, clock);
  const allResources = [transfers, orders, results, account];
  const balance = accounts.onDidChangeBalance(() => void (accounts.current && account.refresh()));
  const resets = accounts.onDidChange(() =>
    [transfers, recentOrders, pagedResults, account, forecast].forEach((item) => item.reset()),
  );
  const removals = accounts.onDidEndAccount(({ id, isRemoved }) => {
    if (!isRemoved) return;
    void stateHistory.forgetAccount(id);
    failureReasons.forgetAccount(id);
    transferIds.retainOnly(id, []);
    actionFailures.forgetAccount(id);
    void forecast.forgetAccount(id);
  });
  // With refused credentials no request succeeds.
  const refusals = allResources.map((resource) =>
    resource.onDidChange((state) => {
      if (state.kind !== "failed" || state.failure.reason !== "authentication") return;
      const failure = { ...state.failure, message: l10n.t("Sign-in refused.") }; // explained where it was noticed
      for (const other of allResources) other.fail(failure);
    }),
  );
  const lists = transfers.onDidChange(({ kind }) => {
    const { current } = accounts;
    if (kind !== "ready" || !current) return;
    transferIds.retainOnly(current.id, transfers.value ?? []);
    actionFailures.resolveTransfers(current.id, transfers.value ?? []);
  });
  const dispose = () => {
    for (const item of [balance, resets, removals, ...refusals, lists, actionFailures, forecast, ...allResources])
      item.dispose();
  };
  const stores = {
    stateHistory,
    failureReasons,
    transferIds,
    actionFailures,
    forecast,
  };
  return { transfers, orders, results, account, recentOrders, pagedResults, ...stores, allResources, dispose };
}

/** A state history that cannot be stored is kept in memory. */
async function loadPendingTransfers(
  { id, session }: Account,
  {
    stateHistory,
    clock,
    log,
  }: { readonly stateHistory: StateHistoryStore; readonly clock: Clock; readonly log: WarningLog },
  signal: AbortSignal,
) {
  const transfers = await listTransfers(session.call, signal);
  signal.throwIfAborted();
  const readable = transfers.filter(({ isUnreadable }) => !isUnreadable);
  warnOfUnreadableRows(log, "domain-transfer-control", transfers);
  void stateHistory.recordStates(id, readable, clock()).catch(() => undefined);
  return transfers;
}

async function loadAccountSummary({ session }: Account, signal: AbortSignal): Promise<AccountSummary> {
  const balance = await queryBalance(session.call, signal);
  const { access, accessAsSent } = await session.login();
  return { balance, access, accessAsSent };
}
