import type { Disposable } from "vscode";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import type { AccountStore } from "./account-store";
import type { SecretKeyIndex } from "./secret-key-index";

/** Well after the start, which has more important things to do, ms. */
const startDelayMs = 60_000;
/**
 * How long no account may be known before its secrets are deleted, ms. The list of accounts can lack one for a moment,
 * while windows write it at the same time.
 */
const orphanAgeMs = 24 * 3_600_000;

/** Deletes secrets that belong to no account, once, some time after the start. */
export function startSecretSweep(
  store: AccountStore,
  index: SecretKeyIndex,
  clock: Clock,
  log: Pick<Log, "warn">,
): Disposable {
  const timer = setTimeout(() => {
    sweepOrphanedSecrets(store, index, clock()).catch((error: unknown) =>
      log.warn(`accounts: secrets without an account: ${error instanceof Error ? error.message : String(error)}`),
    );
  }, startDelayMs).unref();
  return { dispose: () => clearTimeout(timer) };
}

/**
 * Deletes the secrets of removed accounts that are still there, for example because the keyring was locked, and of
 * accounts that have not been known for a day.
 * @param now epoch ms
 */
export async function sweepOrphanedSecrets(store: AccountStore, index: SecretKeyIndex, now: number): Promise<void> {
  const indexed = await index.list();
  for (const { id, signedOut } of store.records())
    if (!signedOut && !indexed.some((key) => key.id === id)) await index.add(id);
  for (const { id, orphanedSince } of indexed) {
    if (store.record(id)) {
      if (orphanedSince !== undefined) await index.add(id);
    } else if (store.isRemoved(id) || (orphanedSince !== undefined && now - orphanedSince > orphanAgeMs)) {
      await store.deleteSecrets(id);
    } else if (orphanedSince === undefined) {
      await index.markOrphaned(id);
    }
  }
}
