import { readdir } from "node:fs/promises";
import * as vscode from "vscode";
import { accountSyncTopic, hasSignedInAccount } from "../accounts/stored-account-keys";
import { accountIdFromKey } from "../accounts/secret-keys";
import type { WindowCoordinator } from "../ipc/window-coordinator";
import type { Services } from "../services";
import type { Lazy } from "../workbench/lazy";
import type { Log } from "../workbench/log";

/** Well after the start, which has more important things to do, ms. */
const keyCheckDelayMs = 60_000;

/** True if the services are needed although nobody called a command: someone is signed in, or a page of before is open. */
export function areServicesNeeded({ globalState }: Pick<vscode.ExtensionContext, "globalState">): boolean {
  return hasSignedInAccount(globalState) || hasOpenDocument();
}

/** A document of ours that VS Code has opened again. */
function hasOpenDocument(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme.startsWith("joker-"));
}

/**
 * Loads the services of a window where nobody is signed in when another window writes an account, and when keys are left in
 * the keyring, which are then deleted.
 * @param keyFolder where it is noted for which accounts there are keys
 */
export function watchForAccounts(
  services: Lazy<Services>,
  { secrets }: Pick<vscode.ExtensionContext, "secrets">,
  windows: WindowCoordinator,
  keyFolder: string,
  log: Log,
): vscode.Disposable {
  const logError = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  // Once they are loaded, the services listen themselves.
  const forward = (message: unknown) => {
    if (services.value) return;
    services.get().then(({ accountSync }) => accountSync.receive(message), logError);
  };
  const timer = setTimeout(() => {
    readdir(keyFolder).then(
      (names) => (names.length > 0 ? void services.get().catch(logError) : undefined),
      () => undefined,
    );
  }, keyCheckDelayMs).unref();
  return vscode.Disposable.from(
    windows.on(accountSyncTopic, forward),
    secrets.onDidChange(({ key }) => {
      const id = accountIdFromKey(key);
      if (id !== undefined) forward({ id });
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
