import * as vscode from "vscode";
import { Accounts } from "./account/accounts";
import { followOtherWindows } from "./account/news";
import { provideAuthentication } from "./account/provider";
import { sharingIn } from "./account/sharing";
import { AccountStore } from "./account/store";
import { registerAccountCommands, signIn } from "./commands/account";
import { registerViewCommands } from "./commands/views";
import type { Desk } from "./commands/desk";
import { Documents } from "./commands/documents";
import { registerDiagnosis } from "./commands/diagnose";
import { registerLinks } from "./commands/links";
import { keepTables } from "./commands/orders/order-tables";
import { registerOrderCommands } from "./commands/orders";
import { provideOutcomes } from "./commands/outcomes";
import { registerResultCommands } from "./commands/results";
import { registerSandboxCommands } from "./commands/sandbox";
import { registerTableCommands } from "./commands/table";
import { registerTransferCommands } from "./commands/transfers";
import { createArrangements, type Arrangements } from "./data/arrangement";
import { createData, type Data } from "./data/data";
import { showViews, type Views } from "./views/views";
import { watch, type Watch } from "./watch/watch";
import { AdjustableClock } from "./workbench/clock";
import { createLog, type Log } from "./workbench/log";
import { removeUnfinished } from "./workbench/save-stream";
import { SequentialMemento } from "./workbench/sequential-memento";
import { onSettingChange } from "./workbench/settings";
import { socketAddress } from "./workbench/local-socket";
import { joinWindows, type Windows } from "./workbench/windows";

/** What tests inside VS Code look at; undefined for everybody else. */
export interface Inside {
  readonly accounts: Accounts;
  readonly data: Data;
  readonly arranged: Arrangements;
  readonly views: Views;
  readonly windows: Windows;
  readonly watch: Watch;
  readonly memory: vscode.Memento;
  readonly workspaceMemory: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  /** Where our own files are. */
  readonly folder: string;
  readonly log: Log;
  /** The time as the extension takes it. */
  readonly clock: AdjustableClock;
}

/** Builds and connects. Nothing here waits: no network, no file; the keyring and other windows are asked afterwards. */
export function activate(context: vscode.ExtensionContext): Inside | undefined {
  const keep: Keep = (item) => {
    context.subscriptions.push(item);
    return item;
  };
  const log = keep(createLog());
  const clock = new AdjustableClock();
  const memory = new SequentialMemento(context.globalState);
  const { secrets, workspaceState: workspaceMemory } = context;
  const windows = keep(joinWindows(socketAddress(context.globalStorageUri.fsPath), log));
  const store = new AccountStore({ globalState: memory, workspaceState: workspaceMemory, secrets });
  const accounts = keep(new Accounts(store, log, clock.now, sharingIn(context)));
  keep(followOtherWindows(accounts, secrets, windows, log));
  const data = keep(createData(accounts, memory, clock.now));
  const arranged = keep(createArrangements(memory));
  const views = keep(showViews(accounts, data, arranged, clock.now));
  const isSeen: Views["isSeen"] = (resource) => views.isSeen(resource);
  const watching = keep(watch({ accounts, data, windows, clock: clock.now, state: memory, isSeen }));
  keep(onSettingChange(["orders.days"], () => reloadIfSeen(data.orders, views)));
  keep(onSettingChange(["results.days"], () => reloadIfSeen(data.results, views)));

  const desk: Desk = {
    accounts,
    data,
    watch: watching,
    log,
    clock: clock.now,
    extensionUri: context.extensionUri,
    memory,
    workspaceMemory,
  };
  registerCommands(desk, arranged, keep);
  keep({ dispose: removeUnfinished });

  void accounts.restore();
  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        accounts,
        data,
        arranged,
        views,
        windows,
        watch: watching,
        memory,
        workspaceMemory,
        secrets,
        folder: context.globalStorageUri.fsPath,
        log,
        clock,
      }
    : undefined;
}

/** Registers what the user can do. */
function registerCommands(desk: Desk, arranged: Arrangements, keep: Keep): void {
  const { accounts } = desk;
  const documents = keep(new Documents());
  keep(accounts.onDidChange(() => void documents.close()));
  provideOutcomes(documents);
  keep(registerAccountCommands(desk, documents));
  keep(provideAuthentication(accounts, () => signIn(desk)));
  keep(registerTransferCommands(desk, documents));
  keep(registerDiagnosis(desk));
  keep(registerLinks(desk));
  const tableDesk = keep(keepTables(desk));
  keep(registerOrderCommands(desk, tableDesk));
  keep(registerTableCommands(desk, tableDesk.tables));
  keep(registerResultCommands(desk, documents));
  keep(registerSandboxCommands(desk));
  keep(registerViewCommands(desk, arranged));
}

/** Disposes of something when the extension ends, and gives it back. */
type Keep = <T extends vscode.Disposable>(item: T) => T;

/** What nobody sees is loaded again when somebody looks. */
function reloadIfSeen(resource: Data["all"][number], views: Views): void {
  if (views.isSeen(resource)) void resource.reload();
  else resource.reset();
}
