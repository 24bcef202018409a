import type * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { ErrorDescription } from "../accounts/error-messages";
import type { Access, Balance, Transfer } from "../dmapi/model";
import { formatDay } from "../dmapi/days";
import type { Clock } from "../workbench/clock";
import { combineEvents } from "../workbench/combine-events";
import { settings } from "../workbench/settings";
import { computeForecast, type BalanceForecast, type PendingOrder } from "./balance-forecast";
import { forgetRenewals, loadPendingOrders, loadRenewals, type ForecastAccount } from "./forecast-orders";
import type { RenewalHistory } from "./renewal-history";
import { Resource } from "./resource";

/** The resources a forecast is computed from, too. */
export interface ForecastResources {
  readonly account: Resource<{ readonly balance: Balance; readonly access: string }>;
  readonly transfers: Resource<readonly Transfer[]>;
}

interface PendingOrders {
  readonly orders: readonly PendingOrder[];
  /** The balance when they were requested. */
  readonly balance: Balance;
}

/** A resource that is loaded when it is needed for the first time and when its key changes. */
interface KeyedResource<T> {
  readonly resource: Resource<T>;
  key: string;
}

/**
 * Loads what a forecast of the balance needs beyond balance and transfers: the pending orders of the last 90 days, once a
 * day (UTC) and when the balance has changed, because what is charged is not pending any more; and the renewals of the last
 * twelve months, once a day. Their sums by day are stored for all windows.
 */
export class ForecastSource implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  private readonly pendingOrders: KeyedResource<PendingOrders>;
  private readonly renewals: KeyedResource<RenewalHistory>;

  constructor(
    private readonly accounts: Accounts,
    private readonly resources: ForecastResources,
    private readonly memento: vscode.Memento,
    private readonly clock: Clock,
  ) {
    this.pendingOrders = { resource: new Resource((signal) => this.loadPendingOrders(signal), clock), key: "" };
    this.renewals = { resource: new Resource((signal) => this.loadCurrentRenewals(signal), clock), key: "" };
    this.onDidChange = combineEvents(
      this.pendingOrders.resource.onDidChange,
      this.renewals.resource.onDidChange,
      resources.transfers.onDidChange,
    );
  }

  /** The forecast from what is loaded; undefined without a balance. Loads nothing. */
  get forecast(): BalanceForecast | undefined {
    const balance = this.resources.account.value?.balance;
    const pending = this.pendingOrders.resource.value;
    return (
      balance &&
      computeForecast({
        balance,
        pendingOrders: pending && amountsOf(pending.balance) === amountsOf(balance) ? pending.orders : undefined,
        transfers: this.resources.transfers.value,
        renewals: this.renewals.resource.value,
        today: formatDay(this.clock()),
        lowThreshold: settings.lowThreshold(),
      })
    );
  }

  /** Why orders could not be loaded; undefined if they could, or are loading. */
  get failure(): ErrorDescription | undefined {
    const failed = [this.pendingOrders, this.renewals]
      .map(({ resource }) => resource.state)
      .find(({ kind }) => kind === "failed");
    return failed?.kind === "failed" ? failed.failure : undefined;
  }

  /** Whether the active account may list orders. */
  get canLoad(): boolean {
    return this.resources.account.value?.access !== ("whois-only" satisfies Access);
  }

  /**
   * Loads what is missing or out of date; does nothing without a balance. Never rejects: a failure is a state. What failed is
   * loaded again by the next call, unless Joker.com did not permit it.
   */
  async load(): Promise<void> {
    const balance = this.resources.account.value?.balance;
    if (!balance || !this.accounts.current || !this.canLoad) return;
    const today = formatDay(this.clock());
    await Promise.all([
      loadIfDue(this.pendingOrders, `${today} ${amountsOf(balance)}`),
      loadIfDue(this.renewals, today),
    ]);
  }

  /** The renewals of any account; another window, or the account view, may have loaded them. @throws DmapiError */
  loadRenewals(account: ForecastAccount, signal: AbortSignal): Promise<RenewalHistory> {
    return loadRenewals(account, this.memento, this.clock(), signal);
  }

  /** Resolves when nothing is loading. */
  async whenLoaded(): Promise<void> {
    await Promise.all([this.pendingOrders.resource.whenLoaded(), this.renewals.resource.whenLoaded()]);
  }

  /** Clears everything, for example when the account changes. */
  reset(): void {
    this.pendingOrders.resource.reset();
    this.renewals.resource.reset();
  }

  /** Deletes what is stored of an account, for example when it is removed. */
  async forgetAccount(accountId: string): Promise<void> {
    await forgetRenewals(accountId, this.memento);
  }

  dispose(): void {
    this.pendingOrders.resource.dispose();
    this.renewals.resource.dispose();
  }

  private async loadPendingOrders(signal: AbortSignal): Promise<PendingOrders> {
    const balance = this.resources.account.value?.balance ?? noBalance;
    const { session } = this.accounts.requireCurrent();
    return { orders: await loadPendingOrders(session.call, this.clock(), signal), balance };
  }

  private async loadCurrentRenewals(signal: AbortSignal): Promise<RenewalHistory> {
    const { id, session } = this.accounts.requireCurrent();
    return this.loadRenewals({ id, call: session.call }, signal);
  }
}

const noBalance: Balance = { available: "", pending: "", total: "", currency: "" };

function loadIfDue<T>(keyed: KeyedResource<T>, key: string): Promise<void> {
  const { resource } = keyed;
  const { state } = resource;
  const canRetry = state.kind === "failed" && state.failure.reason !== "permission";
  if (keyed.key === key && state.kind !== "idle" && !canRetry) return resource.whenLoaded();
  keyed.key = key;
  return resource.reload();
}

function amountsOf({ available, pending, currency }: Balance): string {
  return `${available} ${pending} ${currency}`;
}
