import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { AccessLog, LogEntry } from "./access-log";
import { HttpError, readForm } from "./request-body";
import { sendDamagedResponse, sendResponse, sessionCookieName, trySendReplacement, type SendOptions } from "./response";
import { dispatchRequest, type DispatchedReply } from "./dispatch-request";
import type { FaultQueue } from "./fault-injection";
import { RequestParameters } from "./request-parameters";
import type { SandboxState } from "./sandbox-state";

const maxUrlLength = 8190;
/** Where requests are redirected with the quirk `redirect`: no request has such a name. */
const movedFolder = "moved/";
/** The start of a path that is answered in DMAPI's form. */
export const requestPath = /^\/+request(?=\/|$)/i;

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
    .replace(requestPath, "")
    .replace(/^\/+|\/+$/g, "")
    .toLowerCase();
  const entry = logRequest(request, name, context);
  const parameters = await readParameters(request, url);
  entry.parameters = parameters.names();
  const fault = context.faults.takeFor(name);
  if (fault) entry.fault = fault.kind;
  const delayMs = context.latencyMs + (fault?.kind === "latency" ? (fault.ms ?? 0) : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { signal: context.closeSignal });
  if (fault && trySendReplacement(response, fault)) return;
  if (context.sandbox.quirks.has("redirect") && !name.startsWith(movedFolder)) {
    response.writeHead(302, { Location: `/request/${movedFolder}${name}` }).end();
    return;
  }
  if (fault?.kind === "session-death") context.sandbox.sessions.endAll(context.sandbox.runDueEvents());
  const dispatched = await dispatchRequest(context.sandbox, name, parameters, findSessionCookie(request));
  const reply = rewriteReply(name, dispatched, context.rewrite);
  entry.code = reply.code;
  const options = createSendOptions(request, context.sandbox);
  await (fault
    ? sendDamagedResponse(response, reply, options, fault, context.closeSignal)
    : sendResponse(response, reply, options));
}

/** The value of the cookie `dmapi-auth`. */
function findSessionCookie({ headers: { cookie = "" } }: IncomingMessage): string | undefined {
  return cookie
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${sessionCookieName}=`))
    ?.slice(sessionCookieName.length + 1);
}

function createSendOptions({ headers }: IncomingMessage, { quirks, clock }: SandboxState): SendOptions {
  const accepted = (headers["accept-encoding"] ?? "").toLowerCase().split(",");
  const acceptsGzip = accepted.some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(1|0?\.0*[1-9]).*)?$/.test(coding));
  return { quirks, now: clock.now(), isGzip: acceptsGzip && quirks.has("gzip") };
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
