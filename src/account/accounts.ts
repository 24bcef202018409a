import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { DmapiError } from "../dmapi/errors";
import type { Login } from "../dmapi/login";
import { Session, type Credentials } from "../dmapi/session";
import { httpTransport } from "../dmapi/transport";
import { HumanError, type Remedy } from "../workbench/human-error";
import type { Log } from "../workbench/log";
import { networkSettings } from "../workbench/network";
import { nameOf, type Account, type AccountRecord, type SignInState } from "./model";
import type { AccountStore } from "./store";

/** Who is signed in. At most one account is active in a window; others are remembered. */
export class Accounts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<SignInState>();
  readonly onDidChange = this.#changed.event;
  readonly #balanceChanged = new vscode.EventEmitter<void>();
  /** Fires when a reply to any request tells another balance than the one before. */
  readonly onDidChangeBalance = this.#balanceChanged.event;
  #state: SignInState = { kind: "restoring" };
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

  records(): AccountRecord[] {
    return this.store.records();
  }

  /** Takes up the account of last time, unless another was signed in to meanwhile; asks the keyring, but not Joker.com. */
  async restore(): Promise<void> {
    const wish = this.#wish;
    const record = this.store.active();
    const next = record ? await this.#takeUp(record) : signedOut;
    if (wish === this.#wish) this.#become(next);
  }

  /**
   * Makes a remembered account the active one.
   * @throws HumanError when its key is not in the keyring any more
   */
  async open(record: AccountRecord): Promise<void> {
    const wish = ++this.#wish;
    const next = await this.#takeUp(record);
    if (next.kind === "key-lost") throw new HumanError(keyLost(record), [signInRemedy()]);
    if (wish !== this.#wish) return;
    await this.store.activate(record.id);
    await this.#leave(next);
  }

  /**
   * Verifies credentials with a real login and makes their account the active one.
   * @param remember false keeps them in this window's memory alone
   * @param signal gives up: nothing is stored, and whoever is signed in stays
   * @throws DmapiError as the login does, `cancelled` when given up
   */
  async signIn(endpoint: string, credentials: Credentials, remember: boolean, signal?: AbortSignal): Promise<Account> {
    const session = this.#newSession(endpoint, credentials);
    const login = await this.#verified(session, signal);
    this.#wish += 1;
    const record = this.#recordFor(endpoint, labelOf(login, credentials));
    const account = { ...record, session, login };
    if (remember) await this.#remember(account, credentials);
    await this.#leave({ kind: "signed-in", account });
    return account;
  }

  /** Logs out, and forgets what was stored of the account. */
  async signOut(): Promise<void> {
    const account = this.current;
    if (!account) return;
    this.#wish += 1;
    await this.store.forget(account.id);
    await this.#leave(signedOut);
  }

  /** Leaves the active account but keeps it, and takes up the remembered one. */
  async leave(): Promise<void> {
    this.#wish += 1;
    await this.#leave({ kind: "restoring" });
    await this.restore();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#balanceChanged.dispose();
    if (this.current) void this.#end(this.current);
  }

  #newSession(endpoint: string, credentials: Credentials): Session {
    const trace = (line: string) => this.log.info(line);
    const transport = httpTransport(endpoint, { settings: networkSettings, trace });
    return new Session(transport, credentials, { trace, balanceChanged: () => this.#balanceChanged.fire() });
  }

  async #verified(session: Session, signal: AbortSignal | undefined): Promise<Login> {
    try {
      const login = await session.login();
      if (signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request: "login" });
      return login;
    } catch (error) {
      await session.end().catch(() => undefined);
      throw error;
    }
  }

  #recordFor(endpoint: string, label: string): AccountRecord {
    const known = this.store.records().find((record) => record.endpoint === endpoint && record.label === label);
    return known ?? { id: randomUUID(), endpoint, label };
  }

  async #takeUp(record: AccountRecord): Promise<SignInState> {
    const secret = await this.#readSecret(record);
    if (!secret) return { kind: "key-lost", record };
    return {
      kind: "signed-in",
      account: { ...record, session: this.#newSession(record.endpoint, secret.credentials) },
    };
  }

  async #readSecret(record: AccountRecord) {
    try {
      return await this.store.secret(record);
    } catch (error) {
      this.log.warn(`the keyring could not be read: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  async #remember(account: Account, credentials: Credentials): Promise<void> {
    const { id, endpoint, label } = account;
    try {
      await this.store.save({ id, endpoint, label }, { version: 1, endpoint, credentials });
    } catch (error) {
      await this.#end(account);
      const why = error instanceof Error ? error.message : String(error);
      throw new HumanError(
        vscode.l10n.t("The sign-in worked, but the key could not be put into the system's keyring ({0}).", why),
        [],
        error,
      );
    }
  }

  async #leave(next: SignInState): Promise<void> {
    const before = this.current;
    this.#become(next);
    if (before) await this.#end(before);
  }

  #become(state: SignInState): void {
    this.#state = state;
    this.log.info(state.kind === "signed-in" ? `signed in: ${nameOf(state.account)}` : state.kind);
    this.#changed.fire(state);
  }

  async #end(account: Account): Promise<void> {
    await account.session.end().catch((error: unknown) => {
      this.log.warn(`logout failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

const signedOut: SignInState = { kind: "signed-out" };

function labelOf(login: Login, credentials: Credentials): string {
  return login.userLogin || (credentials.kind === "password" ? credentials.username : vscode.l10n.t("API key"));
}

function keyLost(record: AccountRecord): string {
  return vscode.l10n.t("The key of {0} is not in the keyring any more. Sign in again.", nameOf(record));
}

function signInRemedy(): Remedy {
  return { title: vscode.l10n.t("Sign In"), run: () => vscode.commands.executeCommand("joker.signIn") };
}
