import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { AccessLog } from "./access-log";
import { SandboxControl } from "./control";
import { sendJson, handleControlRequest } from "./control-routes";
import { handleRequest, requestPath, type ServerContext } from "./request-handler";
import { FaultQueue } from "./fault-injection";
import { HttpError } from "./request-body";
import { sendRefusal } from "./response";
import { SandboxState } from "./sandbox-state";

export { SandboxControl } from "./control";
export type { Fault } from "./fault-injection";
export { pickRandomQuirks, quirkNames, type QuirkName } from "./quirks";

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
  /** Names of quirks, see quirks.ts; none if left out. Unknown and contradictory ones are rejected with a RangeError. */
  readonly quirks?: readonly string[];
  /** A host name that requests may be addressed to besides the loopback names; the control routes may not. */
  readonly hostHeader?: string;
  /** HTTPS with this certificate and key (PEM) instead of HTTP. Rejected with the system's error if they do not fit. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface Sandbox {
  /** `http://127.0.0.1:N`, or `https://` */
  readonly url: string;
  readonly control: SandboxControl;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

const maxHeaderBytes = 64 * 1024;
const loopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

/** The host names in lower case by which requests and control routes are reached. */
interface AllowedHosts {
  readonly request: readonly (string | undefined)[];
  readonly control: readonly string[];
}

/** Starts a DMAPI server with generated data on 127.0.0.1. Rejects with the system's error if the port is unavailable. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, orders = 2000, seed = 1, latency: latencyMs = 0, clock = Date.now, quirks = [], tls } = options;
  const closeController = new AbortController();
  setMaxListeners(0, closeController.signal);
  const context: ServerContext = {
    sandbox: new SandboxState({ orders, seed, clock, quirks }),
    faults: new FaultQueue(),
    accessLog: new AccessLog(),
    latencyMs,
    closeSignal: closeController.signal,
  };
  const control = new SandboxControl(context);
  const hosts = { request: [...loopbackHosts, options.hostHeader?.toLowerCase()], control: loopbackHosts };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    void routeRequest(request, response, context, control, hosts).catch((error: unknown) => {
      sendError(request, response, error);
    });
  };
  const server = tls
    ? createTlsServer({ maxHeaderSize: maxHeaderBytes, ...tls }, handle)
    : createServer({ maxHeaderSize: maxHeaderBytes }, handle);
  await listen(server, port);
  const url = `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, control, close: () => closeServer(server, closeController) };
}

async function routeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
  control: SandboxControl,
  hosts: AllowedHosts,
) {
  response.setHeader("Date", new Date(context.sandbox.clock.now()).toUTCString());
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  const url = parseRequestTarget(request.url ?? "");
  const isControl = url.pathname.startsWith("/sandbox/");
  if (!(isControl ? hosts.control : hosts.request).includes(host))
    throw new HttpError(403, "The sandbox is asked by its loopback address only");
  if (isControl) await handleControlRequest(request, response, url.pathname.slice(9), control);
  else if (requestPath.test(url.pathname)) await handleRequest(request, response, url, context);
  else throw new HttpError(404, "Requests go to /request/<name>");
}

function parseRequestTarget(target: string): URL {
  if (!target.startsWith("/")) throw new HttpError(400, "Malformed request target");
  return new URL(`http://127.0.0.1${target}`);
}

/** An error of HTTP: in JSON for the control routes, otherwise as a DMAPI block. */
function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = error instanceof HttpError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  response.setHeader("Connection", "close");
  if (request.url?.startsWith("/sandbox/")) sendJson(response, status, { error: message });
  else sendRefusal(response, status, message);
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

function closeServer(server: Server, closeController: AbortController): Promise<void> {
  closeController.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
