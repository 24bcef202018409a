import { join } from "node:path";
import type { SecretStorage } from "vscode";
import type { CachedSession, SessionCache } from "../dmapi/session-cache";
import type { Log } from "../workbench/log";
import { sessionKey } from "./secret-keys";
import { withLockFile } from "../workbench/lock-file";
import { parseStoredSession, type StoredSecret } from "./storage-schema";

/** How the windows of this computer share sessions. */
export interface SessionSharing {
  readonly secrets: Pick<SecretStorage, "get" | "store" | "delete">;
  /** A folder common to all windows, for the lock files of logins. */
  readonly lockFolder: string;
}

/**
 * The session of an account in SecretStorage, shared with the other windows. When the keyring fails, this window logs in
 * by itself.
 */
export class SharedSessionStore implements SessionCache {
  constructor(
    private readonly sharing: SessionSharing,
    private readonly secret: StoredSecret,
    private readonly log: Pick<Log, "warn">,
  ) {}

  get(): Promise<CachedSession | undefined> {
    return this.runOrWarn(async () => parseStoredSession(await this.sharing.secrets.get(this.key), this.secret));
  }

  set({ login, usableUntil }: CachedSession): Promise<void> {
    const { endpoint, revision } = this.secret;
    const text = JSON.stringify({ version: 1, endpoint, revision, usableUntil, login });
    return this.runOrWarn(async () => this.sharing.secrets.store(this.key, text));
  }

  async touch(liveSession: CachedSession): Promise<void> {
    const stored = await this.get();
    if (stored?.login.authSid === liveSession.login.authSid) await this.set(liveSession);
  }

  async delete(authSid: string): Promise<void> {
    const stored = await this.get();
    if (stored?.login.authSid === authSid) await this.runOrWarn(async () => this.sharing.secrets.delete(this.key));
  }

  withLock<T>(work: () => Promise<T>): Promise<T> {
    return withLockFile(join(this.sharing.lockFolder, `${this.secret.id}.login`), work);
  }

  private get key(): string {
    return sessionKey(this.secret.id);
  }

  private async runOrWarn<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.log.warn(`the session could not be shared: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}
