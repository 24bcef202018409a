import { setTimeout as delay } from "node:timers/promises";
import type { Disposable, SecretStorage } from "vscode";
import type { Log } from "../workbench/log";
import type { WindowCoordinator } from "../ipc/window-coordinator";
import type { Accounts } from "./accounts";
import { accountSyncTopic } from "./stored-account-keys";
import { accountIdFromKey } from "./secret-keys";
import { accountSyncSchema, type AccountSyncMessage } from "./storage-schema";

/** How long a record written by another window may take to arrive in this one, and how often it is checked, ms. */
const storageTimeoutMs = 5000;
const storagePollMs = 25;

/** Takes over what other windows write about accounts. */
export interface AccountSync extends Disposable {
  /** Takes over a message of another window, which is not trusted. */
  receive(message: unknown): void;
}

/**
 * Keeps accounts in sync between windows. SecretStorage reports changed keys where windows share it; messages between
 * windows report the rest, and everything in a browser.
 */
export function syncAccountsAcrossWindows(
  accounts: Accounts,
  secrets: Pick<SecretStorage, "onDidChange">,
  windows: WindowCoordinator,
  log: Log,
): AccountSync {
  const sync = (syncMessage: AccountSyncMessage) => {
    const synced = waitForStoredRecord(accounts, syncMessage).then((isStored) => {
      if (isStored) return accounts.syncFromOtherWindow(syncMessage);
      log.warn("accounts: changes from another window did not arrive");
      return undefined;
    });
    synced.catch((error: unknown) => log.warn(`accounts: ${error instanceof Error ? error.message : String(error)}`));
  };
  const receive = (message: unknown) => {
    const syncMessage = accountSyncSchema.safeParse(message);
    if (syncMessage.success) sync(syncMessage.data);
  };
  const subscriptions = [
    secrets.onDidChange(({ key }) => {
      const accountId = accountIdFromKey(key);
      if (accountId !== undefined) sync({ id: accountId });
    }),
    windows.on(accountSyncTopic, receive),
    accounts.onDidStoreAccount(({ change, isFromOtherWindow }) => {
      if (!isFromOtherWindow) windows.send(accountSyncTopic, change);
    }),
  ];
  return {
    receive,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A message may arrive before the record that was written before it was sent. */
async function waitForStoredRecord(accounts: Accounts, { id, record }: AccountSyncMessage): Promise<boolean> {
  const isStored = () => record === undefined || accounts.storedJson(id) === record;
  const deadline = performance.now() + storageTimeoutMs;
  while (!isStored() && performance.now() < deadline) await delay(storagePollMs);
  return isStored();
}
