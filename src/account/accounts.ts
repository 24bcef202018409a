import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Credentials } from "../dmapi/session";
import type { Clock } from "../workbench/clock";
import { HumanError } from "../workbench/human-error";
import type { Log } from "../workbench/log";
import { blankRecord, recordOf } from "./identity";
import { accountUnknown, keyLost, keyringFull, notSignedIn } from "./key-trouble";
import type { Sharing } from "./kept-session";
import type { LiveAccount } from "./live";
import { nameOf, type Account, type AccountRecord, type SignInState } from "./model";
import { AccountPool } from "./pool";
import type { News, Secret } from "./schema";
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
  readonly #wrote = new vscode.EventEmitter<News>();
  /** Fires when this window has written something about an account for all windows. */
  readonly onDidWrite = this.#wrote.event;
  readonly #followed = new vscode.EventEmitter<string>();
  /** Fires with the id of an account of which another window has written something. */
  readonly onDidFollow = this.#followed.event;
  #state: SignInState = { kind: "restoring" };
  readonly #pool: AccountPool;
  /** Counts what the user began, so that what a slow keyring answers late is not taken for the latest wish. */
  #wish = 0;
  /** What is written about accounts is written one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param sharing how windows share sessions; undefined where they cannot */
  constructor(
    private readonly store: AccountStore,
    private readonly log: Log,
    clock: Clock,
    private readonly sharing?: Sharing,
  ) {
    const listeners = {
      balanceChanged: ({ id }: LiveAccount) => {
        if (id === this.current?.id) this.#balanceChanged.fire();
      },
      updated: (account: LiveAccount) => void this.#keepWhatWasTold(account),
    };
    this.#pool = new AccountPool(store, sharing, log, listeners, clock);
  }

  get state(): SignInState {
    return this.#state;
  }

  get current(): Account | undefined {
    return this.#state.kind === "signed-in" ? this.#state.account : undefined;
  }

  /** @throws HumanError when nobody is signed in */
  require(): Account {
    if (this.current) return this.current;
    throw notSignedIn();
  }

  /** Every account that can be switched to: those that are remembered, and those of this window alone. */
  records(): AccountRecord[] {
    const remembered = this.store.records();
    const own = this.#pool.all().filter(({ id }) => !remembered.some((record) => record.id === id));
    return [...remembered, ...own.map(({ record }) => record)];
  }

  /** True for an account that is still there when the window is closed. */
  isRemembered(id: string): boolean {
    return this.store.record(id) !== undefined;
  }

  /** What is stored openly of an account by whichever window, as JSON; empty where nothing is. */
  stored(id: string): string {
    return textOf(this.store.stored(id));
  }

  /**
   * The account of this id, ready for requests, whether it is the active one or not. Its session lasts as long as the
   * window, or until the account is signed out.
   * @throws HumanError when it is not known, or its key cannot be had
   */
  async use(id: string): Promise<Account> {
    const live = this.#pool.get(id);
    if (live) return live;
    if (!this.store.record(id)) this.store.takeOver(id);
    const record = this.store.record(id);
    if (!record) throw accountUnknown();
    const account = await this.#pool.take(record);
    if (typeof account === "string") throw keyLost(record, account);
    return account;
  }

  /** Takes up the account of last time, unless another was signed in to meanwhile; asks the keyring, but not Joker.com. */
  async restore(): Promise<void> {
    const wish = this.#wish;
    const record = this.store.active();
    const next = record ? await this.#restored(record) : signedOut;
    if (wish === this.#wish) this.#become(next);
  }

  /**
   * Makes a known account the active one. The one before stays in use.
   * @throws HumanError when its key cannot be had
   */
  async open(record: Pick<AccountRecord, "id">): Promise<void> {
    const wish = ++this.#wish;
    const account = await this.use(record.id);
    if (wish !== this.#wish) return;
    if (this.isRemembered(record.id)) await this.store.activate(record.id);
    this.#become({ kind: "signed-in", account });
  }

  /**
   * Verifies credentials with a real login and makes their account the active one.
   * @param remember false keeps them in this window's memory alone
   * @param signal gives up: nothing is stored, and whoever is signed in stays
   * @throws DmapiError as the login does, `cancelled` when given up
   */
  async signIn(endpoint: string, credentials: Credentials, remember: boolean, signal?: AbortSignal): Promise<Account> {
    const account = this.#pool.trial(blankRecord(randomUUID(), endpoint), credentials);
    const login = await account.verify(signal);
    this.#wish += 1;
    return this.#inTurn(async () => {
      account.become(await recordOf(account.record, login, credentials, this.#known()));
      const secret = remember ? await this.#save(account, credentials) : undefined;
      if (secret) await this.store.activate(account.id);
      await this.#pool.put(account, secret);
      this.#become({ kind: "signed-in", account });
      if (secret) this.#tell(account.id);
      return account;
    });
  }

  /**
   * Verifies other credentials of an account, and only then puts them in the place of those it has.
   * @throws DmapiError as the login does; HumanError when they are of another login
   */
  async replaceCredentials(id: string, credentials: Credentials, signal?: AbortSignal): Promise<Account> {
    const record = this.store.record(id);
    if (!record) throw accountUnknown();
    const account = this.#pool.trial(record, credentials);
    const { userLogin } = await account.verify(signal);
    if (userLogin && record.userLogin && userLogin !== record.userLogin) {
      await account.end();
      const message = vscode.l10n.t(
        "This key belongs to {0}, not {1}. Sign in to {0} instead.",
        userLogin,
        record.userLogin,
      );
      throw new HumanError(message);
    }
    return this.#inTurn(async () => {
      account.become({ ...account.record, signedOut: false });
      const isActive = this.#activeId() === id;
      await this.#pool.put(account, await this.#save(account, credentials));
      if (isActive) this.#become({ kind: "signed-in", account });
      this.#tell(id);
      return account;
    });
  }

  /** Logs out and takes the key out of the keyring; the account's name is kept, to sign in to again. */
  signOut(id = this.#activeId()): Promise<void> {
    return this.#inTurn(async () => {
      if (id === undefined) return;
      const record = this.store.record(id);
      if (record) {
        await this.#pool.take(record);
        await this.store.write({ ...record, signedOut: true });
        await this.store.deleteKey(id);
      }
      await this.#end(id);
      // One of this window alone cannot be signed in to again.
      if (!record) this.#removed.fire(id);
    });
  }

  /** Logs out, and forgets everything that is stored of the account. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const record = this.store.record(id);
      if (record && !record.signedOut) await this.#pool.take(record);
      await this.store.forget(id);
      await this.#end(id);
      this.#removed.fire(id);
    });
  }

  /** Leaves the active account but keeps it, and takes up the remembered one. */
  async leave(): Promise<void> {
    this.#wish += 1;
    const { current } = this;
    this.#become({ kind: "restoring" });
    if (current) await this.#pool.end(current.id);
    await this.restore();
  }

  /** Changes what the user decides about an account: what it is called, and whether nothing that modifies is sent. */
  async change(id: string, change: Partial<Pick<AccountRecord, "label" | "readOnlyMode">>): Promise<void> {
    const live = this.#pool.get(id);
    const record = live?.record ?? this.store.record(id);
    if (!record) throw accountUnknown();
    const changed = { ...record, ...change };
    if (this.isRemembered(id)) await this.store.write(changed);
    live?.become(changed);
    if (live) this.#updated.fire(live);
    this.#tell(id);
  }

  /**
   * Takes over what another window has written about an account: it was signed in to, out of or removed, its key or its
   * name is another one. Where a window cannot see the keys of another (in a browser), it says so.
   */
  async follow(news: News): Promise<void> {
    await this.#inTurn(() => this.#follow(news));
    this.#followed.fire(news.id);
  }

  async #follow({ id, record: said, revision }: News): Promise<void> {
    const live = this.#pool.get(id);
    if (live && live.revision === undefined) return;
    if (said !== undefined) this.store.takeOver(id);
    const record = this.store.record(id);
    if (!record || record.signedOut) return said === undefined ? undefined : this.#followOut(id, record === undefined);
    const secret = await this.#pool.secretOf(record);
    const now = typeof secret === "string" ? undefined : secret.revision;
    const isElsewhere = revision !== undefined && now !== revision;
    if (live && live.revision === now && !isElsewhere) this.#followRecord(live, record);
    else await this.#followKey(record, isElsewhere);
  }

  dispose(): void {
    const emitters = [this.#changed, this.#balanceChanged, this.#updated, this.#removed, this.#wrote, this.#followed];
    for (const emitter of emitters) emitter.dispose();
    this.#pool.leaveAll();
  }

  async #followOut(id: string, isRemoved: boolean): Promise<void> {
    const isActive = this.#activeId() === id;
    await this.#pool.leave(id);
    // Where windows see different keys, this one still has it.
    if (!this.sharing) await this.store.deleteKey(id);
    if (isRemoved) this.#removed.fire(id);
    if (!isActive) return;
    this.#wish += 1;
    this.#become(signedOut);
  }

  #followRecord(live: LiveAccount, record: AccountRecord): void {
    if (JSON.stringify(record) === JSON.stringify(live.record)) return;
    live.become(record);
    this.#updated.fire(live);
  }

  async #followKey(record: AccountRecord, isElsewhere: boolean): Promise<void> {
    const isActive = this.#activeId() === record.id;
    await this.#pool.leave(record.id);
    if (!isActive && this.current) return;
    this.#wish += 1;
    if (isElsewhere) this.#become({ kind: "key-lost", record, why: "elsewhere" });
    else await this.restore();
  }

  #known() {
    const secretOf = (record: AccountRecord) => this.#pool.secretOf(record);
    return { remembered: this.store.records(), all: this.records(), secretOf };
  }

  async #restored(record: AccountRecord): Promise<SignInState> {
    const account = this.#pool.get(record.id) ?? (await this.#pool.take(record));
    return typeof account === "string" ? { kind: "key-lost", record, why: account } : { kind: "signed-in", account };
  }

  async #save(account: LiveAccount, credentials: Credentials): Promise<Secret> {
    try {
      return await this.store.save(account.record, credentials);
    } catch (error) {
      await account.end();
      throw keyringFull(error);
    }
  }

  /** Takes an account out of use, for all windows; nobody is signed in where it was the active one. */
  async #end(id: string): Promise<void> {
    if (this.#activeId() === id) {
      this.#wish += 1;
      this.#become(signedOut);
    }
    await this.#pool.end(id);
    await this.store.deleteSession(id);
    this.#tell(id);
  }

  /** Every other window hears that there is something new; what it is they find where it is stored. */
  #tell(id: string): void {
    const revision = this.#pool.get(id)?.revision;
    this.#wrote.fire({ id, record: textOf(this.store.record(id)), ...(revision !== undefined && { revision }) });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #activeId(): string | undefined {
    const { state } = this;
    return state.kind === "key-lost" ? state.record.id : this.current?.id;
  }

  /** What a login told is kept for the next start, where it is news. */
  async #keepWhatWasTold(account: LiveAccount): Promise<void> {
    if (this.#pool.get(account.id) !== account) return;
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

function textOf(record: AccountRecord | undefined): string {
  return record ? JSON.stringify(record) : "";
}

const signedOut: SignInState = { kind: "signed-out" };
