import type { Credentials } from "../dmapi/login";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import { SharedSessionStore, type SessionSharing } from "./shared-session-store";
import { AccountConnection, type ConnectionListeners } from "./account-connection";
import type { AccountRecord, KeyProblem } from "./model";
import { KeyringTimeoutError } from "./timed-secrets";
import type { StoredSecret } from "./storage-schema";
import type { AccountStore } from "./account-store";

/** The accounts in use in this window, each with its own session. */
export class AccountPool {
  private readonly connections = new Map<string, AccountConnection>();

  /** @param sharing undefined where windows cannot share a session: then each window has its own */
  constructor(
    private readonly store: AccountStore,
    private readonly sharing: SessionSharing | undefined,
    private readonly log: Log,
    private readonly listeners: ConnectionListeners,
    private readonly clock: Clock,
  ) {}

  get(id: string): AccountConnection | undefined {
    return this.connections.get(id);
  }

  list(): AccountConnection[] {
    return [...this.connections.values()];
  }

  /** A connection outside the pool, to verify credentials with. */
  createConnection(record: AccountRecord, credentials: Credentials): AccountConnection {
    return new AccountConnection(record, credentials, this.log, this.listeners, this.clock);
  }

  /** The connection of a stored account, opened if there is none. */
  async acquire(record: AccountRecord): Promise<AccountConnection | KeyProblem> {
    const secret = await this.loadSecret(record);
    const existing = this.connections.get(record.id);
    if (existing) return existing;
    if (typeof secret === "string") return secret;
    const account = this.createConnection(record, secret.credentials);
    this.connections.set(record.id, account);
    await this.attachSession(account, secret);
    return account;
  }

  /** The secret of an account, or why it is not available. */
  async loadSecret(record: AccountRecord): Promise<StoredSecret | KeyProblem> {
    try {
      return (await this.store.loadSecret(record)) ?? "missing";
    } catch (error) {
      this.log.warn(`the keyring could not be read: ${error instanceof Error ? error.message : String(error)}`);
      return error instanceof KeyringTimeoutError ? "no-answer" : "unreadable";
    }
  }

  /**
   * Adds a verified connection, replacing the one with the same id.
   * @param secret what was stored of it; undefined for an account of this window alone
   */
  async replace(account: AccountConnection, secret: StoredSecret | undefined): Promise<void> {
    const previous = this.connections.get(account.id);
    this.connections.set(account.id, account);
    await previous?.logOut();
    if (secret) await this.attachSession(account, secret);
  }

  /** Takes an account out of use, and ends its session for every window. */
  async logOut(id: string): Promise<void> {
    await this.remove(id)?.logOut();
  }

  /** Takes an account out of use in this window; its session stays with those who share it. */
  async release(id: string): Promise<void> {
    await this.remove(id)?.release();
  }

  /** Resolves when the sessions of this window alone are logged out. */
  async releaseAll(): Promise<void> {
    await Promise.all(this.list().map(({ id }) => this.release(id)));
  }

  private remove(id: string): AccountConnection | undefined {
    const account = this.connections.get(id);
    this.connections.delete(id);
    return account;
  }

  private async attachSession(account: AccountConnection, secret: StoredSecret): Promise<void> {
    account.revision = secret.revision;
    if (this.sharing) await account.session.shareThrough(new SharedSessionStore(this.sharing, secret, this.log));
  }
}
