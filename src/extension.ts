import { join } from "node:path";
import type * as vscode from "vscode";
import { hasSignedInAccount } from "./accounts/stored-account-keys";
import { DeferredApi } from "./activation/deferred-api";
import { DeferredAuthentication } from "./activation/deferred-authentication";
import { registerDeferredCommands } from "./activation/deferred-commands";
import { registerDeferredMcpServer } from "./activation/deferred-mcp-server";
import { registerDeferredTools } from "./activation/deferred-tools";
import { areServicesNeeded, watchForAccounts } from "./activation/service-triggers";
import { offerTestAccess } from "./activation/test-access";
import { createIpcEndpoint } from "./ipc/ipc-endpoint";
import { createWindowCoordinator } from "./ipc/window-coordinator";
import type { JokerExports } from "./public-api/joker-api";
import type { ActivationParts, Services } from "./services";
import { createDeferredTrees, viewNames } from "./views/deferred-tree";
import { AdjustableClock } from "./workbench/clock";
import { Lazy } from "./workbench/lazy";
import { createLog } from "./workbench/log";
import { setContextKey } from "./workbench/set-context-key";

let services: Lazy<Services> | undefined;
let isDeactivated = false;

/** VS Code waits up to 5 s for this, and not for what is disposed of afterwards. */
export async function deactivate(): Promise<void> {
  isDeactivated = true;
  await services?.value?.accounts.close();
}

/**
 * Registers views, commands and the like, and loads everything else when it is first needed: at once, but after this has
 * returned, if someone is signed in. Does not wait for network, files, the keyring or other windows.
 */
export function activate(context: vscode.ExtensionContext): JokerExports {
  const { subscriptions, globalState, globalStorageUri } = context;
  const log = createLog();
  const clock = new AdjustableClock();
  const windows = createWindowCoordinator(createIpcEndpoint(globalStorageUri.fsPath), log);
  const trees = createDeferredTrees();
  const parts: ActivationParts = { context, log, clock, windows, trees };
  const lazyServices = new Lazy((): Promise<Services> => loadServices(parts, [authentication, api]));
  services = lazyServices;
  const authentication = new DeferredAuthentication(lazyServices, globalState);
  const api = new DeferredApi(lazyServices, globalState, clock.now);
  subscriptions.push(
    ...[log, windows, ...viewNames.map((name) => trees[name]), authentication, api],
    registerDeferredCommands(lazyServices, log),
    registerDeferredTools(lazyServices),
    registerDeferredMcpServer(context, lazyServices, log),
    watchForAccounts(lazyServices, context, windows, join(globalStorageUri.fsPath, "keys"), log),
  );
  setContextKey("signIn", hasSignedInAccount(globalState) ? "restoring" : "signed-out");
  offerTestAccess({ context, log, clock, windows, services: lazyServices });
  const loadNow = () => void lazyServices.get().catch((error: unknown) => log.error(error as Error));
  if (areServicesNeeded(context)) setImmediate(loadNow);
  return api.exports;
}

/** @param followers are told of the services */
async function loadServices(
  parts: ActivationParts,
  followers: readonly (DeferredAuthentication | DeferredApi)[],
): Promise<Services> {
  const { createServices } = await import("./services");
  if (isDeactivated) throw new Error("the extension has ended");
  const created = createServices(parts);
  parts.context.subscriptions.push(created);
  for (const follower of followers) follower.follow(created);
  return created;
}
