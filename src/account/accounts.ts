import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { DmapiError } from "../dmapi/errors";
import type { Login } from "../dmapi/login";
import type { Credentials } from "../dmapi/session";
import { HumanError, type Remedy } from "../workbench/human-error";
import type { Log } from "../workbench/log";
import { accessText } from "./access-text";
import { LiveAccount } from "./live";
import { nameOf, type Account, type AccountRecord, type SignInState } from "./model";
import { labelFor } from "./naming";
import type { AccountStore } from "./store";

/**
 * Who is signed in. One account is active in a window; others may be in use beside it, each with its one session, and
 * more are remembered.
 */
export class Accounts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<SignInState>();
  /** Fires when another account became the active one, or none. */
  readonly onDidChange = this.#changed.event;
  readonly #balanceChanged = new vscode.EventEmitter<void>();
  /** Fires when a reply to any request of the active account tells another balance than the one before. */
  readonly onDidChangeBalance = this.#balanceChanged.event;
  readonly #updated = new vscode.EventEmitter<Account>();
  /** Fires when an account in use is called something else, or may do more, or less. */
  readonly onDidUpdate = this.#updated.event;
  readonly #removed = new vscode.EventEmitter<string>();
  /** Fires with the id of an account of which nothing may be kept any more. */
  readonly onDidRemove = this.#removed.event;
  #state: SignInState = { kind: "restoring" };
  /** Accounts in use by id. */
  readonly #live = new Map<string, LiveAccount>();
  /** Counts what the user began, so that what a slow keyring answers late is not taken for the latest wish. */
  #wish = 0;

  constructor(
    private readonly store: AccountStore,
    private readonly log: Log,
  ) {}

  get state(): SignInState {
    return this.#state;
  }

  get current(): Account | undefined {
    return this.#state.kind === "signed-in" ? this.#state.account : undefined;
  }

  /** @throws HumanError when nobody is signed in */
  require(): Account {
    if (this.current) return this.current;
    throw new HumanError(vscode.l10n.t("You are not signed in to Joker.com."), [signInRemedy()]);
  }

  /** Every account that can be switched to: those that are remembered, and those of this window alone. */
  records(): AccountRecord[] {
    const remembered = this.store.records();
    const own = [...this.#live.values()].filter(({ id }) => !remembered.some((record) => record.id === id));
    return [...remembered, ...own.map(({ record }) => record)];
  }

  /**
   * The account of this id, ready for requests, whether it is the active one or not. Its session lasts as long as the
   * window, or until the account is signed out.
   * @throws HumanError when it is not known, or its key is not in the keyring any more
   */
  async use(id: string): Promise<Account> {
    const live = this.#live.get(id);
    if (live) return live;
    const record = this.store.record(id);
    if (!record) {
      throw new HumanError(vscode.l10n.t("This account is not known any more. Sign in to it again."), [signInRemedy()]);
    }
    const account = await this.#takeUp(record);
    if (!account) throw new HumanError(keyLost(record), [signInRemedy()]);
    return account;
  }

  /** Takes up the account of last time, unless another was signed in to meanwhile; asks the keyring, but not Joker.com. */
  async restore(): Promise<void> {
    const wish = this.#wish;
    const record = this.store.active();
    const next = record && !record.signedOut ? await this.#restored(record) : signedOut;
    if (wish === this.#wish) this.#become(next);
  }

  /**
   * Makes a known account the active one. The one before stays in use.
   * @throws HumanError when its key is not in the keyring any more
   */
  async open(record: Pick<AccountRecord, "id">): Promise<void> {
    const wish = ++this.#wish;
    const account = await this.use(record.id);
    if (wish !== this.#wish) return;
    if (this.#isRemembered(record.id)) await this.store.activate(record.id);
    this.#become({ kind: "signed-in", account });
  }

  /**
   * Verifies credentials with a real login and makes their account the active one.
   * @param remember false keeps them in this window's memory alone
   * @param signal gives up: nothing is stored, and whoever is signed in stays
   * @throws DmapiError as the login does, `cancelled` when given up
   */
  async signIn(endpoint: string, credentials: Credentials, remember: boolean, signal?: AbortSignal): Promise<Account> {
    const account = this.#newAccount({ ...blank, id: randomUUID(), endpoint }, credentials);
    const login = await this.#verified(account, signal);
    this.#wish += 1;
    account.become(await this.#recordFor(account.record, login, credentials));
    if (remember) await this.#remember(account, credentials);
    await this.#put(account);
    this.#become({ kind: "signed-in", account });
    return account;
  }

  /** Logs out and takes the key out of the keyring; the account's name is kept, to sign in to again. */
  async signOut(id = this.current?.id): Promise<void> {
    if (id === undefined) return;
    const record = this.store.record(id);
    await this.store.deleteSecret(id);
    if (record) await this.store.write({ ...record, signedOut: true });
    await this.#drop(id);
  }

  /** Logs out, and forgets everything that is stored of the account. */
  async remove(id: string): Promise<void> {
    await this.store.forget(id);
    await this.#drop(id);
    this.#removed.fire(id);
  }

  /** Leaves the active account but keeps it, and takes up the remembered one. */
  async leave(): Promise<void> {
    this.#wish += 1;
    const { current } = this;
    this.#become({ kind: "restoring" });
    if (current) await this.#end(current.id);
    await this.restore();
  }

  /** Switches read-only mode of an account: while it is on, nothing that modifies is sent. */
  async setReadOnlyMode(id: string, on: boolean): Promise<void> {
    await this.#change(id, { readOnlyMode: on });
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#balanceChanged, this.#updated, this.#removed]) emitter.dispose();
    for (const account of this.#live.values()) void account.end();
  }

  #newAccount(record: AccountRecord, credentials: Credentials): LiveAccount {
    return new LiveAccount(record, credentials, this.log, {
      balanceChanged: ({ id }) => {
        if (id === this.current?.id) this.#balanceChanged.fire();
      },
      updated: (account) => void this.#tellUpdate(account),
    });
  }

  async #verified(account: LiveAccount, signal: AbortSignal | undefined): Promise<Login> {
    try {
      const login = await account.session.login();
      if (signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request: "login" });
      return login;
    } catch (error) {
      await account.end();
      throw error;
    }
  }

  /** The record of a new sign-in: the one there is of the same credentials, or a new one with a name of its own. */
  async #recordFor(told: AccountRecord, login: Login, credentials: Credentials): Promise<AccountRecord> {
    const userLogin = login.userLogin || (credentials.kind === "password" ? credentials.username : "");
    const known = await this.#knownAs(told.endpoint, userLogin, credentials);
    if (known) {
      const { access, accessAsSent, isSandbox } = told;
      return { ...known, userLogin, access, accessAsSent, isSandbox, signedOut: false };
    }
    const name = userLogin || vscode.l10n.t("API key");
    const access = accessText(login.access, login.accessAsSent);
    return { ...told, userLogin, label: labelFor(told.endpoint, name, access, this.records()) };
  }

  /** The account these credentials are of: one that has them, or one of the same login that has lost or removed its own. */
  async #knownAs(endpoint: string, userLogin: string, credentials: Credentials): Promise<AccountRecord | undefined> {
    let vacant: AccountRecord | undefined;
    for (const record of this.store.records()) {
      if (record.endpoint !== endpoint) continue;
      const kept = await this.#readSecret(record);
      if (kept && isSameCredentials(kept.credentials, credentials)) return record;
      if (!kept && record.userLogin === userLogin) vacant ??= record;
    }
    return vacant;
  }

  async #restored(record: AccountRecord): Promise<SignInState> {
    const account = this.#live.get(record.id) ?? (await this.#takeUp(record));
    return account ? { kind: "signed-in", account } : { kind: "key-lost", record };
  }

  /** Puts a remembered account into use; undefined when its key cannot be had. */
  async #takeUp(record: AccountRecord): Promise<LiveAccount | undefined> {
    const secret = await this.#readSecret(record);
    const meanwhile = this.#live.get(record.id);
    if (meanwhile || !secret) return meanwhile;
    const account = this.#newAccount(record, secret.credentials);
    this.#live.set(record.id, account);
    return account;
  }

  async #readSecret(record: AccountRecord) {
    try {
      return await this.store.secret(record);
    } catch (error) {
      this.log.warn(`the keyring could not be read: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  async #remember(account: LiveAccount, credentials: Credentials): Promise<void> {
    try {
      await this.store.save(account.record, credentials);
      await this.store.activate(account.id);
    } catch (error) {
      await account.end();
      const why = error instanceof Error ? error.message : String(error);
      throw new HumanError(
        vscode.l10n.t("The sign-in worked, but the key could not be put into the system's keyring ({0}).", why),
        [],
        error,
      );
    }
  }

  #isRemembered(id: string): boolean {
    return this.store.record(id) !== undefined;
  }

  /** Puts an account into use in the place of the one with the same id. */
  async #put(account: LiveAccount): Promise<void> {
    const before = this.#live.get(account.id);
    this.#live.set(account.id, account);
    await before?.end();
  }

  /** Takes an account out of use; nobody is signed in where it was the active one. */
  async #drop(id: string): Promise<void> {
    if (this.#activeId() === id) {
      this.#wish += 1;
      this.#become(signedOut);
    }
    await this.#end(id);
  }

  #activeId(): string | undefined {
    const { state } = this;
    return state.kind === "key-lost" ? state.record.id : this.current?.id;
  }

  async #end(id: string): Promise<void> {
    const account = this.#live.get(id);
    this.#live.delete(id);
    await account?.end();
  }

  async #change(id: string, change: Partial<AccountRecord>): Promise<void> {
    const live = this.#live.get(id);
    const record = live?.record ?? this.store.record(id);
    if (!record) return;
    const changed = { ...record, ...change };
    if (this.#isRemembered(id)) await this.store.write(changed);
    if (!live) return;
    live.become(changed);
    this.#updated.fire(live);
  }

  /** What a login told is kept for the next start, where it is news. */
  async #tellUpdate(account: LiveAccount): Promise<void> {
    if (this.#live.get(account.id) !== account) return;
    this.#updated.fire(account);
    const kept = this.store.record(account.id);
    if (kept && JSON.stringify(kept) !== JSON.stringify(account.record)) await this.store.write(account.record);
  }

  #become(state: SignInState): void {
    this.#state = state;
    this.log.info(state.kind === "signed-in" ? `signed in: ${nameOf(state.account)}` : state.kind);
    this.#changed.fire(state);
  }
}

const signedOut: SignInState = { kind: "signed-out" };

/** A record of which nothing is known yet. */
const blank: AccountRecord = {
  id: "",
  endpoint: "",
  label: "",
  userLogin: "",
  isSandbox: false,
  access: "unknown",
  accessAsSent: "",
  readOnlyMode: false,
  signedOut: false,
};

function isSameCredentials(one: Credentials, other: Credentials): boolean {
  if (one.kind === "password") return other.kind === "password" && one.username === other.username;
  return other.kind === "api-key" && one.apiKey === other.apiKey;
}

function keyLost(record: AccountRecord): string {
  return vscode.l10n.t("The key of {0} is not in the keyring any more. Sign in again.", nameOf(record));
}

function signInRemedy(): Remedy {
  return { title: vscode.l10n.t("Sign In"), run: () => vscode.commands.executeCommand("joker.signIn") };
}
