import { join } from "node:path";
import * as vscode from "vscode";
import { whenRestored } from "./accounts/when-restored";
import { syncAccountsAcrossWindows, type AccountSync } from "./accounts/account-sync";
import { AccountStore } from "./accounts/account-store";
import { Accounts } from "./accounts/accounts";
import { JokerAuthenticationProvider } from "./accounts/authentication-provider";
import { SecretKeyIndex } from "./accounts/secret-key-index";
import { startSecretSweep } from "./accounts/secret-sweeper";
import { createSessionSharing } from "./accounts/session-sharing-policy";
import { TimedSecrets } from "./accounts/timed-secrets";
import { registerBatchSummaries } from "./commands/batch-summary";
import { runReportingErrors, type CommandContext } from "./commands/command-context";
import { CommandRegistry } from "./commands/command-registry";
import { listCommandGroups, type CommandGroup, type CommandId } from "./commands/command-groups";
import { loadCommandGroup } from "./commands/load-command-group";
import { pendingWaitsKey } from "./commands/results/pending-waits-store";
import { createAgentContext, getActiveAccountName } from "./agents/agent-context";
import type { ToolSource } from "./agents/register-tools";
import { createOrderTableStores } from "./commands/orders/order-table-stores";
import type { WindowCoordinator } from "./ipc/window-coordinator";
import { startAccountWatcher, type AccountWatcher } from "./notifications/account-watcher";
import { resultScheme } from "./result-documents/result-uri";
import { createAppState, type AppState } from "./state/app-state";
import { createViewOptions, type AllViewOptions } from "./state/view-options";
import type { DeferredTrees } from "./views/deferred-tree";
import { createViews, type Views } from "./views/views";
import { removeTemporaryFiles } from "./workbench/atomic-write";
import type { AdjustableClock } from "./workbench/clock";
import { Disposables } from "./workbench/disposables";
import { Lazy } from "./workbench/lazy";
import type { Log } from "./workbench/log";
import { ReadOnlyDocuments } from "./workbench/read-only-documents";
import { SequentialMemento } from "./workbench/sequential-memento";
import { onDidChangeSettings } from "./workbench/settings";

/** What the activation has registered already. */
export interface ActivationParts {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly clock: AdjustableClock;
  readonly windows: WindowCoordinator;
  readonly trees: DeferredTrees;
}

