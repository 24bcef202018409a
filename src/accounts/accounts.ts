import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Credentials } from "../dmapi/login";
import type { Clock } from "../workbench/clock";
import { UserFacingError } from "../workbench/user-facing-error";
import type { Log } from "../workbench/log";
import { createBlankRecord, resolveRecord } from "./account-identity";
import {
  createUnknownAccountError,
  createKeyUnavailableError,
  createKeyringWriteError,
  createNotSignedInError,
} from "./credential-errors";
import { KeyDeletions } from "./key-deletions";
import type { SessionSharing } from "./shared-session-store";
import type { AccountConnection } from "./account-connection";
import { accountName, type Account, type AccountRecord, type EndedAccount, type SignInState } from "./model";
import { AccountPool } from "./account-pool";
import type { AccountSyncMessage, StoredAccount, StoredSecret } from "./storage-schema";
import type { AccountStore } from "./account-store";

/**
 * The accounts. One is active in a window; others may be in use at the same time, each with its own session, and more are
 * stored.
 */
export class Accounts implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<SignInState>();
  /** Fires when another account becomes active, or none. */
  readonly onDidChange = this.changed.event;
  private readonly balanceChanged = new vscode.EventEmitter<void>();
  /** Fires when a reply to a request of the active account has another balance than before. */
  readonly onDidChangeBalance = this.balanceChanged.event;
  private readonly updated = new vscode.EventEmitter<Account>();
  /** Fires when the name or the permissions of an account in use change. */
  readonly onDidUpdateAccount = this.updated.event;
  private readonly ended = new vscode.EventEmitter<EndedAccount>();
  /** Fires at once when an account is signed out or removed, and again when it has been removed. */
  readonly onDidEndAccount = this.ended.event;
  private readonly stored = new vscode.EventEmitter<StoredAccount>();
  /** Fires when something about an account was written for all windows, by this one or by another. */
  readonly onDidStoreAccount = this.stored.event;
  private signInState: SignInState = { kind: "restoring" };
  private readonly pool: AccountPool;
  /** Counts sign-ins and switches, so that a late reply of a slow keyring does not override a newer one. */
  private generation = 0;
  private readonly keyDeletions: KeyDeletions;
  /** Serializes writes to the account store. */
  private queue: Promise<unknown> = Promise.resolve();

  /** @param sharing how windows share sessions; undefined where they cannot */
  constructor(
    private readonly store: AccountStore,
    private readonly log: Log,
    clock: Clock,
    private readonly sharing?: SessionSharing,
  ) {
    const listeners = {
      onBalanceChange: ({ id }: AccountConnection) => {
        if (id === this.current?.id) this.balanceChanged.fire();
      },
      onAccountUpdate: (account: AccountConnection) => void this.persistUpdate(account),
    };
    this.keyDeletions = new KeyDeletions(store);
    this.pool = new AccountPool(store, sharing, log, listeners, clock);
  }

  get state(): SignInState {
    return this.signInState;
  }

  get current(): Account | undefined {
    return this.signInState.kind === "signed-in" ? this.signInState.account : undefined;
  }

  /** @throws UserFacingError when nobody is signed in */
  requireCurrent(): Account {
    if (this.current) return this.current;
    throw createNotSignedInError();
  }

  /** Every account that can be switched to: the stored ones and those of this window only. */
  records(): AccountRecord[] {
    const persisted = this.store.records();
    const windowOnly = this.pool.list().filter(({ id }) => !persisted.some((record) => record.id === id));
    return [...persisted, ...windowOnly.map(({ record }) => record)];
  }

  /** True for an account that outlives the window. */
  isPersisted(id: string): boolean {
    return this.store.record(id) !== undefined;
  }

  /** The stored record of an account as JSON, whichever window wrote it; empty when there is none. */
  storedJson(id: string): string {
    return toJson(this.store.record(id));
  }

  /**
   * The account of this id, ready for requests, whether it is the active one or not. Its session lasts as long as the
   * window, or until the account is signed out.
   * @throws UserFacingError when it is not known, or its key cannot be had
   */
  async requireById(id: string): Promise<Account> {
    const connection = this.pool.get(id);
    if (connection) return connection;
    const record = this.store.record(id);
    if (!record) throw createUnknownAccountError();
    const account = await this.pool.acquire(record);
    if (typeof account === "string") throw createKeyUnavailableError(record, account);
    return account;
  }

  /** Activates the last used account, unless another one was activated meanwhile; reads the keyring, sends no request. */
  async restore(): Promise<void> {
    const generation = this.generation;
    const record = this.store.findActive();
    const next = record ? await this.restoreState(record) : signedOutState;
    if (generation === this.generation) this.setState(next);
  }

  /** After the keyring did not answer: deletes the keys it did not delete, and reads that of the active account again. */
  async retryKeyring(): Promise<void> {
    const isInUse = (id: string) => this.pool.get(id) !== undefined || this.store.record(id)?.signedOut === false;
    await this.enqueue(() => this.keyDeletions.retry(isInUse));
    if (this.signInState.kind === "key-lost" && this.signInState.why === "no-answer") await this.restore();
  }

  /**
   * Makes a known account the active one. The previous one stays in use.
   * @throws UserFacingError when its key cannot be had
   */
  async switchTo(record: Pick<AccountRecord, "id">): Promise<void> {
    const generation = ++this.generation;
    const account = await this.requireById(record.id);
    if (generation !== this.generation) return;
    if (this.isPersisted(record.id)) await this.store.setActive(record.id);
    this.setState({ kind: "signed-in", account });
  }

  /**
   * Verifies credentials with a real login and makes their account the active one.
   * @param isPersisted false keeps them in this window's memory alone
   * @param signal gives up: nothing is stored, and whoever is signed in stays
   * @throws DmapiError as the login does, `canceled` when given up
   */
  async signIn(
    endpoint: string,
    credentials: Credentials,
    isPersisted: boolean,
    signal?: AbortSignal,
  ): Promise<Account> {
    const account = this.pool.createConnection(createBlankRecord(randomUUID(), endpoint), credentials);
    const login = await account.verify(signal);
    this.generation += 1;
    return this.enqueue(async () => {
      account.setRecord(await resolveRecord(account.record, login, credentials, this.knownAccounts()));
      const secret = isPersisted ? await this.saveCredentials(account, credentials) : undefined;
      if (secret) await this.store.setActive(account.id);
      await this.pool.replace(account, secret);
      this.setState({ kind: "signed-in", account });
      if (secret) this.fireDidWrite(account.id);
      return account;
    });
  }

  /**
   * Verifies other credentials of an account, and only then puts them in the place of those it has.
   * @throws DmapiError as the login does; UserFacingError when they are of another login
   */
  async replaceCredentials(id: string, credentials: Credentials, signal?: AbortSignal): Promise<Account> {
    const record = this.store.record(id);
    if (!record) throw createUnknownAccountError();
    const account = this.pool.createConnection(record, credentials);
    const { userLogin } = await account.verify(signal);
    if (userLogin && record.userLogin && userLogin !== record.userLogin) {
      await account.logOut();
      const message = vscode.l10n.t(
        "This key belongs to {0}, not {1}. Sign in to {0} instead.",
        userLogin,
        record.userLogin,
      );
      throw new UserFacingError(message);
    }
    return this.enqueue(async () => {
      const { label, readOnlyMode } = this.store.record(id) ?? account.record;
      account.setRecord({ ...account.record, label, readOnlyMode, signedOut: false });
      const isActive = this.activeId() === id;
      await this.pool.replace(account, await this.saveCredentials(account, credentials));
      if (isActive) this.setState({ kind: "signed-in", account });
      this.fireDidWrite(id);
      return account;
    });
  }

  /** Logs out and takes the key out of the keyring; the account's name is kept, to sign in to again. */
  signOut(id = this.activeId()): Promise<void> {
    if (id !== undefined) this.stopAccount(id);
    return this.enqueue(async () => {
      if (id === undefined) return;
      const record = this.store.record(id);
      if (record) {
        await this.pool.acquire(record);
        await this.store.changeRecord(id, { signedOut: true });
      }
      const failure = record && (await this.keyDeletions.run(id, () => this.store.deleteCredentials(id)));
      await this.endAccount(id);
      // One of this window alone cannot be signed in to again.
      if (!record) this.ended.fire({ id, isRemoved: true });
      if (failure) throw failure;
    });
  }

  /** Logs out, and forgets everything that is stored of the account. */
  remove(id: string): Promise<void> {
    this.stopAccount(id);
    return this.enqueue(async () => {
      const record = this.store.record(id);
      if (record && !record.signedOut) await this.pool.acquire(record);
      const failure = await this.keyDeletions.run(id, () => this.store.deleteAccount(id));
      await this.endAccount(id);
      this.ended.fire({ id, isRemoved: true });
      if (failure) throw failure;
    });
  }

  /** Removes every account; one that fails does not keep the others. @throws UserFacingError of the first that failed */
  async removeAll(): Promise<void> {
    const outcomes = await Promise.allSettled(this.records().map(({ id }) => this.remove(id)));
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Releases the active account without signing out, and restores the stored one. */
  async releaseCurrent(): Promise<void> {
    this.generation += 1;
    const { current } = this;
    this.setState({ kind: "restoring" });
    if (current) await this.pool.logOut(current.id);
    await this.restore();
  }

  /** Changes the user's settings of an account: its name and read-only mode. */
  async update(id: string, change: Partial<Pick<AccountRecord, "label" | "readOnlyMode">>): Promise<void> {
    const connection = this.pool.get(id);
    const record = connection?.record ?? this.store.record(id);
    if (!record) throw createUnknownAccountError();
    const updatedRecord = (await this.store.changeRecord(id, change)) ?? { ...record, ...change };
    connection?.setRecord(updatedRecord);
    if (connection) this.updated.fire(connection);
    this.fireDidWrite(id);
  }

  /**
   * Takes over what another window has written about an account: it was signed in to, out of or removed, its key or its
   * name is another one. Where a window cannot see the keys of another (in a browser), it says so.
   */
  async syncFromOtherWindow(message: AccountSyncMessage): Promise<void> {
    await this.enqueue(() => this.applySync(message));
    this.stored.fire({ change: message, isFromOtherWindow: true });
  }

  private async applySync({ id, record: recordJson, revision }: AccountSyncMessage): Promise<void> {
    const connection = this.pool.get(id);
    if (connection && connection.revision === undefined) return;
    const record = this.store.record(id);
    if (!record || record.signedOut)
      return recordJson === undefined ? undefined : this.syncSignOut(id, record === undefined);
    const secret = await this.pool.loadSecret(record);
    const currentRevision = typeof secret === "string" ? undefined : secret.revision;
    const isElsewhere = revision !== undefined && currentRevision !== revision;
    if (connection && connection.revision === currentRevision && !isElsewhere) this.syncRecord(connection, record);
    else await this.syncCredentials(record, isElsewhere);
  }

  /** Logs out the sessions that no other window uses; resolves when that is done. */
  readonly close = (): Promise<void> => this.pool.releaseAll();

  dispose(): void {
    const emitters = [this.changed, this.balanceChanged, this.updated, this.ended, this.stored];
    for (const emitter of emitters) emitter.dispose();
    void this.pool.releaseAll();
  }

  private async syncSignOut(id: string, isRemoved: boolean): Promise<void> {
    const isActive = this.activeId() === id;
    this.ended.fire({ id, isRemoved: false });
    await this.pool.release(id);
    // Where windows see different keys, this one still has it.
    if (!this.sharing) await this.store.deleteCredentials(id);
    if (isRemoved) this.ended.fire({ id, isRemoved: true });
    if (isActive) this.setSignedOut();
  }

  private syncRecord(connection: AccountConnection, record: AccountRecord): void {
    if (JSON.stringify(record) === JSON.stringify(connection.record)) return;
    connection.setRecord(record);
    this.updated.fire(connection);
  }

  private async syncCredentials(record: AccountRecord, isElsewhere: boolean): Promise<void> {
    const isActive = this.activeId() === record.id;
    await this.pool.release(record.id);
    if (!isActive && this.current) return;
    this.generation += 1;
    if (isElsewhere) this.setState({ kind: "key-lost", record, why: "elsewhere" });
    else await this.restore();
  }

  private knownAccounts() {
    const secretOf = (record: AccountRecord) => this.pool.loadSecret(record);
    return { persisted: this.store.records(), all: this.records(), loadSecret: secretOf };
  }

  private async restoreState(record: AccountRecord): Promise<SignInState> {
    const account = this.pool.get(record.id) ?? (await this.pool.acquire(record));
    return typeof account === "string" ? { kind: "key-lost", record, why: account } : { kind: "signed-in", account };
  }

  private async saveCredentials(account: AccountConnection, credentials: Credentials): Promise<StoredSecret> {
    try {
      return await this.store.saveAccount(account.record, credentials);
    } catch (error) {
      await account.logOut();
      throw createKeyringWriteError(error);
    }
  }

  /** Shows and sends nothing of an account from now on. The keyring may take its time with the rest. */
  private stopAccount(id: string): void {
    this.ended.fire({ id, isRemoved: false });
    this.pool.get(id)?.stop();
    if (this.activeId() === id) this.setSignedOut();
  }

  /** Takes an account out of use, for all windows; nobody is signed in where it was the active one. */
  private async endAccount(id: string): Promise<void> {
    // Listeners read the records again, which have changed meanwhile.
    if (this.activeId() === id || this.signInState === signedOutState) this.setSignedOut();
    await this.pool.logOut(id);
    await this.store
      .deleteSession(id)
      .catch((error: unknown) => this.log.warn(`the session was not deleted: ${String(error)}`));
    this.fireDidWrite(id);
  }

  /** Tells other windows that a record was written; they read it from storage. */
  private fireDidWrite(id: string): void {
    const revision = this.pool.get(id)?.revision;
    const change = { id, record: toJson(this.store.record(id)), ...(revision !== undefined && { revision }) };
    this.stored.fire({ change, isFromOtherWindow: false });
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }

  private activeId(): string | undefined {
    const { state } = this;
    return state.kind === "key-lost" ? state.record.id : this.current?.id;
  }

  /** Stores what a login changed, for the next start. */
  private async persistUpdate(account: AccountConnection): Promise<void> {
    if (this.pool.get(account.id) !== account) return;
    this.updated.fire(account);
    const { userLogin, isSandbox, access, accessAsSent } = account.record;
    await this.store.changeRecord(account.id, { userLogin, isSandbox, access, accessAsSent });
  }

  private setSignedOut(): void {
    this.generation += 1;
    this.setState(signedOutState);
  }

  private setState(state: SignInState): void {
    this.signInState = state;
    this.log.info(state.kind === "signed-in" ? `signed in: ${accountName(state.account)}` : state.kind);
    this.changed.fire(state);
  }
}

function toJson(record: AccountRecord | undefined): string {
  return record ? JSON.stringify(record) : "";
}

const signedOutState: SignInState = { kind: "signed-out" };
