import { isLoopbackEndpoint } from "../dmapi/endpoint";
import { DmapiError } from "../dmapi/errors";
import type { Login } from "../dmapi/login";
import { Session, type Credentials } from "../dmapi/session";
import { httpTransport } from "../dmapi/transport";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import { networkSettings } from "../workbench/network";
import type { Account, AccountRecord } from "./model";
import { asName } from "./naming";
import { withDenied, type Rights } from "./rights";

/** Who hears of what the replies to an account's requests tell. */
export interface Listeners {
  /** A login told something about the account, or a refusal did. */
  updated(account: LiveAccount): void;
  balanceChanged(account: LiveAccount): void;
}

/** An account in use: its one session in this window, and what is known of it now. */
export class LiveAccount implements Account {
  readonly session: Session;
  /** Of the stored credentials it was made with; undefined for an account of this window alone. */
  revision: string | undefined;
  #record: AccountRecord;
  #denied: ReadonlySet<string> = new Set();

  constructor(
    record: AccountRecord,
    credentials: Credentials,
    private readonly log: Log,
    private readonly listeners: Listeners,
    clock: Clock,
  ) {
    this.#record = record;
    const trace = (line: string) => log.info(line);
    this.session = new Session(httpTransport(record.endpoint, { settings: networkSettings, trace }), credentials, {
      trace,
      secrets: log.secrets,
      clock,
      authIds: log.authIds,
      balanceChanged: () => listeners.balanceChanged(this),
      readOnly: () => this.readOnlyMode,
      loggedIn: (login) => this.#learn(login),
      denied: (request) => this.#deny(request),
    });
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

  get rights(): Rights {
    const { access, accessAsSent, readOnlyMode } = this.#record;
    return { access, accessAsSent, readOnlyMode, denied: this.#denied };
  }

  /** Takes over what was decided about the account: its name, its place among the others, the user's switch. */
  become(record: AccountRecord): void {
    this.#record = record;
  }

  /**
   * Logs in to see whether the credentials are good; the session is ended where they are not.
   * @throws DmapiError as the login does, `cancelled` when given up
   */
  async verify(signal: AbortSignal | undefined): Promise<Login> {
    try {
      const login = await this.session.login();
      if (signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request: "login" });
      return named(login);
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  /** Logs out where a session is open; never rejects. */
  end(): Promise<void> {
    return this.#quietly(this.session.end());
  }

  /** Leaves the session to the other windows where they share it; never rejects. */
  leave(): Promise<void> {
    return this.#quietly(this.session.leave());
  }

  async #quietly(ending: Promise<void>): Promise<void> {
    await ending.catch((error: unknown) => {
      this.log.warn(`logout failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  #learn(login: Login): void {
    const { access, accessAsSent, userLogin, environment } = named(login);
    const before = this.#record;
    const { endpoint } = before;
    const isSandbox = isLoopbackEndpoint(endpoint) && environment === "sandbox";
    this.#record = { ...this.#record, access, accessAsSent, isSandbox, userLogin: userLogin || this.#record.userLogin };
    const isNews = this.#denied.size > 0 || JSON.stringify(this.#record) !== JSON.stringify(before);
    this.#denied = new Set();
    if (isNews) this.listeners.updated(this);
  }

  #deny(request: string): void {
    this.#denied = withDenied(this.rights, request).denied;
    this.listeners.updated(this);
  }
}

/** A login whose texts can be shown anywhere. */
function named(login: Login): Login {
  return { ...login, userLogin: asName(login.userLogin), accessAsSent: asName(login.accessAsSent) };
}
