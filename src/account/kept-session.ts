import { join } from "node:path";
import type { SecretStorage } from "vscode";
import type { LiveSession, Shelf } from "../dmapi/shelf";
import type { Log } from "../workbench/log";
import { sessionKey } from "./keys";
import { aloneWithFile } from "./lock-file";
import { readSession, type Secret } from "./schema";

/** How the windows of this computer share sessions. */
export interface Sharing {
  readonly secrets: SecretStorage;
  /** A folder all windows know, for the files that say who is logging in. */
  readonly folder: string;
}

/**
 * The session of an account in SecretStorage, where the other windows find it. Whatever goes wrong with the keyring
 * costs a login of one's own, nothing else.
 */
export class KeptSession implements Shelf {
  constructor(
    private readonly sharing: Sharing,
    private readonly secret: Secret,
    private readonly log: Pick<Log, "warn">,
  ) {}

  take(): Promise<LiveSession | undefined> {
    return this.#tried(async () => readSession(await this.sharing.secrets.get(this.#key), this.secret));
  }

  put({ login, usableUntil }: LiveSession): Promise<void> {
    const { endpoint, revision } = this.secret;
    const text = JSON.stringify({ version: 1, endpoint, revision, usableUntil, login });
    return this.#tried(async () => this.sharing.secrets.store(this.#key, text));
  }

  async touch(live: LiveSession): Promise<void> {
    const kept = await this.take();
    if (kept?.login.authSid === live.login.authSid) await this.put(live);
  }

  async remove(authSid: string): Promise<void> {
    const kept = await this.take();
    if (kept?.login.authSid === authSid) await this.#tried(async () => this.sharing.secrets.delete(this.#key));
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    return aloneWithFile(join(this.sharing.folder, `${this.secret.id}.login`), work);
  }

  get #key(): string {
    return sessionKey(this.secret.id);
  }

  async #tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.log.warn(`the session could not be shared: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}
