// @ts-check
// What is fetched once and shared by every clone of this user.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const { XDG_CACHE_HOME } = process.env;

export const cache = join(XDG_CACHE_HOME || join(homedir(), ".cache"), "joker-dmapi-dev");

/**
 * The folder `name` of the cache, filled by `fill` when it is not there yet. It is filled under another name and then
 * renamed, so it is whole whenever it exists; of two that fill it at the same time one wins.
 * @param {string} name @param {(folder: string) => Promise<unknown>} fill
 */
export async function cached(name, fill) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await removeAbandoned();
  const partial = join(cache, `partial-${process.pid}-${name}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true, maxRetries: 5 });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Removes what runs left behind that were killed while they filled a folder. */
async function removeAbandoned() {
  for (const name of await readdir(cache)) {
    const pid = /^partial-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
