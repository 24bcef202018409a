import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AccessLog } from "./access-log";
import { SandboxControl } from "./control";
import { sendJson, serveControl } from "./control-http";
import { exchange, type Surroundings } from "./exchange";
import { Faults } from "./faults";
import { HttpProblem } from "./http-input";
import { World } from "./world";

export { SandboxControl } from "./control";
export type { Fault } from "./faults";
export type { LogEntry } from "./access-log";

export interface SandboxOptions {
  /** A free one if left out. */
  readonly port?: number;
  /** How many orders the account starts with; 2,000 if left out. */
  readonly orders?: number;
  /** The same seed gives the same account; 1 if left out. */
  readonly seed?: number;
  /** Milliseconds before each answer. */
  readonly latency?: number;
  /** Epoch ms; the real time if left out. */
  readonly clock?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:N` */
  readonly url: string;
  readonly control: SandboxControl;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

const LARGEST_HEAD = 64 * 1024;
const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Starts a DMAPI of invented data on 127.0.0.1. Fails with the system's error if the port cannot be had. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, orders = 2000, seed = 1, latency = 0, clock = Date.now } = options;
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const around: Surroundings = {
    world: new World({ orders, seed, clock }),
    faults: new Faults(),
    log: new AccessLog(),
    latency,
    over: over.signal,
  };
  const control = new SandboxControl(around);
  const server = createServer({ maxHeaderSize: LARGEST_HEAD }, (request, response) => {
    void serve(request, response, around, control).catch((error: unknown) => answerProblem(response, error));
  });
  await listen(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, control, close: () => close(server, over) };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
  control: SandboxControl,
) {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (!loopbackNames.has(host)) throw new HttpProblem(403, "The sandbox is asked by its loopback address only");
  const url = parseTarget(request.url ?? "");
  if (/^\/request(\/|$)/.test(url.pathname)) await exchange(request, response, url, around);
  else if (url.pathname.startsWith("/sandbox/")) await serveControl(request, response, url.pathname.slice(9), control);
  else throw new HttpProblem(404, "Requests go to /request/<name>");
}

function parseTarget(target: string): URL {
  if (!target.startsWith("/")) throw new HttpProblem(400, "Malformed request target");
  return new URL(`http://127.0.0.1${target}`);
}

function answerProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = error instanceof HttpProblem ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  response.setHeader("Connection", "close");
  sendJson(response, status, { error: message });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server, over: AbortController): Promise<void> {
  over.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
