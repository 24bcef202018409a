import { startSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/server";

/** Noon on a Wednesday: the fixed clock of every sandbox in these tests. */
export const NOON = Date.UTC(2026, 4, 20, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Fields = Readonly<Record<string, string | number>>;

/** A reply, raw and parsed. */
export interface SandboxReply {
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

/** An HTTP client with a session at a sandbox of its own, whose clock is fixed. */
export class SandboxClient {
  sid = "";

  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: SandboxOptions = {}, key = "sandbox-full"): Promise<SandboxClient> {
    const client = new SandboxClient(await startSandbox({ clock: () => NOON, ...options }));
    await client.signIn(key);
    return client;
  }

  get control() {
    return this.sandbox.control;
  }

  async signIn(key: string): Promise<void> {
    const reply = await this.postWithoutSession("login", { "api-key": key });
    this.sid = reply.header("Auth-Sid") ?? "";
  }

  /** POSTs a request of the session. */
  post(request: string, fields: Fields = {}): Promise<SandboxReply> {
    return this.postWithoutSession(request, { "auth-sid": this.sid, ...fields });
  }

  /** GETs a request of the session. */
  async get(request: string, fields: Fields = {}): Promise<SandboxReply> {
    const query = encodeForm({ "auth-sid": this.sid, ...fields });
    return readReply(await fetch(`${this.sandbox.url}/request/${request}?${query.toString()}`));
  }

  /** POSTs without a session. */
  async postWithoutSession(request: string, fields: Fields = {}): Promise<SandboxReply> {
    return readReply(
      await fetch(`${this.sandbox.url}/request/${request}`, { method: "POST", body: encodeForm(fields) }),
    );
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

function encodeForm(fields: Fields): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]));
}

async function readReply(response: Response): Promise<SandboxReply> {
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
