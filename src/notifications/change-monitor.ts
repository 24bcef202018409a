import type { Disposable, Memento } from "vscode";
import type { Account } from "../accounts/model";
import { accountName } from "../accounts/model";
import { findUrgency } from "../state/urgency";
import type { ResourceState, Resource } from "../state/resource";
import { Disposables } from "../workbench/disposables";
import { onDidChangeSettings, settings } from "../workbench/settings";
import type { NotificationService } from "./notification-service";
import { balanceWarningText } from "./notification-texts";
import { findBalanceWarnings, balanceWarningKinds, type BalanceWarning } from "./balance-warnings";
import type { NotificationItem } from "./notification-deduper";
import { DailyThrottle } from "./daily-throttle";
import { ChangeDetector } from "./change-detector";
import type { CrossWindowCache } from "../polling/cross-window-cache";
import type { Accounts } from "../accounts/accounts";
import type { AppState } from "../state/app-state";
import type { Clock } from "../workbench/clock";
import type { WindowCoordinator } from "../ipc/window-coordinator";

/** How long changes of one round are collected, so that several are shown in one notification, ms. */
const batchDelayMs = 1500;
/** After how long a list is loaded again in which many transfers are missing, ms. */
const confirmDelayMs = 1000;

/** Detects changes in the resources of the active account and notifies about them. */
export class ChangeMonitor implements Disposable {
  private readonly disposables = new Disposables();
  private readonly changeDetector = new ChangeDetector();
  private readonly dailyThrottle: DailyThrottle;
  private pendingItems: NotificationItem[] = [];
  private timer: NodeJS.Timeout | undefined;
  private confirmTimer: NodeJS.Timeout | undefined;

  /** @param onDidDetect called when a change was detected, after which more are likely */
  constructor(
    private readonly context: WatchContext,
    private readonly cache: CrossWindowCache,
    private readonly notificationService: NotificationService,
    private readonly onDidDetect: () => void,
  ) {
    const { accounts, appState } = context;
    this.dailyThrottle = new DailyThrottle(context.globalState);
    this.disposables.add(appState.transfers.onDidChange(({ kind }) => kind === "ready" && this.checkTransfers()));
    this.disposables.add(appState.results.onDidChange(({ kind }) => kind === "ready" && this.checkResults()));
    this.disposables.add(appState.account.onDidChange(({ kind }) => kind === "ready" && this.checkBalance()));
    this.disposables.add(appState.transfers.onDidChange(({ kind }) => hasSettled(kind) && this.checkBalance()));
    this.disposables.add(onDidChangeSettings(["balance.lowThreshold"], () => this.checkBalance()));
    this.disposables.add(accounts.onDidChange(() => this.discardPending()));
    this.disposables.add(accounts.onDidEndAccount(({ id, isRemoved }) => isRemoved && this.forgetAccount(id)));
  }

  dispose(): void {
    this.discardPending();
    this.disposables.dispose();
  }

  private checkTransfers(): void {
    const { accounts, appState } = this.context;
    const [account, transfers] = [accounts.current, appState.transfers.value];
    if (!account || !transfers) return;
    const urgencyReasons = this.urgencyReasons(account);
    if (this.cache.isAdopting) {
      this.changeDetector.updateTransfers(account.id, transfers, urgencyReasons);
      return;
    }
    this.enqueue(this.changeDetector.detectTransferChanges(account.id, transfers, urgencyReasons));
    clearTimeout(this.confirmTimer);
    if (this.changeDetector.needsConfirmation(account.id))
      this.confirmTimer = setTimeout(() => void appState.transfers.reload(), confirmDelayMs);
  }

  private urgencyReasons({ id }: Account): Map<string, string> {
    const { appState } = this.context;
    const reasons = (appState.transfers.value ?? []).map(({ domain, state }) => {
      const firstSeenAt = appState.stateHistory.firstSeenAt(id, domain, state);
      return [domain, findUrgency(state, firstSeenAt, this.context.clock())?.reason] as const;
    });
    return new Map(reasons.flatMap(([domain, reason]) => (reason === undefined ? [] : [[domain, reason]])));
  }

  private checkResults(): void {
    const { accounts, appState } = this.context;
    const [account, results] = [accounts.current, appState.results.value];
    if (!account || !results) return;
    if (this.cache.isAdopting) this.changeDetector.updateSnapshot(account.id, { results });
    else this.enqueue(this.changeDetector.detectResultChanges(account.id, results));
  }

  private enqueue(items: readonly NotificationItem[]): void {
    if (items.length === 0) return;
    this.onDidDetect();
    this.pendingItems.push(...items);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.notifyPending(), batchDelayMs);
  }

  private async notifyPending(): Promise<void> {
    const { accounts, appState } = this.context;
    const account = accounts.current;
    const items = this.pendingItems.splice(0);
    if (!account) return;
    await appState.transfers.whenLoaded();
    if (this.changeDetector.needsResults(account.id, items)) await appState.results.refresh();
    await appState.results.whenLoaded();
    const all = [...items, ...this.pendingItems.splice(0)];
    this.notificationService.notify(
      { id: account.id, name: accountName(account) },
      this.changeDetector.consolidate(account.id, all),
    );
  }

  private checkBalance(): void {
    const { accounts, appState } = this.context;
    const [account, balance] = [accounts.current, appState.account.value?.balance];
    if (!account || !balance || this.cache.isAdopting || !settings.isNotificationEnabled("lowBalance")) return;
    for (const warning of findBalanceWarnings(balance, appState.transfers.value ?? [], settings.lowThreshold())) {
      // How many transfers are unpaid is known once the transfers are loaded.
      if (warning.kind === "reserved" && !hasSettled(appState.transfers.state.kind)) continue;
      if (!this.dailyThrottle.tryAcquire(throttleKey(account, warning.kind), new Date(this.context.clock()))) continue;
      const item = { kind: "lowBalance" as const, subject: balanceWarningText(warning, balance), detail: warning.kind };
      this.notificationService.notify({ id: account.id, name: accountName(account) }, [item]);
    }
  }

  private forgetAccount(accountId: string): void {
    this.changeDetector.forgetAccount(accountId);
    this.notificationService.forgetAccount(accountId);
    void this.dailyThrottle.forget(balanceWarningKinds.map((kind) => throttleKey({ id: accountId }, kind)));
  }

  private discardPending(): void {
    clearTimeout(this.timer);
    clearTimeout(this.confirmTimer);
    this.pendingItems = [];
  }
}

/** The throttle key of a balance warning, which is shown once a day. */
function throttleKey({ id }: { readonly id: string }, kind: BalanceWarning["kind"]): string {
  return `balance ${kind} ${id}`;
}

function hasSettled(kind: ResourceState<unknown>["kind"]): boolean {
  return kind === "ready" || kind === "failed";
}

/** What account watching works with. */
export interface WatchContext {
  readonly accounts: Accounts;
  readonly appState: AppState;
  readonly windows: WindowCoordinator;
  readonly clock: Clock;
  /** Where the notifications of the day are stored. */
  readonly globalState: Memento;
  /** True while the view of a resource is visible. */
  readonly isVisible: (resource: Resource<unknown>) => boolean;
}
