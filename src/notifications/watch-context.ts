import type { Memento } from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { AppState } from "../state/app-state";
import type { Resource } from "../state/resource";
import type { Clock } from "../workbench/clock";
import type { WindowCoordinator } from "../ipc/window-coordinator";

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
