import type { Credentials } from "../dmapi/session";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import { KeptSession, type Sharing } from "./kept-session";
import { LiveAccount, type Listeners } from "./live";
import type { AccountRecord, KeyProblem } from "./model";
import type { Secret } from "./schema";
import type { AccountStore } from "./store";

/** The accounts in use in this window, each with its one session. */
export class AccountPool {
  readonly #live = new Map<string, LiveAccount>();

  /** @param sharing undefined where windows cannot share a session: then each window has its own */
  constructor(
    private readonly store: AccountStore,
    private readonly sharing: Sharing | undefined,
    private readonly log: Log,
    private readonly listeners: Listeners,
    private readonly clock: Clock,
  ) {}

  get(id: string): LiveAccount | undefined {
    return this.#live.get(id);
  }

  all(): LiveAccount[] {
    return [...this.#live.values()];
  }

  /** An account that is in use by nobody yet, to try credentials with. */
  trial(record: AccountRecord, credentials: Credentials): LiveAccount {
    return new LiveAccount(record, credentials, this.log, this.listeners, this.clock);
  }

  /** Puts a remembered account into use, unless it is. */
  async take(record: AccountRecord): Promise<LiveAccount | KeyProblem> {
    const secret = await this.secretOf(record);
    const meanwhile = this.#live.get(record.id);
    if (meanwhile) return meanwhile;
    if (typeof secret === "string") return secret;
    const account = this.trial(record, secret.credentials);
    this.#live.set(record.id, account);
    await this.#bind(account, secret);
    return account;
  }

  /** The secret of an account, or why it cannot be had. */
  async secretOf(record: AccountRecord): Promise<Secret | KeyProblem> {
    try {
      return (await this.store.secret(record)) ?? "missing";
    } catch (error) {
      this.log.warn(`the keyring could not be read: ${error instanceof Error ? error.message : String(error)}`);
      return "unreadable";
    }
  }

  /**
   * Puts an account that was tried into use, in the place of the one with the same id.
   * @param secret what was stored of it; undefined for an account of this window alone
   */
  async put(account: LiveAccount, secret: Secret | undefined): Promise<void> {
    const before = this.#live.get(account.id);
    this.#live.set(account.id, account);
    await before?.end();
    if (secret) await this.#bind(account, secret);
  }

  /** Takes an account out of use, and ends its session for every window. */
  async end(id: string): Promise<void> {
    await this.#takeOut(id)?.end();
  }

  /** Takes an account out of use in this window; its session stays with those who share it. */
  async leave(id: string): Promise<void> {
    await this.#takeOut(id)?.leave();
  }

  leaveAll(): void {
    for (const { id } of this.all()) void this.leave(id);
  }

  #takeOut(id: string): LiveAccount | undefined {
    const account = this.#live.get(id);
    this.#live.delete(id);
    return account;
  }

  async #bind(account: LiveAccount, secret: Secret): Promise<void> {
    account.revision = secret.revision;
    if (this.sharing) await account.session.share(new KeptSession(this.sharing, secret, this.log));
  }
}
