import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How a lock file is acquired and renewed. */
export interface LockFileOptions {
  /** The holder writes to the file this often, ms. */
  readonly heartbeatMs?: number;
  /** How often a waiting process reads the file, ms. */
  readonly pollIntervalMs?: number;
  /**
   * A file whose content was the same so many times in a row was left behind. Polls are counted instead of time, so that
   * neither the clock of a file server nor a computer that slept makes a renewed lock look stale.
   */
  readonly stalePolls?: number;
  /** How long to wait for the lock, ms. */
  readonly timeoutMs?: number;
}

/** Stale after 15 s, seven heartbeats: a holder that is busy for some seconds loses nothing. */
const defaultOptions = { heartbeatMs: 2000, pollIntervalMs: 50, stalePolls: 300, timeoutMs: 120_000 };
/** For a lock that is held for a few system calls: one that was left behind is noticed after 2 s. */
export const briefLockOptions: LockFileOptions = {
  heartbeatMs: 250,
  pollIntervalMs: 20,
  stalePolls: 100,
  timeoutMs: 6000,
};
/** Windows refuses a path for a moment while a deleted file is still open somewhere. */
const maxBusyPolls = 20;
const busyCodes = ["EPERM", "EACCES", "EBUSY"];

function isBusy(errorCode: string): boolean {
  return process.platform === "win32" && busyCodes.includes(errorCode);
}

/** A lock file that this process holds. */
export interface LockFile {
  /** Removes the file if it is still the one of this holder. Never rejects. */
  release(): Promise<void>;
}

/**
 * Runs `work` while holding a lock file, after waiting for other processes. If the file cannot be created or the wait
 * takes too long, `work` runs without the lock.
 * @param path its folder is created when missing
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>, options?: LockFileOptions): Promise<T> {
  const lock = await acquireLockFile(path, options);
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}

/**
 * Acquires a lock file, after waiting for other processes. Its content names the holder and changes with every heartbeat;
 * content is compared rather than times, because a file server's times are cached and follow another clock.
 * @param path its folder is created when missing
 * @returns undefined when the file cannot be created, or the wait took too long
 */
export async function acquireLockFile(path: string, options: LockFileOptions = {}): Promise<LockFile | undefined> {
  const { heartbeatMs, pollIntervalMs, stalePolls, timeoutMs } = { ...defaultOptions, ...options };
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  const giveUpAt = performance.now() + timeoutMs;
  const observer = new ContentObserver(stalePolls);
  const guardObserver = new ContentObserver(stalePolls);
  let busyPolls = 0;
  for (;;) {
    const file = await createFile(path);
    if (typeof file !== "string") return new HeldLockFile(path, file, heartbeatMs, pollIntervalMs);
    busyPolls = isBusy(file) ? busyPolls + 1 : 0;
    const canBeHad = file === "EEXIST" || (busyPolls > 0 && busyPolls <= maxBusyPolls);
    if (!canBeHad || performance.now() > giveUpAt) return undefined;
    const content = await readContent(path);
    if (content !== undefined && observer.isStale(content)) await removeIf(path, (now) => now === content);
    await removeStaleGuard(path, guardObserver);
    await delay(pollIntervalMs);
  }
}

class HeldLockFile implements LockFile {
  private readonly token = randomUUID();
  private readonly timer: NodeJS.Timeout;
  private beats = 0;
  private writing: Promise<void>;

  constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    heartbeatMs: number,
    private readonly pollIntervalMs: number,
  ) {
    this.writing = this.write();
    this.timer = setInterval(() => {
      this.writing = this.writing.then(() => this.write());
    }, heartbeatMs).unref();
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.file.close().catch(() => undefined);
    const isOwn = (content: string) => content.startsWith(this.token);
    for (let polls = 0; polls < maxBusyPolls && (await removeIf(this.path, isOwn)) === "busy"; polls += 1)
      await delay(this.pollIntervalMs);
  }

  /** Writes to the open file and not to the path, which may belong to another process by now. */
  private async write(): Promise<void> {
    this.beats += 1;
    await this.file.write(`${this.token} ${this.beats}\n`, 0).catch(() => undefined);
  }
}

/** Notices content that does not change. */
class ContentObserver {
  private content: string | undefined;
  private polls = 0;

  constructor(private readonly stalePolls: number) {}

  isStale(content: string): boolean {
    this.polls = content === this.content ? this.polls + 1 : 0;
    this.content = content;
    return this.polls >= this.stalePolls;
  }
}

/**
 * Removes a lock file if its content is the expected one. A guard file makes reading and removing one step: otherwise two
 * processes that both found it stale could remove it, and the second would remove the lock of the first.
 * @returns `busy` when it should be tried again, because another process holds the guard
 */
async function removeIf(path: string, isExpected: (content: string) => boolean): Promise<"done" | "busy"> {
  const guard = await createFile(guardPath(path));
  if (typeof guard === "string") return guard === "EEXIST" || isBusy(guard) ? "busy" : "done";
  try {
    await guard.write(randomUUID());
    const content = await readContent(path);
    if (content !== undefined && isExpected(content)) await rm(path, { force: true });
    return "done";
  } catch {
    return "busy";
  } finally {
    await guard.close().catch(() => undefined);
    await rm(guardPath(path), { force: true }).catch(() => undefined);
  }
}

/** A guard exists for a few system calls. One that stays was left by a process that ended in between. */
async function removeStaleGuard(path: string, observer: ContentObserver): Promise<void> {
  const content = await readContent(guardPath(path));
  if (content !== undefined && observer.isStale(content))
    await rm(guardPath(path), { force: true }).catch(() => undefined);
}

function guardPath(path: string): string {
  return `${path}.guard`;
}

/** The new file, or the system's error code. */
async function createFile(path: string): Promise<FileHandle | string> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unknown";
  }
}

/** undefined when there is no such file, or it cannot be read. */
async function readContent(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
