import * as vscode from "vscode";
import { Disposables } from "../workbench/disposables";
import { onDidChangeSettings, settings } from "../workbench/settings";
import { NotificationService } from "./notification-service";
import { PostActionPolling } from "../polling/post-action-polling";
import { ChangeMonitor, type WatchContext } from "./change-monitor";
import { createCompletionPredicate } from "../polling/completion-predicate";
import { ResultClaims, type ResultClaim } from "./result-claims";
import { FastPolling } from "../polling/fast-polling";
import { maxStaleIntervals } from "../polling/staleness-policy";
import { Poller, type PollTarget } from "../polling/poller";
import { CrossWindowCache } from "../polling/cross-window-cache";

/** Polls the active account and notifies about changes. */
export interface AccountWatcher extends vscode.Disposable {
  /**
   * Polls several times in the next minute, until the transfers of these domains have changed and new requests about them
   * have a result. To be called before the action is sent.
   */
  pollAfterAction(domains?: readonly string[]): void;
  /** Suppresses the notification about a result, because the caller waits for it and shows it. */
  claimResult(accountId: string, procId: string): ResultClaim;
}

/** Starts watching. No request is sent before an account is signed in. */
export function startAccountWatcher(context: WatchContext): AccountWatcher {
  const { accounts, appState, windows, clock } = context;
  const disposables = new Disposables();
  const fastPolling = new FastPolling(appState, context.isVisible, clock);
  const cache: CrossWindowCache = disposables.add(
    new CrossWindowCache(accounts, appState, windows, { clock, pollIfDue: () => poller.pollIfDue() }),
  );
  const poller: Poller = disposables.add(
    new Poller(createPollTargets(context), createPollerDependencies(context, fastPolling, cache)),
  );
  const resultClaims = disposables.add(new ResultClaims(windows, clock));
  const notificationService = disposables.add(new NotificationService(windows, resultClaims, clock));
  disposables.add(new ChangeMonitor(context, cache, notificationService, () => fastPolling.start()));
  const refresh = async () => {
    await Promise.all([appState.transfers.reload(), appState.results.reload()]);
  };
  const postActionPolling = disposables.add(new PostActionPolling({ schedule: scheduleTimeout, refresh }));
  const handleWindowsChange = () => {
    cache.resetRequests();
    poller.pollIfDue();
  };
  disposables.add(
    accounts.onDidChange(() => {
      postActionPolling.stop();
      cache.resetRequests();
      poller.restart();
    }),
  );
  disposables.add(windows.onDidChangeLeader(handleWindowsChange));
  disposables.add(windows.onDidJoin(handleWindowsChange));
  disposables.add(onDidChangeSettings(["refreshInterval"], () => poller.pollIfDue()));
  disposables.add(
    vscode.window.onDidChangeWindowState(({ focused }) => (focused ? poller.retryOnFocus() : poller.pollIfDue())),
  );
  poller.pollIfDue();
  return {
    pollAfterAction: (domains = []) => postActionPolling.start(createCompletionPredicate(domains, appState)),
    claimResult: (accountId, procId) => resultClaims.claim(accountId, procId),
    dispose: () => disposables.dispose(),
  };
}

function createPollTargets({ appState, isVisible }: WatchContext): PollTarget[] {
  const isPending = () => appState.results.value?.some(({ status }) => status === "pending") ?? false;
  return (["account", "transfers", "results", "orders"] as const).map((name) => ({
    resource: appState[name],
    maxStaleIntervals: (isUserPresent) =>
      maxStaleIntervals(name, { isVisible: () => isVisible(appState[name]), isPending, isUserPresent }),
  }));
}

function createPollerDependencies(
  { accounts, clock }: WatchContext,
  fastPolling: FastPolling,
  cache: CrossWindowCache,
): ConstructorParameters<typeof Poller>[1] {
  return {
    now: clock,
    schedule: scheduleTimeout,
    intervalMinutes: settings.refreshIntervalMinutes,
    isFocused: () => vscode.window.state.focused,
    isActive: () => vscode.window.state.active,
    isFastPolling: () => fastPolling.isActive(clock()),
    isPaused: () => accounts.current === undefined,
    isDelegated: (resource) => cache.isDelegated(resource),
  };
}

function scheduleTimeout(ms: number, call: () => void): vscode.Disposable {
  const timer = setTimeout(call, ms);
  return { dispose: () => clearTimeout(timer) };
}
