import { startSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/server";

/** Noon on a Wednesday: what every sandbox of these tests takes for the real time. */
export const NOON = Date.UTC(2026, 4, 20, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Fields = Readonly<Record<string, string | number>>;

/** A reply as it came, and read. */
export interface Told {
  readonly http: number;
  readonly type: string | null;
  readonly disposition: string | null;
  /** The names of the header block in order. */
  readonly names: readonly string[];
  /** The values of a header of the block, whatever its case. */
  all(name: string): readonly string[];
  /** The only value of a header, or undefined. */
  header(name: string): string | undefined;
  /** Status-Code, NaN if there is none. */
  readonly code: number;
  readonly body: string;
  /** The lines of the body. */
  readonly lines: readonly string[];
  readonly raw: string;
}

/** A sandbox whose clock stands still, with a session to ask it in. */
export class Asking {
  sid = "";

  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: SandboxOptions = {}, key = "sandbox-full"): Promise<Asking> {
    const asking = new Asking(await startSandbox({ clock: () => NOON, ...options }));
    await asking.signIn(key);
    return asking;
  }

  get control() {
    return this.sandbox.control;
  }

  async signIn(key: string): Promise<void> {
    const told = await this.bare("login", { "api-key": key });
    this.sid = told.header("Auth-Sid") ?? "";
  }

  /** POSTs a request of the session. */
  ask(request: string, fields: Fields = {}): Promise<Told> {
    return this.bare(request, { "auth-sid": this.sid, ...fields });
  }

  /** GETs a request of the session. */
  async get(request: string, fields: Fields = {}): Promise<Told> {
    const query = form({ "auth-sid": this.sid, ...fields });
    return read(await fetch(`${this.sandbox.url}/request/${request}?${query.toString()}`));
  }

  /** POSTs without a session. */
  async bare(request: string, fields: Fields = {}): Promise<Told> {
    return read(await fetch(`${this.sandbox.url}/request/${request}`, { method: "POST", body: form(fields) }));
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

function form(fields: Fields): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]));
}

async function read(response: Response): Promise<Told> {
  const raw = await response.text();
  const split = raw.indexOf("\n\n");
  const headers = (split < 0 ? "" : raw.slice(0, split)).split("\n").map((line): [string, string] => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  const all = (name: string) =>
    headers.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  const body = split < 0 ? "" : raw.slice(split + 2);
  return {
    http: response.status,
    type: response.headers.get("content-type"),
    disposition: response.headers.get("content-disposition"),
    names: headers.map(([name]) => name),
    all,
    header: (name) => all(name)[0],
    code: Number(all("Status-Code")[0] ?? NaN),
    body,
    lines: body.split("\n").filter((line) => line !== ""),
    raw,
  };
}
