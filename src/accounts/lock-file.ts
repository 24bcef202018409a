import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A lock file older than this was left behind by a closed window, ms. */
const staleLockMs = 30_000;
/** How long to wait for the lock before running without it, ms. */
const lockTimeoutMs = 40_000;

/**
 * Runs `work` while holding a lock file, after waiting for other processes. If the file cannot be created or the wait
 * takes too long, `work` runs without the lock.
 * @param path its folder is created when missing
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const isAcquired = await acquireLock(path, Date.now() + lockTimeoutMs);
  try {
    return await work();
  } finally {
    if (isAcquired) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** True when the lock file was created; false when it cannot be. */
async function acquireLock(path: string, deadline: number): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  for (;;) {
    try {
      await (await open(path, "wx")).close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || Date.now() > deadline) return false;
    }
    if (await isStale(path)) await rm(path, { force: true }).catch(() => undefined);
    else await delay(50);
  }
}

async function isStale(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > staleLockMs;
}
