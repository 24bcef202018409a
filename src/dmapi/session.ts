import { setMaxListeners } from "node:events";
import { SecretRedactor } from "../redaction/secret-redactor";
import { DmapiError } from "./errors";
import { parseLogin, type Credentials, type LoginInfo } from "./login";
import { readOnlyModeCode, readOnlyModeError, sessionEndedError } from "./request-errors";
import type { RequestParams } from "./parameters";
import type { Reply } from "./reply";
import { buildForm, buildLoginForm } from "./request-forms";
import { RequestSender } from "./request-sender";
import { sleep, type Sleep } from "./retry";
import { getOrOpenSession, type CachedSession, type SessionCache } from "./session-cache";
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
  #loginPromise: Promise<LoginInfo> | undefined;
  #currentLogin: LoginInfo | undefined;
  #credentialsError: DmapiError | undefined;
  /** Aborted when the session ends: what is in flight ends with it, except what has to be known. */
  readonly #lifetime = new AbortController();
  /** The login request in flight; resolves to its session also after the session has ended. */
  #pendingLogin: Promise<CachedSession> | undefined;
  /** What is left to log out after the session was stopped. */
  #remaining: RemainingLogins = {};
  #loggedOutSid: string | undefined;
  /** The next session is a new one, whatever is in the cache. */
  #mustLogIn = false;
  /** How many sessions were opened here, and their ids. */
  #ownLogins = 0;
  readonly #ownAuthSids = new Set<string>();
  /** The requests that were refused for missing rights in a session opened for that. */
  readonly #permissionDenials = new Set<string>();
  #usableUntil = 0;
  #cache: SessionCache | undefined;
  /** Until when the session is usable according to the cache, epoch ms. */
  #cachedUntil = 0;
  /** The session id that was refused last. */
  #deadAuthSid = "";

  readonly #sender: RequestSender;
  readonly #secrets: SecretRedactor;
  readonly #clock: () => number;
  readonly #isReadOnly: () => boolean;
  readonly #onLogin: (login: LoginInfo) => void;
  readonly #onPermissionDenied: (request: string) => void;
  readonly #logoutTimeoutMs: number;

  constructor(
    private readonly transport: Transport,
    private readonly credentials: Credentials,
    options: SessionOptions = {},
  ) {
    setMaxListeners(0, this.#lifetime.signal);
    this.#secrets = options.secrets ?? new SecretRedactor();
    this.#secrets.add(credentials.kind === "api-key" ? credentials.apiKey : credentials.password);
    const trace = options.trace ?? (() => undefined);
    this.#clock = options.clock ?? Date.now;
    this.#sender = new RequestSender(transport, {
      trace: (line) => trace(this.#secrets.redact(line)),
      clock: this.#clock,
      sleep: options.sleep ?? sleep,
      secrets: this.#secrets,
      authIds: options.authIds ?? new SecretRedactor(),
      onBalanceChange: options.onBalanceChange ?? (() => undefined),
    });
    this.#isReadOnly = options.isReadOnly ?? (() => false);
    this.#onLogin = options.onLogin ?? (() => undefined);
    this.#onPermissionDenied = options.onPermissionDenied ?? (() => undefined);
    this.#logoutTimeoutMs = options.logoutTimeoutMs ?? 5000;
  }

  /** Logs in unless a session is open, and returns the contents of the login reply. */
  async login(): Promise<LoginInfo> {
    this.#requireMaySend("login");
    if (this.#credentialsError) throw this.#credentialsError;
    if (this.#clock() >= this.#usableUntil) this.#loginPromise = this.#currentLogin = undefined;
    this.#loginPromise ??= this.#openSession();
    return this.#unlessEnded("login", this.#loginPromise);
  }

  /** Shares the session through this cache; an open session is stored there. */
  async shareThrough(cache: SessionCache): Promise<void> {
    this.#cache = cache;
    if (this.#currentLogin) await cache.set({ login: this.#currentLogin, usableUntil: this.#usableUntil });
  }

  /** Allows refused credentials to be tried again, at the user's request. */
  allowLogin(): void {
    this.#credentialsError = undefined;
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
      const login = late?.login ?? open ?? (await this.#withinTimeout(this.#cache?.get()))?.login;
      if (login) await this.#logOut(login);
    } finally {
      await this.transport.close();
    }
  }

  /** Closes the connections; a shared session stays open for the other windows, any other is ended. */
  async release(): Promise<void> {
    if (!this.#cache) return this.end();
    const { pending } = this.#takeRemaining();
    try {
      const late = await this.#withinTimeout(pending);
      if (late) await this.#logOut(late.login);
    } finally {
      await this.transport.close();
    }
  }

  /** Aborts what is in flight, and sends nothing from now on but the logout, which is up to `end` or `release`. */
  stop(): void {
    if (this.#isEnded) return;
    const open = this.#clock() < this.#usableUntil ? this.#currentLogin : undefined;
    this.#remaining = { open, pending: this.#pendingLogin?.catch(() => undefined) };
    this.#lifetime.abort();
    this.#loginPromise = undefined;
    this.#currentLogin = undefined;
  }

  #takeRemaining(): RemainingLogins {
    this.stop();
    const remaining = this.#remaining;
    this.#remaining = {};
    return remaining;
  }

  async #logOut(login: LoginInfo): Promise<void> {
    this.#loggedOutSid = login.authSid;
    await this.#withinTimeout(this.#cache?.delete(login.authSid)).catch(() => undefined);
    try {
      const form = buildForm({ "auth-sid": login.authSid });
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
    return unlessAborted("logout", work, AbortSignal.timeout(this.#logoutTimeoutMs));
  }

  async #unlessEnded<T>(request: string, work: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await unlessAborted(request, work, this.#combine(signal));
    } catch (error) {
      if (this.#isEnded && error instanceof DmapiError && error.reason === "cancelled")
        throw sessionEndedError(request);
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
      loginsBefore ??= this.#ownLogins;
      try {
        return await this.#send(request, params, options, login);
      } catch (error) {
        if (!(error instanceof DmapiError) || !this.#mayNeedNewSession(error, login)) throw error;
        const isFinal = this.#ownAuthSids.has(login.authSid) && this.#ownLogins > loginsBefore;
        if (isFinal || attempt === maxSessionAttempts) {
          if (error.reason === "permission") this.#permissionDenials.add(getDenialKey(login, request));
          throw error;
        }
        this.#discardLogin(login);
        this.#mustLogIn ||= attempt > 1 || error.reason === "permission";
      }
    }
  }

  #mayNeedNewSession(error: DmapiError, login: LoginInfo): boolean {
    if (error.reason === "authentication") return true;
    const isAnswered = error.statusCode === 2201 || error.statusCode === 2202;
    return isAnswered && !this.#permissionDenials.has(getDenialKey(login, error.request));
  }

  async #openSession(): Promise<LoginInfo> {
    this.#usableUntil = Infinity;
    try {
      const isUsable = ({ login, usableUntil }: CachedSession) =>
        !this.#mustLogIn && login.authSid !== this.#deadAuthSid && this.#clock() < usableUntil;
      const session = await (this.#cache
        ? getOrOpenSession(this.#cache, isUsable, () => this.#logIn())
        : this.#logIn());
      this.#requireMaySend("login");
      this.#secrets.add(session.login.authSid); // may be from another window
      this.#currentLogin = session.login;
      this.#usableUntil = this.#cachedUntil = session.usableUntil;
      this.#onLogin(session.login);
      return session.login;
    } catch (error) {
      this.#usableUntil = 0;
      if (error instanceof DmapiError && error.reason === "authentication") this.#credentialsError = error;
      throw error;
    }
  }

  /** Opens a session and stores it in the cache, unless this session ended meanwhile: `end` then logs it out. */
  async #logIn(): Promise<CachedSession> {
    this.#requireMaySend("login");
    this.#pendingLogin = this.#requestLogin();
    const session = await this.#pendingLogin.finally(() => (this.#pendingLogin = undefined));
    this.#requireMaySend("login");
    this.#mustLogIn = false;
    this.#ownLogins += 1;
    this.#ownAuthSids.add(session.login.authSid);
    this.#currentLogin = session.login;
    this.#usableUntil = session.usableUntil;
    await this.#cache?.set(session);
    await this.#deleteIfLoggedOut(session.login);
    return session;
  }

  async #requestLogin(): Promise<CachedSession> {
    const unsent = new AbortController();
    const abortIfUnsent = () => unsent.abort();
    this.#lifetime.signal.addEventListener("abort", abortIfUnsent);
    try {
      const reply = await this.#sender.send("login", buildLoginForm(this.credentials), {
        signal: unsent.signal,
        retrySignal: this.#lifetime.signal,
        beforeSend: () => {
          this.#requireMaySend("login");
          this.#lifetime.signal.removeEventListener("abort", abortIfUnsent);
        },
      });
      const login = parseLogin(reply);
      return { login, usableUntil: this.#clock() + login.sessionTimeout * 1000 };
    } finally {
      this.#lifetime.signal.removeEventListener("abort", abortIfUnsent);
    }
  }

  /** The cache is updated now and then, not at each request. */
  #keepAlive(login: LoginInfo): void {
    const timeoutMs = login.sessionTimeout * 1000;
    this.#usableUntil = this.#clock() + timeoutMs;
    if (!this.#cache || this.#isEnded || this.#usableUntil - this.#cachedUntil < timeoutMs / 4) return;
    this.#cachedUntil = this.#usableUntil;
    void this.#cache.touch({ login, usableUntil: this.#usableUntil }).then(() => this.#deleteIfLoggedOut(login));
  }

  /** A write to the cache may overlap with the logout. */
  async #deleteIfLoggedOut({ authSid }: LoginInfo): Promise<void> {
    if (this.#loggedOutSid === authSid) await this.#cache?.delete(authSid);
  }

  /** Discards the session of `login`, unless another request has already opened a new one. */
  #discardLogin(login: LoginInfo): void {
    this.#deadAuthSid = login.authSid;
    if (this.#currentLogin !== login) return;
    this.#currentLogin = undefined;
    this.#loginPromise = undefined;
  }

  async #send(request: string, params: RequestParams, options: CallOptions, login: LoginInfo): Promise<Reply> {
    const form = buildForm(params);
    form.set("auth-sid", login.authSid);
    const beforeSend = () => this.#requireMaySend(request, options);
    // A modifying request that was sent is not aborted: that would only make its outcome unknown.
    const signal = options.isModifying === true ? options.signal : this.#combine(options.signal);
    const reply = await this.#sender.send(request, form, { ...options, signal, beforeSend });
    this.#keepAlive(login);
    return reply;
  }

  /**
   * What may have changed since a request was made: a login or a connection may take seconds.
   * @throws DmapiError
   */
  #requireMaySend(request: string, options: CallOptions = {}): void {
    if (this.#isEnded) throw sessionEndedError(request);
    if (options.signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request, isUnsent: true });
    if (options.isModifying === true && this.#isReadOnly()) throw readOnlyModeError(request);
  }
}
