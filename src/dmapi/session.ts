import { SecretRedactor } from "../redaction/secret-redactor";
import { DmapiError, invalidParameterError } from "./errors";
import { parseLogin, type LoginInfo } from "./login";
import { readOnlyModeCode, readOnlyModeError, sessionEndedError } from "./request-errors";
import type { RequestParams } from "./parameters";
import type { Reply } from "./reply";
import { RequestSender } from "./request-sender";
import { sleep, type Sleep } from "./retry";
import { getOrOpenSession, type CachedSession, type SessionCache } from "./session-cache";
import type { Transport } from "./transport";

/** What a user signs in with (DMAPI docs, login). */
export type Credentials =
  | { readonly kind: "api-key"; readonly apiKey: string }
  | { readonly kind: "password"; readonly username: string; readonly password: string };

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

/**
 * One DMAPI session, opened by the first request. Logins are single-flight; a request refused as unauthenticated
 * logs in again once. Refused credentials are not sent again until `allowLogin`. Reading requests are retried after
 * transient failures; modifying ones never.
 */
export class Session {
  #loginPromise: Promise<LoginInfo> | undefined;
  #currentLogin: LoginInfo | undefined;
  #credentialsError: DmapiError | undefined;
  #isEnded = false;
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
    if (this.#isEnded) throw new DmapiError("cancelled", "the session was ended", { request: "login" });
    if (this.#credentialsError) throw this.#credentialsError;
    if (this.#clock() >= this.#usableUntil) this.#loginPromise = this.#currentLogin = undefined;
    this.#loginPromise ??= this.#openSession();
    return this.#loginPromise;
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
   * Logs out if a session is open, here or in the cache, and closes the connections; requests not answered within the
   * timeout are aborted.
   */
  async end(): Promise<void> {
    const loginPromise = this.#clock() < this.#usableUntil ? this.#loginPromise : undefined;
    this.#isEnded = true;
    this.#loginPromise = undefined;
    try {
      const pendingLogin =
        loginPromise && (await unlessAborted("logout", loginPromise, AbortSignal.timeout(this.#logoutTimeoutMs)));
      const login = pendingLogin ?? (await this.#cache?.get())?.login;
      if (!login) return;
      await this.#cache?.delete(login.authSid);
      await this.#send("logout", {}, { isModifying: true, signal: AbortSignal.timeout(this.#logoutTimeoutMs) }, login);
    } catch (error) {
      // The session had already ended.
      if (!(error instanceof DmapiError) || error.reason !== "authentication") throw error;
    } finally {
      await this.transport.close();
    }
  }

  /** Closes the connections; a shared session stays open for the other windows, any other is ended. */
  async release(): Promise<void> {
    if (!this.#cache) return this.end();
    this.#isEnded = true;
    this.#loginPromise = undefined;
    await this.transport.close();
  }

  /** A request whose session has expired is sent again in a new one. */
  async #callWithRelogin(request: string, params: RequestParams, options: CallOptions): Promise<Reply> {
    const loginPromise = this.login();
    try {
      return await this.#send(request, params, options, await unlessAborted(request, loginPromise, options.signal));
    } catch (error) {
      if (!(error instanceof DmapiError) || error.reason !== "authentication" || error.request === "login") throw error;
      this.#discardLogin(await loginPromise);
      return await this.#send(request, params, options, await unlessAborted(request, this.login(), options.signal));
    }
  }

  async #openSession(): Promise<LoginInfo> {
    this.#usableUntil = Infinity;
    try {
      const isUsable = ({ login, usableUntil }: CachedSession) =>
        login.authSid !== this.#deadAuthSid && this.#clock() < usableUntil;
      const session = await (this.#cache
        ? getOrOpenSession(this.#cache, isUsable, () => this.#requestLogin())
        : this.#requestLogin());
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

  async #requestLogin(): Promise<CachedSession> {
    const login = parseLogin(
      await this.#sender.send("login", buildLoginForm(this.credentials), {
        beforeSend: () => this.#requireMaySend("login"),
      }),
    );
    return { login, usableUntil: this.#clock() + login.sessionTimeout * 1000 };
  }

  /** The cache is updated now and then, not at each request. */
  #keepAlive(login: LoginInfo): void {
    const timeoutMs = login.sessionTimeout * 1000;
    this.#usableUntil = this.#clock() + timeoutMs;
    if (!this.#cache || this.#isEnded || this.#usableUntil - this.#cachedUntil < timeoutMs / 4) return;
    this.#cachedUntil = this.#usableUntil;
    void this.#cache.touch({ login, usableUntil: this.#usableUntil });
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
    const beforeSend = request === "logout" ? undefined : () => this.#requireMaySend(request, options);
    const reply = await this.#sender.send(request, form, { ...options, beforeSend });
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

/** Rejects when aborted, without aborting the promise itself: other requests may wait for the same login. */
async function unlessAborted<T>(request: string, promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const cancel = () => reject(new DmapiError("cancelled", "cancelled", { request, isUnsent: true }));
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { signal: settled.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    settled.abort();
  }
}

/** @throws DmapiError `invalid` for an empty key, user name or password */
function buildLoginForm(credentials: Credentials): URLSearchParams {
  for (const [name, value] of Object.entries(credentials)) {
    if (value === "") throw invalidParameterError("login", name === "apiKey" ? "api-key" : name, "is empty");
  }
  return credentials.kind === "api-key"
    ? new URLSearchParams({ "api-key": credentials.apiKey })
    : new URLSearchParams({ username: credentials.username, password: credentials.password });
}

function buildForm(params: RequestParams): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== false) form.set(name, value === true ? "1" : String(value));
  }
  return form;
}
