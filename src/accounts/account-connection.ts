import { isLoopbackEndpoint } from "../dmapi/endpoint";
import { canceledError } from "../dmapi/request-errors";
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
  private currentRecord: AccountRecord;
  private deniedRequests: ReadonlySet<string> = new Set();

  constructor(
    record: AccountRecord,
    credentials: Credentials,
    private readonly log: Log,
    private readonly listeners: ConnectionListeners,
    clock: Clock,
  ) {
    this.currentRecord = record;
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
        onLogin: (login) => this.applyLogin(login),
        onPermissionDenied: (request) => this.recordDenial(request),
      },
    );
  }

  get record(): AccountRecord {
    return this.currentRecord;
  }

  get id(): string {
    return this.currentRecord.id;
  }

  get endpoint(): string {
    return this.currentRecord.endpoint;
  }

  get label(): string {
    return this.currentRecord.label;
  }

  get userLogin(): string {
    return this.currentRecord.userLogin;
  }

  get isSandbox(): boolean {
    return this.currentRecord.isSandbox;
  }

  get access() {
    return this.currentRecord.access;
  }

  get accessAsSent(): string {
    return this.currentRecord.accessAsSent;
  }

  get readOnlyMode(): boolean {
    return this.currentRecord.readOnlyMode;
  }

  get signedOut(): boolean {
    return this.currentRecord.signedOut;
  }

  get permissions(): Permissions {
    const { access, accessAsSent, readOnlyMode } = this.currentRecord;
    return { access, accessAsSent, readOnlyMode, deniedRequests: this.deniedRequests };
  }

  /** Takes over a changed record: name and read-only mode. */
  setRecord(record: AccountRecord): void {
    this.currentRecord = record;
  }

  /**
   * Logs in to see whether the credentials are good; the session is ended where they are not.
   * @throws DmapiError as the login does, `canceled` when given up
   */
  async verify(signal: AbortSignal | undefined): Promise<LoginInfo> {
    try {
      const login = await this.session.login();
      if (signal?.aborted) throw canceledError("login");
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
    return this.logErrors(this.session.end());
  }

  /** Closes the session in this window only, where other windows share it; never rejects. */
  release(): Promise<void> {
    return this.logErrors(this.session.release());
  }

  private async logErrors(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      this.log.warn(`logout failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  private applyLogin(login: LoginInfo): void {
    const { access, accessAsSent, userLogin, environment } = sanitizeLogin(login);
    const previous = this.currentRecord;
    const { endpoint } = previous;
    const isSandbox = isLoopbackEndpoint(endpoint) && environment === "sandbox";
    this.currentRecord = {
      ...this.currentRecord,
      access,
      accessAsSent,
      isSandbox,
      userLogin: userLogin || this.currentRecord.userLogin,
    };
    const isChanged = this.deniedRequests.size > 0 || JSON.stringify(this.currentRecord) !== JSON.stringify(previous);
    this.deniedRequests = new Set();
    if (isChanged) this.listeners.onAccountUpdate(this);
  }

  private recordDenial(request: string): void {
    this.deniedRequests = withDeniedRequest(this.permissions, request).deniedRequests;
    this.listeners.onAccountUpdate(this);
  }
}

/** A login with texts that are safe to show. */
function sanitizeLogin(login: LoginInfo): LoginInfo {
  return { ...login, userLogin: sanitizeLabel(login.userLogin), accessAsSent: sanitizeLabel(login.accessAsSent) };
}
