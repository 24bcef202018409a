import { join } from "node:path";
import * as vscode from "vscode";
import { Accounts } from "./accounts/accounts";
import { syncAccountsAcrossWindows } from "./accounts/account-sync";
import { registerAuthenticationProvider } from "./accounts/authentication-provider";
import { createSessionSharing } from "./accounts/session-sharing-policy";
import { TimedSecrets } from "./accounts/timed-secrets";
import { AccountStore } from "./accounts/account-store";
import { SecretKeyIndex } from "./accounts/secret-key-index";
import { startSecretSweep } from "./accounts/secret-sweeper";
import { registerAccountCommands, promptSignIn } from "./commands/accounts/account-commands";
import { registerViewCommands } from "./commands/views/view-commands";
import type { CommandContext } from "./commands/command-context";
import { ReadOnlyDocuments } from "./workbench/read-only-documents";
import { registerDiagnosticsCommands } from "./commands/diagnostics/diagnostics-commands";
import { registerDeepLinks } from "./commands/deep-links/deep-link-commands";
import { createOrderTableContext } from "./commands/orders/order-tables";
import { registerOrderCommands } from "./commands/orders/order-commands";
import { registerBatchSummaries } from "./commands/batch-summary";
import { registerResultCommands } from "./commands/results/result-commands";
import { registerSandboxCommands } from "./commands/sandbox/sandbox-commands";
import { registerOrderTableCommands } from "./commands/orders/order-table-commands";
import { registerTransferCommands } from "./commands/transfers/transfer-commands";
import { createViewOptions, type AllViewOptions } from "./state/view-options";
import { createAppState, type AppState } from "./state/app-state";
import { createViews, type Views } from "./views/views";
import { startAccountWatcher, type AccountWatcher } from "./notifications/account-watcher";
import { AdjustableClock } from "./workbench/clock";
import { createLog, type Log } from "./workbench/log";
import { removeTemporaryFiles } from "./workbench/atomic-write";
import { SequentialMemento } from "./workbench/sequential-memento";
import { onDidChangeSettings } from "./workbench/settings";
import { createIpcEndpoint } from "./ipc/ipc-endpoint";
import { createWindowCoordinator, type WindowCoordinator } from "./ipc/window-coordinator";

/** The API for tests that run inside VS Code; undefined otherwise. */
export interface TestApi {
  readonly accounts: Accounts;
  readonly appState: AppState;
  readonly viewOptions: AllViewOptions;
  readonly views: Views;
  readonly windows: WindowCoordinator;
  readonly watcher: AccountWatcher;
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  /** The extension's global storage folder. */
  readonly storageFolder: string;
  readonly log: Log;
  /** The time as the extension takes it. */
  readonly clock: AdjustableClock;
}

/** Set while the extension is active. */
let closeAccounts: (() => Promise<void>) | undefined;

/** VS Code waits up to 5 s for this, and not for what is disposed of afterwards. */
export async function deactivate(): Promise<void> {
  await closeAccounts?.();
}

/** Creates and connects all parts. Does not wait for network, files, the keyring or other windows. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const track: Track = (item) => {
    context.subscriptions.push(item);
    return item;
  };
  const log = track(createLog());
  const clock = new AdjustableClock();
  const globalState = new SequentialMemento(context.globalState);
  const { workspaceState } = context;
  const secrets = track(new TimedSecrets(context.secrets));
  const windows = track(createWindowCoordinator(createIpcEndpoint(context.globalStorageUri.fsPath), log));
  const sharing = createSessionSharing(secrets, context);
  const keyIndex = sharing && new SecretKeyIndex(join(context.globalStorageUri.fsPath, "keys"));
  const store = new AccountStore({ globalState, workspaceState, secrets, ...(keyIndex && { keyIndex }) });
  const accounts = track(new Accounts(store, log, clock.now, sharing));
  if (keyIndex) track(startSecretSweep(store, keyIndex, clock.now, log));
  closeAccounts = accounts.close;
  track(secrets.onDidRecover(() => void accounts.retryKeyring()));
  track(syncAccountsAcrossWindows(accounts, secrets, windows, log));
  const appState = track(createAppState(accounts, globalState, clock.now, log));
  const viewOptions = track(createViewOptions(globalState));
  const views = track(createViews(accounts, appState, viewOptions, clock.now));
  const isVisible: Views["isVisible"] = (resource) => views.isVisible(resource);
  const watcher = track(startAccountWatcher({ accounts, appState, windows, clock: clock.now, globalState, isVisible }));
  track(onDidChangeSettings(["orders.days"], () => reloadIfVisible(appState.orders, views)));
  track(onDidChangeSettings(["results.days"], () => reloadIfVisible(appState.results, views)));

  const commandContext: CommandContext = {
    accounts,
    appState,
    watcher,
    getSelectedRows: (view) => views.getSelectedRows(view),
    log,
    clock: clock.now,
    extensionUri: context.extensionUri,
    globalState,
    workspaceState,
  };
  registerCommands(commandContext, viewOptions, track);
  track({ dispose: removeTemporaryFiles });

  void accounts.restore();
  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        accounts,
        appState,
        viewOptions,
        views,
        windows,
        watcher,
        globalState,
        workspaceState,
        secrets: context.secrets,
        storageFolder: context.globalStorageUri.fsPath,
        log,
        clock,
      }
    : undefined;
}

/** Registers what the user can do. */
function registerCommands(commandContext: CommandContext, viewOptions: AllViewOptions, track: Track): void {
  const { accounts } = commandContext;
  const documents = track(new ReadOnlyDocuments());
  track(accounts.onDidChange(() => void documents.closeAll()));
  track(accounts.onDidEndAccount(() => void documents.closeAll()));
  registerBatchSummaries(documents);
  track(registerAccountCommands(commandContext, documents));
  track(registerAuthenticationProvider(accounts, () => promptSignIn(commandContext)));
  track(registerTransferCommands(commandContext, documents));
  track(registerDiagnosticsCommands(commandContext));
  track(registerDeepLinks(commandContext));
  const orderTables = track(createOrderTableContext(commandContext));
  track(registerOrderCommands(commandContext, orderTables));
  track(registerOrderTableCommands(commandContext, orderTables.tables));
  track(registerResultCommands(commandContext, documents));
  track(registerSandboxCommands(commandContext));
  track(registerViewCommands(commandContext, viewOptions));
}

/** Disposes of something when the extension ends, and gives it back. */
type Track = <T extends vscode.Disposable>(item: T) => T;

/** A hidden view is reset, so that it reloads when it becomes visible. */
function reloadIfVisible(resource: AppState["allResources"][number], views: Views): void {
  if (views.isVisible(resource)) void resource.reload();
  else resource.reset();
}
