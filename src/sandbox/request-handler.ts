import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { AccessLog, LogEntry } from "./access-log";
import { HttpError, readForm } from "./request-body";
import { sendResponse, sendDamagedResponse, trySendReplacement } from "./response";
import { dispatchRequest, type DispatchedReply } from "./dispatch-request";
import type { FaultQueue } from "./fault-injection";
import { RequestParameters } from "./request-parameters";
import type { SandboxState } from "./sandbox-state";

const maxUrlLength = 8190;

/** Replaces the reply to the request of this name; both are complete, with headers. */
export type ReplyRewriter = (request: string, reply: string) => string;

/** The state of the server: the sandbox account, and delays, faults and the log. */
export interface ServerContext {
  readonly sandbox: SandboxState;
  readonly faults: FaultQueue;
  readonly accessLog: AccessLog;
  /** Milliseconds before each answer. */
  latencyMs: number;
  rewrite?: ReplyRewriter | undefined;
  /** Aborted when the server closes. */
  readonly closeSignal: AbortSignal;
}

/** Handles one `/request/<name>`. Throws HttpError for what is not a DMAPI request. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  context: ServerContext,
): Promise<void> {
  const name = url.pathname
    .replace(/^\/request\/?/, "")
    .replace(/\/$/, "")
    .toLowerCase();
  const entry = logRequest(request, name, context);
  const parameters = await readParameters(request, url);
  entry.parameters = parameters.names();
  const fault = context.faults.takeFor(name);
  if (fault) entry.fault = fault.kind;
  const delayMs = context.latencyMs + (fault?.kind === "latency" ? (fault.ms ?? 0) : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { signal: context.closeSignal });
  if (fault && trySendReplacement(response, fault)) return;
  if (fault?.kind === "session-death") context.sandbox.sessions.endAll(context.sandbox.runDueEvents());
  const reply = rewriteReply(name, await dispatchRequest(context.sandbox, name, parameters), context.rewrite);
  entry.code = reply.code;
  await (fault ? sendDamagedResponse(response, reply, fault, context.closeSignal) : sendResponse(response, reply));
}

function rewriteReply(name: string, reply: DispatchedReply, rewrite: ReplyRewriter | undefined): DispatchedReply {
  if (!rewrite) return reply;
  const { headerBlock, body } = reply;
  return {
    ...reply,
    headerBlock: "",
    body: rewrite(name, headerBlock + (typeof body === "string" ? body : [...body].join(""))),
  };
}

function logRequest(request: IncomingMessage, name: string, { sandbox, accessLog }: ServerContext): LogEntry {
  const { method = "", url: path = "" } = request;
  const entry: LogEntry = { at: sandbox.clock.now(), method, path, request: name, parameters: [] };
  accessLog.add(entry);
  return entry;
}

/** The parameters of the body and the query; the body takes precedence. */
async function readParameters(request: IncomingMessage, url: URL): Promise<RequestParameters> {
  if ((request.url ?? "").length > maxUrlLength) throw new HttpError(414, "The URL is too long: use POST");
  if (request.method === "GET") return new RequestParameters(url.searchParams);
  if (request.method !== "POST") throw new HttpError(405, "Use GET or POST");
  return new RequestParameters([...(await readForm(request)), ...url.searchParams]);
}
