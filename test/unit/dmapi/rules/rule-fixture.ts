import { parseOrders } from "../../../../src/dmapi/order-block";
import type { OrderQuery } from "../../../../src/dmapi/order-query";
import { queryOrders } from "../../../../src/dmapi/orders";
import type { Credentials } from "../../../../src/dmapi/login";
import { Session, type Call } from "../../../../src/dmapi/session";
import { createHttpTransport } from "../../../../src/dmapi/transport";
import type { Order } from "../../../../src/dmapi/model";
import { SandboxClient, type Fields } from "../../sandbox/sandbox-client";

/** A sentence of the DMAPI docs, and the checks for client and sandbox. */
export interface Rule {
  readonly says: string;
  readonly client?: (fixture: RuleFixture) => Promise<void>;
  readonly sandbox?: (fixture: RuleFixture) => Promise<void>;
}

/** A sandbox, a client session at it, and the requests the client sent. */
export class RuleFixture {
  readonly sentRequests: { readonly name: string; readonly form: Readonly<Record<string, string>> }[] = [];
  private readonly sessions: Session[] = [];
  readonly session: Session;

  private constructor(readonly sandboxClient: SandboxClient) {
    this.session = this.signIn({ kind: "api-key", apiKey: "sandbox-full" });
  }

  static async start(): Promise<RuleFixture> {
    return new RuleFixture(await SandboxClient.start({ quirks: ["pending-only"] }));
  }

  get call(): Call {
    return this.session.call;
  }

  get control() {
    return this.sandboxClient.control;
  }

  /** Starts another session with these credentials. */
  signIn(credentials: Credentials): Session {
    const { post, close } = createHttpTransport(this.sandboxClient.sandbox.url, { env: {} });
    const recordingPost: typeof post = (name, form, options) => {
      this.sentRequests.push({ name, form: Object.fromEntries(form) });
      return post(name, form, options);
    };
    const session = new Session({ post: recordingPost, close }, credentials);
    this.sessions.push(session);
    return session;
  }

  /** The orders read by the client. */
  readonly orders = async (query: OrderQuery = {}): Promise<Order[]> =>
    parseOrders(await queryOrders(this.call, query));

  /** The rows of a list as the sandbox sends them. */
  readonly rows = async (request: string, fields: Fields = {}): Promise<string[][]> => {
    const separator = request === "result-list" ? " " : "\t";
    return (await this.sandboxClient.post(request, fields)).lines.map((line) => line.split(separator));
  };

  /** One column of these rows. */
  readonly column = async (request: string, place: number, fields: Fields = {}): Promise<string[]> =>
    (await this.rows(request, fields)).map((row) => row[place] ?? "");

  async close(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.end().catch(() => undefined)));
    await this.sandboxClient.close();
  }
}
