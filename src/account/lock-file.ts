import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** After this long a file was left behind by a window that ended, ms. */
const abandoned = 30_000;
/** How long to wait for the others before going on without them, ms. */
const patience = 40_000;

/**
 * Does `work` while this file is there, and waits for others who do the same. Where the file cannot be made, or others
 * take too long, `work` is done all the same.
 * @param path in a folder that is made where it is missing
 */
export async function aloneWithFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const isOurs = await take(path, Date.now() + patience);
  try {
    return await work();
  } finally {
    if (isOurs) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** True when the file was made; false when it cannot be had. */
async function take(path: string, until: number): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  for (;;) {
    try {
      await (await open(path, "wx")).close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || Date.now() > until) return false;
    }
    if (await isAbandoned(path)) await rm(path, { force: true }).catch(() => undefined);
    else await delay(50);
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > abandoned;
}
