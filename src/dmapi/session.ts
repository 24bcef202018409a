import { Secrets } from "../secrecy/secrets";
import { DmapiError, invalid } from "./errors";
import { readLogin, type Login } from "./login";
import { ended, heldBack, outcomeOf } from "./outcome";
import type { Params } from "./parameters";
import { readFileReply, readReply, ReplyHeaders, type Reply } from "./reply";
import { pauseBefore, sleep, type Sleep } from "./retry";
import { takeOrOpen, type LiveSession, type Shelf } from "./shelf";
import type { HttpReply, Transport } from "./transport";

/** What a user signs in with (seed "Account and Handling", login). */
export type Credentials =
  | { readonly kind: "api-key"; readonly apiKey: string }
  | { readonly kind: "password"; readonly username: string; readonly password: string };

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** True for a request that changes something: a lost reply is then an unknown outcome and nothing is sent again. */
  readonly modifies?: boolean;
  /** True for a request whose reply is a file without a block. */
  readonly file?: boolean;
}

/** Sends one request in a session and gives its successful reply. */
export type Call = (request: string, params?: Params, options?: CallOptions) => Promise<Reply>;

/** A line for the log: which request, how it ended, how long it took. Never a parameter. */
export type Trace = (line: string) => void;

export interface SessionOptions {
  readonly trace?: Trace;
  /** Epoch ms. */
  readonly clock?: () => number;
  readonly sleep?: Sleep;
  /** Learns the key or password and the session ids; nothing of them gets into an error, the trace or a reply's headers. */
  readonly secrets?: Secrets;
  /** Auth-ids that replies have told: they are for those who ask for them, and errors do not tell them. */
  readonly authIds?: Secrets;
  /** Called when the `Account-Balance` of a reply is another than that of the one before. */
  readonly balanceChanged?: () => void;
  /** While it gives true, no modifying request is sent. */
  readonly readOnly?: () => boolean;
  /** Called with each login reply. */
  readonly loggedIn?: (login: Login) => void;
  /** Called when a modifying request was refused for want of rights (2202). */
  readonly denied?: (request: string) => void;
  /** How long the end of the session waits for a login that is under way, and for the logout, ms. */
  readonly lastPatience?: number;
}

/**
 * One DMAPI session, opened by the first request. At most one login is under way; a request refused for want of
 * authorization logs in again once. Credentials that were refused are not sent again until `allowLogin`. Reading
 * requests are repeated when a failure is likely to pass; modifying ones never.
 */
export class Session {
  #login: Promise<Login> | undefined;
  #live: Login | undefined;
  #refusal: DmapiError | undefined;
  #ended = false;
  #usableUntil = 0;
  #shelf: Shelf | undefined;
  /** Until when others believe that the session can be used. */
  #shelvedUntil = 0;
  /** The session id that was refused last. */
  #dead = "";

  #balance: string | undefined;
  readonly #secrets: Secrets;
  readonly #authIds: Secrets;
  readonly #trace: Trace;
  readonly #clock: () => number;
  readonly #sleep: Sleep;
  readonly #balanceChanged: () => void;
  readonly #readOnly: () => boolean;
  readonly #loggedIn: (login: Login) => void;
  readonly #denied: (request: string) => void;
  readonly #lastPatience: number;

  constructor(
    private readonly transport: Transport,
    private readonly credentials: Credentials,
    options: SessionOptions = {},
  ) {
    this.#secrets = options.secrets ?? new Secrets();
    this.#authIds = options.authIds ?? new Secrets();
    this.#secrets.add(credentials.kind === "api-key" ? credentials.apiKey : credentials.password);
    const trace = options.trace ?? (() => undefined);
    this.#trace = (line) => trace(this.#withoutSecrets(line));
    this.#clock = options.clock ?? Date.now;
    this.#sleep = options.sleep ?? sleep;
    this.#balanceChanged = options.balanceChanged ?? (() => undefined);
    this.#readOnly = options.readOnly ?? (() => false);
    this.#loggedIn = options.loggedIn ?? (() => undefined);
    this.#denied = options.denied ?? (() => undefined);
    this.#lastPatience = options.lastPatience ?? 5000;
  }

