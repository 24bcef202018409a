import { randomBytes, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { acquireLockFile, briefLockOptions } from "../workbench/lock-file";

const secretBytes = 32;
/**
 * The secret by which windows recognize each other: 32 random bytes in a file that only this user can read. It is created
 * by the first window, under a lock, so that windows that start at once get the same one. One that others could read is
 * replaced. It is a file and not an entry of the keyring, because windows must find each other while the keyring is locked.
 * @throws Error when the file cannot be had, or others can read it however it is created
 */
export async function loadSecret(path: string): Promise<Buffer> {
  const existing = await readSecret(path);
  if (existing) return existing;
  const lock = await acquireLockFile(`${path}.lock`, briefLockOptions);
  if (!lock) throw new Error(`no lock file can be had beside ${path}`);
  try {
    const createdMeanwhile = await readSecret(path);
    if (createdMeanwhile) return createdMeanwhile;
    await createSecret(path);
    const created = await readSecret(path);
    if (created) return created;
    throw new Error(`${path} cannot be kept from other users`);
  } finally {
    await lock.release();
  }
}

/** undefined when the file does not exist, is incomplete, or can be read by others. */
async function readSecret(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | noFollowFlag).catch((error: unknown) => {
    if (["ENOENT", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  });
  try {
    const stats = await file?.stat();
    if (!file || !stats?.isFile() || stats.size !== secretBytes) return undefined;
    const isPrivate = stats.uid === userInfo().uid && (stats.mode & 0o077) === 0;
    return isPrivate || process.platform === "win32" ? await file.readFile() : undefined;
  } finally {
    await file?.close();
  }
}

/** Windows has no such flag. */
const noFollowFlag = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;

/** Renamed when it is complete, so that no window reads a part of it. */
async function createSecret(path: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, randomBytes(secretBytes), { flag: "wx", mode: 0o600 });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
