import { setMaxListeners } from "node:events";
import { SecretRedactor } from "../redaction/secret-redactor";
import { DmapiError } from "./errors";
import type { Credentials, LoginInfo } from "./login";
import { canceledError, readOnlyModeCode, readOnlyModeError, sessionEndedError } from "./request-errors";
import type { RequestParams } from "./parameters";
import type { Reply } from "./reply";
import { buildBody } from "./request-body";
import { RequestSender } from "./request-sender";
import { sleep, type Sleep } from "./retry";
import type { CachedSession, SessionCache } from "./session-cache";
import { SessionLogin } from "./session-login";
import { mayBeDeadSession } from "./status-codes";
import type { Transport } from "./transport";
import { unlessAborted } from "./unless-aborted";

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** True for a request that changes something: a lost reply is then an unknown outcome and nothing is sent again. */
  readonly isModifying?: boolean;
  /** True for a request whose reply is a file without a block. */
  readonly isFile?: boolean;
}

/** Sends one request in a session and returns its successful reply. */
export type Call = (request: string, params?: RequestParams, options?: CallOptions) => Promise<Reply>;

/** A line for the log: which request, how it ended, how long it took. Never a parameter. */
export type Trace = (line: string) => void;

export interface SessionOptions {
  readonly trace?: Trace;
  /** Epoch ms. */
  readonly clock?: () => number;
  readonly sleep?: Sleep;
  /** Gets the key or password and the session ids added; they are redacted from errors, the trace and reply headers. */
  readonly secrets?: SecretRedactor;
  /** Auth-ids seen in replies; they are redacted from errors. */
  readonly authIds?: SecretRedactor;
  /** Called when the `Account-Balance` header differs from that of the previous reply. */
  readonly onBalanceChange?: () => void;
  /** While this returns true, no modifying request is sent; called directly before the bytes of each one are sent. */
  readonly isReadOnly?: () => boolean;
  /** Called with each login reply. */
  readonly onLogin?: (login: LoginInfo) => void;
  /** Called when a modifying request was refused for missing rights (2202). */
  readonly onPermissionDenied?: (request: string) => void;
  /** How long `end` waits for a pending login, and for the logout. */
  readonly logoutTimeoutMs?: number;
}

/** In the session at hand, in that of another window, and in a new one. */
const maxSessionAttempts = 3;

interface RemainingLogins {
  readonly open?: LoginInfo | undefined;
  /** The login in flight; undefined when it fails. */
  readonly pending?: Promise<CachedSession | undefined> | undefined;
}

function getDenialKey({ authSid }: LoginInfo, request: string): string {
  return `${authSid} ${request}`;
}

/**
 * One DMAPI session, opened by the first request. Logins are single-flight; a request refused as unauthenticated
 * logs in again. Refused credentials are not sent again until `allowLogin`. Reading requests are retried after
 * transient failures; modifying ones never.
 */
export class Session {
  /** Aborted when the session ends: what is in flight ends with it, except what has to be known. */
  readonly #lifetime = new AbortController();
  /** What is left to log out after the session was stopped. */
  #remaining: RemainingLogins = {};
  /** The requests that were refused for missing rights in a session opened for that. */
  readonly #permissionDenials = new Set<string>();

  readonly #login: SessionLogin;
  readonly #transport: Transport;
  readonly #sender: RequestSender;
  readonly #isReadOnly: () => boolean;
  readonly #onPermissionDenied: (request: string) => void;
  readonly #logoutTimeoutMs: number;