  /** Logs in unless a live session is there, and gives what the login reply said. */
  async login(): Promise<Login> {
    if (this.#ended) throw new DmapiError("cancelled", "the session was ended", { request: "login" });
    if (this.#refusal) throw this.#refusal;
    if (this.#clock() >= this.#usableUntil) this.#login = this.#live = undefined;
    this.#login ??= this.#open();
    return this.#login;
  }

  /** Uses one session with all who share this shelf; one that is open is put there. */
  async share(shelf: Shelf): Promise<void> {
    this.#shelf = shelf;
    if (this.#live) await shelf.put({ login: this.#live, usableUntil: this.#usableUntil });
  }

  /** Lets refused credentials be tried once more, because the user asked for it. */
  allowLogin(): void {
    this.#refusal = undefined;
  }

  /** Sends one request; the session id is added here and known nowhere else. */
  readonly call: Call = async (request, params = {}, options = {}) => {
    if (options.modifies === true && this.#readOnly()) throw heldBack(request);
    try {
      return await this.#callOnceMore(request, params, options);
    } catch (error) {
      const isDenied = error instanceof DmapiError && error.reason === "permission" && options.modifies === true;
      if (isDenied) this.#denied(request);
      throw error;
    }
  };

  /**
   * Ends the session at Joker.com when one is open, here or on the shelf, and closes the connections; what is not answered
   * soon is given up with them.
   */
  async end(): Promise<void> {
    const opening = this.#clock() < this.#usableUntil ? this.#login : undefined;
    this.#ended = true;
    this.#login = undefined;
    try {
      const opened = opening && (await unlessAborted("logout", opening, AbortSignal.timeout(this.#lastPatience)));
      const login = opened ?? (await this.#shelf?.take())?.login;
      if (!login) return;
      await this.#shelf?.remove(login.authSid);
      await this.#send("logout", {}, { modifies: true, signal: AbortSignal.timeout(this.#lastPatience) }, login);
    } catch (error) {
      // What is gone already has ended.
      if (!(error instanceof DmapiError) || error.reason !== "authentication") throw error;
    } finally {
      await this.transport.close();
    }
  }

  /** Closes the connections and leaves the session to those who share it; ends it where nobody does. */
  async leave(): Promise<void> {
    if (!this.#shelf) return this.end();
    this.#ended = true;
    this.#login = undefined;
    await this.transport.close();
  }

  /** A request that finds its session gone is sent again in a new one. */
  async #callOnceMore(request: string, params: Params, options: CallOptions): Promise<Reply> {
    const opening = this.login();
    try {
      return await this.#send(request, params, options, await unlessAborted(request, opening, options.signal));
    } catch (error) {
      if (!(error instanceof DmapiError) || error.reason !== "authentication" || error.request === "login") throw error;
      this.#forget(await opening);
      return await this.#send(request, params, options, await unlessAborted(request, this.login(), options.signal));
    }
  }

  async #open(): Promise<Login> {
    this.#usableUntil = Infinity;
    try {
      const isUsable = ({ login, usableUntil }: LiveSession) =>
        login.authSid !== this.#dead && this.#clock() < usableUntil;
      const live = await (this.#shelf ? takeOrOpen(this.#shelf, isUsable, () => this.#logIn()) : this.#logIn());
      this.#secrets.add(live.login.authSid); // one of another window, too
      this.#live = live.login;
      this.#usableUntil = this.#shelvedUntil = live.usableUntil;
      this.#loggedIn(live.login);
      return live.login;
    } catch (error) {
      this.#usableUntil = 0;
      if (error instanceof DmapiError && error.reason === "authentication") this.#refusal = error;
      throw error;
    }
  }

  async #logIn(): Promise<LiveSession> {
    const login = readLogin(await this.#post("login", loginForm(this.credentials), {}));
    return { login, usableUntil: this.#clock() + login.sessionTimeout * 1000 };
  }

  /** Others are told of use now and then, not at each request. */
  #keepAlive(login: Login): void {
    const timeout = login.sessionTimeout * 1000;
    this.#usableUntil = this.#clock() + timeout;
    if (!this.#shelf || this.#ended || this.#usableUntil - this.#shelvedUntil < timeout / 4) return;
    this.#shelvedUntil = this.#usableUntil;
    void this.#shelf.touch({ login, usableUntil: this.#usableUntil });
  }

  /** Forgets the session of `login`, unless another request has opened a new one meanwhile. */
  #forget(login: Login): void {
    this.#dead = login.authSid;
    if (this.#live !== login) return;
    this.#live = undefined;
    this.#login = undefined;
  }

  async #send(request: string, params: Params, options: CallOptions, login: Login): Promise<Reply> {
    if (this.#ended && request !== "logout") throw ended(request);
    const form = formOf(params);
    form.set("auth-sid", login.authSid);
    const reply = await this.#post(request, form, options);
    this.#keepAlive(login);
    return reply;
  }

  /** Sends one request, again where that is safe and likely to help. */
  async #post(request: string, form: URLSearchParams, options: CallOptions): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(request, form, options);
      } catch (error) {
        if (this.#ended && request !== "logout" && options.modifies !== true) throw ended(request);
        const pause =
          options.modifies === true ? undefined : pauseBefore(attempt + 1, error, Math.random, this.#clock());
        if (pause === undefined) throw error;
        this.#trace(`${request}: again in ${pause} ms`);
        await this.#sleep(pause, options.signal, request);
      }
    }
  }

  async #attempt(request: string, form: URLSearchParams, options: CallOptions): Promise<Reply> {
    const started = performance.now();
    const took = () => `${Math.round(performance.now() - started)} ms`;
    try {
      const http = await this.transport.post(request, form, options.signal);
      const reply = this.#read(request, http, options);
      const trackingId = reply.headers.get("Tracking-Id") ?? "no tracking id";
      this.#trace(`${request}: OK, ${http.body.length} bytes, ${took()}, ${trackingId}`);
      return reply;
    } catch (cause) {
      const clean = (text: string) => this.#authIds.takenOutOf(this.#withoutSecrets(text));
      const error = outcomeOf(cause, request, options.modifies === true, clean);
      this.#trace(`${error.message}, ${took()}, ${error.trackingId ?? "no tracking id"}`);
      throw error;
    }
  }

  #read(request: string, http: HttpReply, options: CallOptions): Reply {
    const read = options.file === true ? readFileReply : readReply;
    const reply = read(request, http.status, http.body, http.retryAfter);
    this.#noteBalance(reply.headers.get("Account-Balance"));
    if (request === "login") {
      this.#secrets.add(reply.headers.get("Auth-Sid") ?? "");
      return reply;
    }
    const lines = reply.headers.lines.map(([name, value]) => [name, this.#withoutSecrets(value)] as const);
    return { ...reply, headers: new ReplyHeaders(lines) };
  }

  readonly #withoutSecrets = (text: string): string => this.#secrets.takenOutOf(text);

  /** One amount may be written in several ways: `100.0`, `100.00`. */
  #noteBalance(sent: string | undefined): void {
    if (sent === undefined || sent.trim() === "" || !Number.isFinite(Number(sent))) return;
    const changed = this.#balance !== undefined && Number(sent) !== Number(this.#balance);
    this.#balance = sent;
    if (changed) this.#balanceChanged();
  }
}

/** What a request waits for is not given up with it: others may wait for the same login. */
async function unlessAborted<T>(request: string, promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  const heed = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const cancel = () => reject(new DmapiError("cancelled", "cancelled", { request, unsent: true }));
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { signal: heed.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    heed.abort();
  }
}

/** @throws DmapiError `invalid` for an empty key, user name or password */
function loginForm(credentials: Credentials): URLSearchParams {
  for (const [name, value] of Object.entries(credentials)) {
    if (value === "") throw invalid("login", name === "apiKey" ? "api-key" : name, "is empty");
  }
  return credentials.kind === "api-key"
    ? new URLSearchParams({ "api-key": credentials.apiKey })
    : new URLSearchParams({ username: credentials.username, password: credentials.password });
}

function formOf(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== false) form.set(name, value === true ? "1" : String(value));
  }
  return form;
}
