import { isLoopbackEndpoint } from "../dmapi/endpoint";
import { DmapiError } from "../dmapi/errors";
import type { LoginInfo } from "../dmapi/login";
import type { Credentials } from "../dmapi/login";
import { Session } from "../dmapi/session";
import { createHttpTransport } from "../dmapi/transport";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import { networkSettings } from "../workbench/network-settings";
import type { Account, AccountRecord } from "./model";
import { sanitizeLabel } from "./account-label";
import { withDeniedRequest, type Permissions } from "./permissions";

/** Called about changes in replies to requests of an account. */
export interface ConnectionListeners {
  /** A login or a refusal changed what is known of the account. */
  onAccountUpdate(account: AccountConnection): void;
  onBalanceChange(account: AccountConnection): void;
}

/** An account in use: its session in this window and its current record. */
export class AccountConnection implements Account {
  readonly session: Session;
  /** The revision of the stored credentials; undefined for an account of this window only. */
  revision: string | undefined;
  #record: AccountRecord;
  #deniedRequests: ReadonlySet<string> = new Set();

  constructor(
    record: AccountRecord,
    credentials: Credentials,
    private readonly log: Log,
    private readonly listeners: ConnectionListeners,
    clock: Clock,
  ) {
    this.#record = record;
    const trace = (line: string) => log.info(line);
    this.session = new Session(
      createHttpTransport(record.endpoint, { settings: networkSettings, trace }),
      credentials,
      {
        trace,
        secrets: log.secrets,
        clock,
        authIds: log.authIds,
        onBalanceChange: () => listeners.onBalanceChange(this),
        isReadOnly: () => this.readOnlyMode,
        onLogin: (login) => this.#applyLogin(login),
        onPermissionDenied: (request) => this.#recordDenial(request),
      },
    );
  }

  get record(): AccountRecord {
    return this.#record;
  }

  get id(): string {
    return this.#record.id;
  }

  get endpoint(): string {
    return this.#record.endpoint;
  }

  get label(): string {
    return this.#record.label;
  }

  get userLogin(): string {
    return this.#record.userLogin;
  }

  get isSandbox(): boolean {
    return this.#record.isSandbox;
  }

  get access() {
    return this.#record.access;
  }

  get accessAsSent(): string {
    return this.#record.accessAsSent;
  }

  get readOnlyMode(): boolean {
    return this.#record.readOnlyMode;
  }

  get signedOut(): boolean {
    return this.#record.signedOut;
  }

  get permissions(): Permissions {
    const { access, accessAsSent, readOnlyMode } = this.#record;
    return { access, accessAsSent, readOnlyMode, deniedRequests: this.#deniedRequests };
  }

  /** Takes over a changed record: name and read-only mode. */
  setRecord(record: AccountRecord): void {
    this.#record = record;
  }

  /**
   * Logs in to see whether the credentials are good; the session is ended where they are not.
   * @throws DmapiError as the login does, `cancelled` when given up
   */
  async verify(signal: AbortSignal | undefined): Promise<LoginInfo> {
    try {
      const login = await this.session.login();
      if (signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request: "login" });
      return sanitizeLogin(login);
    } catch (error) {
      await this.logOut();
      throw error;
    }
  }

  /** Sends nothing from now on but the logout, which is up to `logOut`. */
  stop(): void {
    this.session.stop();
  }

  /** Logs out where a session is open; never rejects. */
  logOut(): Promise<void> {
    return this.#logErrors(this.session.end());
  }

  /** Closes the session in this window only, where other windows share it; never rejects. */
  release(): Promise<void> {
    return this.#logErrors(this.session.release());
  }

  async #logErrors(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      this.log.warn(`logout failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  #applyLogin(login: LoginInfo): void {
    const { access, accessAsSent, userLogin, environment } = sanitizeLogin(login);
    const previous = this.#record;
    const { endpoint } = previous;
    const isSandbox = isLoopbackEndpoint(endpoint) && environment === "sandbox";
    this.#record = { ...this.#record, access, accessAsSent, isSandbox, userLogin: userLogin || this.#record.userLogin };
    const isChanged = this.#deniedRequests.size > 0 || JSON.stringify(this.#record) !== JSON.stringify(previous);
    this.#deniedRequests = new Set();
    if (isChanged) this.listeners.onAccountUpdate(this);
  }

  #recordDenial(request: string): void {
    this.#deniedRequests = withDeniedRequest(this.permissions, request).deniedRequests;
    this.listeners.onAccountUpdate(this);
  }
}

/** A login with texts that are safe to show. */
function sanitizeLogin(login: LoginInfo): LoginInfo {
  return { ...login, userLogin: sanitizeLabel(login.userLogin), accessAsSent: sanitizeLabel(login.accessAsSent) };
}