  constructor(transport: Transport, credentials: Credentials, options: SessionOptions = {}) {
    this.#transport = transport;
    setMaxListeners(0, this.#lifetime.signal);
    const secrets = options.secrets ?? new SecretRedactor();
    secrets.add(credentials.kind === "api-key" ? credentials.apiKey : credentials.password);
    const trace = options.trace ?? (() => undefined);
    const clock = options.clock ?? Date.now;
    this.#sender = new RequestSender(transport, {
      trace: (line) => trace(secrets.redact(line)),
      clock,
      sleep: options.sleep ?? sleep,
      secrets,
      authIds: options.authIds ?? new SecretRedactor(),
      onBalanceChange: options.onBalanceChange ?? (() => undefined),
    });
    this.#isReadOnly = options.isReadOnly ?? (() => false);
    this.#login = new SessionLogin(credentials, {
      sender: this.#sender,
      secrets,
      clock,
      lifetime: this.#lifetime.signal,
      requireMaySend: () => this.#requireMaySend("login"),
      onLogin: options.onLogin ?? (() => undefined),
    });
    this.#onPermissionDenied = options.onPermissionDenied ?? (() => undefined);
    this.#logoutTimeoutMs = options.logoutTimeoutMs ?? 5000;
  }

  /** Logs in unless a session is open, and returns the contents of the login reply. */
  async login(): Promise<LoginInfo> {
    this.#requireMaySend("login");
    return this.#unlessEnded("login", this.#login.get());
  }

  /** Shares the session through this cache; an open session is stored there. */
  shareThrough(cache: SessionCache): Promise<void> {
    return this.#login.shareThrough(cache);
  }

  /** Allows refused credentials to be tried again, at the user's request. */
  allowLogin(): void {
    this.#login.allowRefusedCredentials();
  }

  /** Sends one request; the session id is added here and nowhere else. */
  readonly call: Call = async (request, params = {}, options = {}) => {
    this.#requireMaySend(request, options);
    try {
      return await this.#callWithRelogin(request, params, options);
    } catch (error) {
      const isPermissionDenied =
        error instanceof DmapiError && error.reason === "permission" && error.code !== readOnlyModeCode;
      if (isPermissionDenied && options.isModifying === true) this.#onPermissionDenied(request);
      throw error;
    }
  };

  /**
   * Logs out if a session is open, here or in the cache, and closes the connections. Nothing else is sent from now on; a
   * login whose reply is still to come is logged out when it comes. What is not answered within the timeout is aborted.
   */
  async end(): Promise<void> {
    const { open, pending } = this.#takeRemaining();
    try {
      const late = await this.#withinTimeout(pending);
      const login = late?.login ?? open ?? (await this.#withinTimeout(this.#login.loadCached()))?.login;
      if (login) await this.#logOut(login);
    } finally {
      await this.#transport.close();
    }
  }

  /** Closes the connections; a shared session stays open for the other windows, any other is ended. */
  async release(): Promise<void> {
    if (!this.#login.isShared) return this.end();
    const { pending } = this.#takeRemaining();
    try {
      const late = await this.#withinTimeout(pending);
      if (late) await this.#logOut(late.login);
    } finally {
      await this.#transport.close();
    }
  }

  /** Aborts what is in flight, and sends nothing from now on but the logout, which is up to `end` or `release`. */
  stop(): void {
    if (this.#isEnded) return;
    const open = this.#login.current;
    this.#lifetime.abort();
    this.#remaining = { open, pending: this.#login.stop() };
  }

  #takeRemaining(): RemainingLogins {
    this.stop();
    const remaining = this.#remaining;
    this.#remaining = {};
    return remaining;
  }

  async #logOut(login: LoginInfo): Promise<void> {
    await this.#withinTimeout(this.#login.deleteCached(login)).catch(() => undefined);
    try {
      const form = buildBody({ "auth-sid": login.authSid });
      await this.#sender.send("logout", form, {
        isModifying: true,
        signal: AbortSignal.timeout(this.#logoutTimeoutMs),
      });
    } catch (error) {
      // The session had already ended.
      if (!(error instanceof DmapiError) || error.reason !== "authentication") throw error;
    }
  }

  #withinTimeout<T>(work: Promise<T> | undefined): Promise<T | undefined> {
    if (!work) return Promise.resolve(undefined);
    const signal = AbortSignal.timeout(this.#logoutTimeoutMs);
    return unlessAborted(work, signal, () => canceledError("logout", { isUnsent: true }));
  }

  async #unlessEnded<T>(request: string, work: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await unlessAborted(work, this.#combine(signal), () => canceledError(request, { isUnsent: true }));
    } catch (error) {
      if (this.#isEnded && error instanceof DmapiError && error.reason === "canceled") throw sessionEndedError(request);
      throw error;
    }
  }

  #combine(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#lifetime.signal]) : this.#lifetime.signal;
  }

  get #isEnded(): boolean {
    return this.#lifetime.signal.aborted;
  }

  /**
   * A request whose session has expired is sent again in another one: in that of another window, if there is one, and
   * then in one of its own. Only a session opened here meanwhile that is refused as well is a final answer. Joker.com
   * answers for a dead session with 2200 or 2202, so missing rights are concluded in the same way.
   */
  async #callWithRelogin(request: string, params: RequestParams, options: CallOptions): Promise<Reply> {
    let loginsBefore: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const login = await this.#unlessEnded(request, this.login(), options.signal);
      loginsBefore ??= this.#login.ownLogins;
      try {
        return await this.#send(request, params, options, login);
      } catch (error) {
        if (!(error instanceof DmapiError) || !this.#mayNeedNewSession(error, login)) throw error;
        const isFinal = this.#login.isOwn(login) && this.#login.ownLogins > loginsBefore;
        if (isFinal || attempt === maxSessionAttempts) {
          if (error.reason === "permission") this.#permissionDenials.add(getDenialKey(login, request));
          throw error;
        }
        this.#login.discard(login, { mustLogIn: attempt > 1 || error.reason === "permission" });
      }
    }
  }

  #mayNeedNewSession(error: DmapiError, login: LoginInfo): boolean {
    if (error.reason === "authentication") return true;
    return mayBeDeadSession(error.statusCode) && !this.#permissionDenials.has(getDenialKey(login, error.request));
  }

  async #send(request: string, params: RequestParams, options: CallOptions, login: LoginInfo): Promise<Reply> {
    const form = buildBody(params);
    form.set("auth-sid", login.authSid);
    const beforeSend = () => this.#requireMaySend(request, options);
    // A modifying request that was sent is not aborted: that would only make its outcome unknown.
    const signal = options.isModifying === true ? options.signal : this.#combine(options.signal);
    const reply = await this.#sender.send(request, form, { ...options, signal, beforeSend });
    this.#login.keepAlive(login);
    return reply;
  }

  /**
   * What may have changed since a request was made: a login or a connection may take seconds.
   * @throws DmapiError
   */
  #requireMaySend(request: string, options: CallOptions = {}): void {
    if (this.#isEnded) throw sessionEndedError(request);
    if (options.signal?.aborted) throw canceledError(request, { isUnsent: true });
    if (options.isModifying === true && this.#isReadOnly()) throw readOnlyModeError(request);
  }
}
