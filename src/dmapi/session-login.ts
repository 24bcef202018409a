import type { SecretRedactor } from "../redaction/secret-redactor";
import { DmapiError } from "./errors";
import { parseLogin, type Credentials, type LoginInfo } from "./login";
import { buildLoginBody } from "./request-body";
import type { RequestSender } from "./request-sender";
import { getOrOpenSession, type CachedSession, type SessionCache } from "./session-cache";

/** What a login needs of its session. */
export interface LoginContext {
  readonly sender: RequestSender;
  readonly secrets: SecretRedactor;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Aborted when the session ends. */
  readonly lifetime: AbortSignal;
  /** @throws DmapiError when no login may be sent any more */
  readonly requireMaySend: () => void;
  readonly onLogin: (login: LoginInfo) => void;
}

/**
 * How a session gets its id: from a single-flight login or from the cache, how long it is usable, and which ids were
 * refused. Refused credentials are not sent again until `allowRefusedCredentials`.
 */
export class SessionLogin {
  #loginPromise: Promise<LoginInfo> | undefined;
  #currentLogin: LoginInfo | undefined;
  #credentialsError: DmapiError | undefined;
  /** The login request in flight; resolves to its session also after the session has ended. */
  #pendingLogin: Promise<CachedSession> | undefined;
  #loggedOutSid: string | undefined;
  /** The next session is a new one, whatever is in the cache. */
  #mustLogIn = false;
  /** How many sessions were opened here, and their ids. */
  #ownLogins = 0;
  readonly #ownAuthSids = new Set<string>();
  #usableUntil = 0;
  #cache: SessionCache | undefined;
  /** Until when the session is usable according to the cache, epoch ms. */
  #cachedUntil = 0;
  /** The session id that was refused last. */
  #deadAuthSid = "";
  readonly #credentials: Credentials;
  readonly #context: LoginContext;

  constructor(credentials: Credentials, context: LoginContext) {
    this.#credentials = credentials;
    this.#context = context;
  }

  /** The contents of the login reply of a usable session; logs in if necessary. */
  get(): Promise<LoginInfo> {
    if (this.#credentialsError) return Promise.reject(this.#credentialsError);
    if (this.#context.clock() >= this.#usableUntil) this.#loginPromise = this.#currentLogin = undefined;
    this.#loginPromise ??= this.#openSession();
    return this.#loginPromise;
  }

  /** The open session, unless it has expired. */
  get current(): LoginInfo | undefined {
    return this.#context.clock() < this.#usableUntil ? this.#currentLogin : undefined;
  }

  get isShared(): boolean {
    return this.#cache !== undefined;
  }

  /** How many sessions were opened here. */
  get ownLogins(): number {
    return this.#ownLogins;
  }

  /** True for a session that was opened here. */
  isOwn({ authSid }: LoginInfo): boolean {
    return this.#ownAuthSids.has(authSid);
  }

  async shareThrough(cache: SessionCache): Promise<void> {
    this.#cache = cache;
    if (this.#currentLogin) await cache.set({ login: this.#currentLogin, usableUntil: this.#usableUntil });
  }

  allowRefusedCredentials(): void {
    this.#credentialsError = undefined;
  }

  /** Forgets the session. @returns the login in flight, undefined when it fails */
  stop(): Promise<CachedSession | undefined> | undefined {
    this.#loginPromise = undefined;
    this.#currentLogin = undefined;
    return this.#pendingLogin?.catch(() => undefined);
  }

  loadCached(): Promise<CachedSession | undefined> | undefined {
    return this.#cache?.get();
  }

  /** Deletes a session that is being logged out from the cache; a late write of it is deleted, too. */
  deleteCached({ authSid }: LoginInfo): Promise<void> | undefined {
    this.#loggedOutSid = authSid;
    return this.#cache?.delete(authSid);
  }

  /** Extends the session after a request. The cache is updated now and then, not at each request. */
  keepAlive(login: LoginInfo): void {
    const timeoutMs = login.sessionTimeout * 1000;
    this.#usableUntil = this.#context.clock() + timeoutMs;
    if (!this.#cache || this.#context.lifetime.aborted || this.#usableUntil - this.#cachedUntil < timeoutMs / 4) return;
    this.#cachedUntil = this.#usableUntil;
    void this.#cache.touch({ login, usableUntil: this.#usableUntil }).then(() => this.#deleteIfLoggedOut(login));
  }

  /**
   * Discards the session of `login`, unless another request has already opened a new one.
   * @param mustLogIn the next session is a new one, whatever is in the cache
   */
  discard(login: LoginInfo, { mustLogIn }: { mustLogIn: boolean }): void {
    this.#deadAuthSid = login.authSid;
    this.#mustLogIn ||= mustLogIn;
    if (this.#currentLogin !== login) return;
    this.#currentLogin = undefined;
    this.#loginPromise = undefined;
  }

  async #openSession(): Promise<LoginInfo> {
    this.#usableUntil = Infinity;
    try {
      const isUsable = ({ login, usableUntil }: CachedSession) =>
        !this.#mustLogIn && login.authSid !== this.#deadAuthSid && this.#context.clock() < usableUntil;
      const session = await (this.#cache
        ? getOrOpenSession(this.#cache, isUsable, () => this.#logIn())
        : this.#logIn());
      this.#context.requireMaySend();
      this.#context.secrets.add(session.login.authSid); // may be from another window
      this.#currentLogin = session.login;
      this.#usableUntil = this.#cachedUntil = session.usableUntil;
      this.#context.onLogin(session.login);
      return session.login;
    } catch (error) {
      this.#usableUntil = 0;
      if (error instanceof DmapiError && error.reason === "authentication") this.#credentialsError = error;
      throw error;
    }
  }

  /** Opens a session and stores it in the cache, unless this session ended meanwhile: `end` then logs it out. */
  async #logIn(): Promise<CachedSession> {
    this.#context.requireMaySend();
    this.#pendingLogin = this.#requestLogin();
    const session = await this.#pendingLogin.finally(() => (this.#pendingLogin = undefined));
    this.#context.requireMaySend();
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
    this.#context.lifetime.addEventListener("abort", abortIfUnsent);
    try {
      const reply = await this.#context.sender.send("login", buildLoginBody(this.#credentials), {
        signal: unsent.signal,
        retrySignal: this.#context.lifetime,
        beforeSend: () => {
          this.#context.requireMaySend();
          this.#context.lifetime.removeEventListener("abort", abortIfUnsent);
        },
      });
      const login = parseLogin(reply);
      return { login, usableUntil: this.#context.clock() + login.sessionTimeout * 1000 };
    } finally {
      this.#context.lifetime.removeEventListener("abort", abortIfUnsent);
    }
  }

  /** A write to the cache may overlap with the logout. */
  async #deleteIfLoggedOut({ authSid }: LoginInfo): Promise<void> {
    if (this.#loggedOutSid === authSid) await this.#cache?.delete(authSid);
  }
}
