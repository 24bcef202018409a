import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A server on loopback. */
export interface HttpEndpoint {
  /** `http://127.0.0.1:N/mcp` */
  readonly url: string;
  /** Ends every connection and request, and stops listening. */
  close(): void;
}

type Handle = (request: Request) => Promise<Response>;

const path = "/mcp";
const methods: readonly (string | undefined)[] = ["GET", "POST", "DELETE"];
/** An input of a tool has a few hundred bytes. */
const maxBodyBytes = 256 * 1024;
const maxHeaderBytes = 16 * 1024;
const maxRunningRequests = 16;
const maxConnections = 64;
const receiveTimeoutMs = 30_000;

/** A request that is not handled. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/**
 * Serves requests on a free port of 127.0.0.1. Refuses those without the token, those of web pages, and those by any other
 * host name, before their body is read.
 * @param token of the `Authorization` header, after `Bearer`
 * @throws the system's error if it cannot listen
 */
export async function startHttpEndpoint(handle: Handle, token: string): Promise<HttpEndpoint> {
  const options = { maxHeaderSize: maxHeaderBytes, requestTimeout: receiveTimeoutMs };
  const expected = digest(`Bearer ${token}`);
  let running = 0;
  const server = createServer(options, (request, response) => {
    running += 1;
    response.once("close", () => (running -= 1));
    const run = async () => {
      checkRequest(request, getPort(server), expected);
      if (running > maxRunningRequests) throw new Refusal(503, "Too many requests at once", { "Retry-After": "1" });
      await answerRequest(request, response, handle);
    };
    run().catch((error: unknown) => refuse(response, error));
  });
  server.maxConnections = maxConnections;
  await listen(server);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${getPort(server)}${path}`, close };
}

/** A page may send requests to loopback, also by a host name that it controls; browsers name its origin. */
function checkRequest({ headers, url, method }: IncomingMessage, port: number, expected: Buffer): void {
  if (headers.host !== `127.0.0.1:${port}`) throw new Refusal(403, "Unknown host");
  if (headers.origin !== undefined) throw new Refusal(403, "Web pages are refused");
  if (!timingSafeEqual(digest(headers.authorization ?? ""), expected))
    throw new Refusal(401, "Unknown token", { "WWW-Authenticate": "Bearer" });
  if (url !== path) throw new Refusal(404, "Not found");
  if (!methods.includes(method)) throw new Refusal(405, "Method not allowed", { Allow: methods.join(", ") });
}

/** Of equal length, as `timingSafeEqual` requires. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function answerRequest(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const abort = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) abort.abort();
  });
  const { status, headers, body } = await handle(await toWebRequest(request, abort.signal));
  response.writeHead(status, Object.fromEntries(headers));
  if (body) await pipeline(Readable.fromWeb(body), response);
  else response.end();
}

/** Without the token, which nothing else needs. */
async function toWebRequest(request: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = "", headers } = request;
  const others = Object.entries(headers).filter(([name]) => name !== "authorization");
  const entries = others.map(([name, value = ""]): [string, string] => [name, String(value)]);
  const init = { method, headers: entries, signal };
  const url = `http://${headers.host}${path}`;
  return new Request(url, method === "POST" ? { ...init, body: await readBody(request) } : init);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Refusal(413, "Too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Ends the connection, which may still be sending its body. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, message, headers } = error instanceof Refusal ? error : new Refusal(500, "Internal error");
  response.writeHead(status, { ...headers, "Content-Type": "text/plain", Connection: "close" });
  response.end(message);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function getPort(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}