/** Everything that works once an account is in use, or a command was called. */
export interface Services extends vscode.Disposable {
  readonly accounts: Accounts;
  readonly accountSync: AccountSync;
  readonly authentication: JokerAuthenticationProvider;
  readonly appState: AppState;
  readonly viewOptions: AllViewOptions;
  readonly views: Views;
  readonly watcher: AccountWatcher;
  readonly globalState: vscode.Memento;
  /** What language models may read. */
  readonly agents: ToolSource;
  /** Runs a command; failures are shown to the user. */
  runCommand(group: CommandGroup, id: CommandId, args: readonly unknown[]): Promise<void>;
  /** Restores a page in the panel that VS Code kept. */
  restorePanel(group: CommandGroup, viewType: string, panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

/** Creates and connects all parts. Does not wait for network, files, the keyring or other windows. */
export function createServices({ context, log, clock, windows, trees }: ActivationParts): Services {
  const disposables = new Disposables();
  const track = <T extends vscode.Disposable>(item: T) => disposables.add(item);
  const { workspaceState } = context;
  const globalState = new SequentialMemento(context.globalState);
  const { accounts, accountSync } = createAccounts({ context, log, clock, windows, trees }, globalState, track);
  const appState = track(createAppState(accounts, globalState, clock.now, log));
  const viewOptions = track(createViewOptions(globalState));
  const views = track(createViews(trees, accounts, appState, viewOptions, clock.now));
  const isVisible: Views["isVisible"] = (resource) => views.isVisible(resource);
  const watcher = track(startAccountWatcher({ accounts, appState, windows, clock: clock.now, globalState, isVisible }));
  track(onDidChangeSettings(["orders.days"], () => reloadIfVisible(appState.orders, views)));
  track(accounts.onDidChangeBalance(() => refreshIfVisible(appState.orders, views)));
  track(onDidChangeSettings(["results.days"], () => reloadIfVisible(appState.results, views)));
  const commandContext: CommandContext = {
    accounts,
    appState,
    watcher,
    getSelectedRows: (view) => views.getSelectedRows(view),
    registry: new CommandRegistry(),
    log,
    clock: clock.now,
    extensionUri: context.extensionUri,
    globalState,
    workspaceState,
  };
  const commands = createCommands(commandContext, viewOptions, track);
  const signIn = async () => (await import("./commands/accounts/account-commands")).promptSignIn(commandContext);
  const authentication = track(new JokerAuthenticationProvider(accounts, signIn));
  track({ dispose: removeTemporaryFiles });
  void accounts.restore();
  return {
    accounts,
    accountSync,
    authentication,
    appState,
    viewOptions,
    views,
    watcher,
    globalState,
    agents: createToolSource(commandContext),
    ...commands,
    dispose: () => disposables.dispose(),
  };
}

function createAccounts(parts: ActivationParts, globalState: vscode.Memento, track: Track) {
  const { context, log, clock, windows } = parts;
  const secrets = track(new TimedSecrets(context.secrets));
  const sharing = createSessionSharing(secrets, context);
  const keyIndex = sharing && new SecretKeyIndex(join(context.globalStorageUri.fsPath, "keys"));
  const { workspaceState } = context;
  const store = new AccountStore({ globalState, workspaceState, secrets, ...(keyIndex && { keyIndex }) });
  const accounts = track(new Accounts(store, log, clock.now, sharing));
  if (keyIndex) track(startSecretSweep(store, keyIndex, clock.now, log));
  track(secrets.onDidRecover(() => void accounts.retryKeyring()));
  return { accounts, accountSync: track(syncAccountsAcrossWindows(accounts, secrets, windows, log)) };
}

/** Restoring the last account may take the keyring a moment. */
function createToolSource({ accounts, appState, clock, log }: CommandContext): ToolSource {
  return {
    getAccountName: async () => {
      await whenRestored(accounts);
      return getActiveAccountName(accounts);
    },
    getContext: async () => {
      await whenRestored(accounts);
      return createAgentContext(accounts, appState, clock, log);
    },
  };
}

/** The groups of commands: each is loaded when it is first used. */
function createCommands(context: CommandContext, viewOptions: AllViewOptions, track: Track) {
  const { accounts, registry, workspaceState } = context;
  const documents = track(new ReadOnlyDocuments());
  track(accounts.onDidChange(() => void documents.closeAll()));
  track(accounts.onDidEndAccount(() => void documents.closeAll()));
  registerBatchSummaries(documents);
  const orderTableStores = track(createOrderTableStores(accounts, context.globalState, workspaceState));
  const shared = { context, documents, viewOptions, orderTableStores };
  const loadGroup = async (group: CommandGroup) => {
    const part = await loadCommandGroup(group, shared);
    if (part) track(part);
  };
  const groups = new Map(listCommandGroups().map(({ name }) => [name, new Lazy(() => loadGroup(name))]));
  const use = async (group: CommandGroup) => groups.get(group)?.get();
  const resumeResults = async () => {
    await whenRestored(accounts);
    if (hasPendingResults(workspaceState)) await use("results");
  };
  resumeResults().catch((error: unknown) => context.log.error(error instanceof Error ? error : String(error)));
  return {
    runCommand: (group: CommandGroup, id: CommandId, args: readonly unknown[]) => {
      const run = async () => {
        await use(group);
        await registry.handler(id)(...args);
      };
      return runReportingErrors(context, run);
    },
    restorePanel: async (group: CommandGroup, viewType: string, panel: vscode.WebviewPanel, state: unknown) => {
      await use(group);
      await registry.panelRestorer(viewType)(panel, state);
    },
  };
}

/** Waits of before a restart, or documents of results that VS Code has opened again. */
function hasPendingResults(workspaceState: vscode.Memento): boolean {
  return workspaceState.get(pendingWaitsKey) !== undefined || hasOpenDocument(resultScheme);
}

function hasOpenDocument(scheme: string): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === scheme);
}

/** Disposes of something when the extension ends, and gives it back. */
type Track = <T extends vscode.Disposable>(item: T) => T;

/** The balance changes with an order. A load in progress has the change in it. */
function refreshIfVisible(resource: AppState["allResources"][number], views: Views): void {
  if (views.isVisible(resource) && resource.state.kind === "ready") void resource.refresh();
}

/** A hidden view is reset, so that it reloads when it becomes visible. */
function reloadIfVisible(resource: AppState["allResources"][number], views: Views): void {
  if (views.isVisible(resource)) void resource.reload();
  else resource.reset();
}
