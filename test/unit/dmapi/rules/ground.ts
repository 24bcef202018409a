import { readOrders } from "../../../../src/dmapi/order-block";
import type { OrderQuery } from "../../../../src/dmapi/order-query";
import { queryOrders } from "../../../../src/dmapi/orders";
import { Session, type Call, type Credentials } from "../../../../src/dmapi/session";
import { httpTransport } from "../../../../src/dmapi/transport";
import type { Order } from "../../../../src/dmapi/model";
import { Asking, type Fields } from "../../sandbox/asking";

/** A sentence of one of the two documents, and what holds client and sandbox to it. */
export interface Rule {
  readonly says: string;
  readonly client?: (ground: Ground) => Promise<void>;
  readonly sandbox?: (ground: Ground) => Promise<void>;
}

/** A sandbox, the client at it, and what the client sent. */
export class Ground {
  readonly sent: { readonly name: string; readonly form: Readonly<Record<string, string>> }[] = [];
  readonly #sessions: Session[] = [];
  readonly session: Session;

  private constructor(readonly asking: Asking) {
    this.session = this.signIn({ kind: "api-key", apiKey: "sandbox-full" });
  }

  static async start(): Promise<Ground> {
    return new Ground(await Asking.start());
  }

  get call(): Call {
    return this.session.call;
  }

  get control() {
    return this.asking.control;
  }

  /** A client of its own with these credentials. */
  signIn(credentials: Credentials): Session {
    const { post, close } = httpTransport(this.asking.sandbox.url, { env: {} });
    const noted: typeof post = (name, form, signal) => {
      this.sent.push({ name, form: Object.fromEntries(form) });
      return post(name, form, signal);
    };
    const session = new Session({ post: noted, close }, credentials);
    this.#sessions.push(session);
    return session;
  }

  /** The orders which the client reads. */
  readonly orders = async (query: OrderQuery = {}): Promise<Order[]> => readOrders(await queryOrders(this.call, query));

  /** The rows of a list which the sandbox gives to anybody. */
  readonly rows = async (request: string, fields: Fields = {}): Promise<string[][]> => {
    const separator = request === "result-list" ? " " : "\t";
    return (await this.asking.ask(request, fields)).lines.map((line) => line.split(separator));
  };

  /** One column of these rows. */
  readonly column = async (request: string, place: number, fields: Fields = {}): Promise<string[]> =>
    (await this.rows(request, fields)).map((row) => row[place] ?? "");

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.end().catch(() => undefined)));
    await this.asking.close();
  }
}
