import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** When a request came in and when its reply was sent, epoch ms. */
export interface Exchange {
  readonly request: string;
  readonly body: string;
  readonly startedAt: number;
  endedAt: number;
  bytes: number;
}

export interface CachingProxy {
  readonly url: string;
  /** Since the start or the last `clear`, in the order in which they came in. */
  readonly exchanges: readonly Exchange[];
  clear(): void;
  close(): Promise<void>;
}

interface Reply {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

const unstored = /^(?:login|logout)$/;
/** What a forecast asks for: a year's renewals, which would be millions in an account with millions of orders a year. */
const renewalsOfForecast = /(?=.*\btype=renew\b)(?=.*\bstatus=ok\b)/;
const emptyReply: Reply = { headers: { "content-type": "text/plain" }, bytes: Buffer.from("Status-Code: 0\n\n") };

export function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Stands in front of a DMAPI server and replies to a request it knows from memory, in the time of the loopback interface: a
 * sandbox that makes up a million orders takes longer than any client. The account has no renewals, so that no forecast is
 * made from millions of them beside what is measured.
 */
export async function startCachingProxy(target: string): Promise<CachingProxy> {
  const replies = new Map<string, Reply>();
  const exchanges: Exchange[] = [];
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const startedAt = now();
    const { url: path = "" } = message;
    const body = await text(message);
    const exchange: Exchange = { request: path.split("/").at(-1) ?? "", body, startedAt, endedAt: NaN, bytes: 0 };
    exchanges.push(exchange);
    const key = `${path} ${withoutSession(body)}`;
    const known = renewalsOfForecast.test(body) ? emptyReply : replies.get(key);
    const reply = known ?? (await forward(target + path, body));
    if (!unstored.test(exchange.request)) replies.set(key, reply);
    exchange.bytes = reply.bytes.length;
    response.writeHead(200, { ...reply.headers, "content-length": reply.bytes.length });
    response.end(reply.bytes, () => (exchange.endedAt = now()));
  };
  const server = createServer((message, response) => {
    handle(message, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    clear: () => exchanges.splice(0),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function forward(url: string, body: string): Promise<Reply> {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  const type = response.headers.get("content-type") ?? "text/plain";
  return { headers: { "content-type": type }, bytes: Buffer.from(await response.arrayBuffer()) };
}

function withoutSession(body: string): string {
  const parameters = new URLSearchParams(body);
  for (const name of [...parameters.keys()]) if (name.toLowerCase() === "auth-sid") parameters.delete(name);
  return parameters.toString();
}
