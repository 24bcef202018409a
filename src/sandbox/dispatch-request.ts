import type { RequestContext, SessionRequestContext } from "./request-context";
import { formatCents } from "./money";
import type { RequestParameters } from "./request-parameters";
import { identityHeaders } from "./profile";
import { EppError } from "./epp-error";
import { interfaceVersion, loginRequest, requestTypes, type RequestType } from "./request-types";
import { formatBlock, type Header, type Reply } from "./reply";
import type { SandboxState } from "./sandbox-state";

/** A complete reply, ready to be sent. */
export interface DispatchedReply {
  readonly httpStatus: number;
  /** Status-Code. */
  readonly code: number;
  /** The header block with its empty line; empty for a file. */
  readonly headerBlock: string;
  readonly body: string | Iterable<string>;
  readonly csvFileName?: string | undefined;
}

/** Processes one DMAPI request: finds its type and session and checks the access level. Never throws an EppError. */
export async function dispatchRequest(
  world: SandboxState,
  name: string,
  parameters: RequestParameters,
): Promise<DispatchedReply> {
  const startedAt = performance.now();
  const at = world.runDueEvents();
  const context = { parameters, sandbox: world, at, trackingId: world.ids.createTrackingId(at) };
  try {
    const reply = name === loginRequest.name ? loginRequest.handle(context) : await handleInSession(name, context);
    return createSuccessReply(context, reply, startedAt);
  } catch (error) {
    if (error instanceof EppError) return createErrorReply(context, error, startedAt);
    throw error;
  }
}

async function handleInSession(name: string, context: RequestContext): Promise<Reply> {
  const type = requestTypes.get(name);
  if (!type) throw new EppError(2000, `Unknown request: ${name}`);
  const session = context.sandbox.sessions.requireSession(context.parameters.text("auth-sid"), context.at);
  const sessionContext: SessionRequestContext = { ...context, session };
  requireAccess(name, type, sessionContext);
  const resultHeaders: Header[] = type.isModifying(sessionContext) ? [["Result", "ACK"]] : [];
  const reply = await type.handle(sessionContext);
  return {
    ...reply,
    headers: [...resultHeaders, ...identityHeaders, ...(reply.headers ?? []), ...createBalanceHeaders(context.sandbox)],
  };
}

/** Error 2202 for requests that the access level does not allow. */
function requireAccess(name: string, type: RequestType, context: SessionRequestContext): void {
  const { access } = context.session.credential;
  if (access === "readonly" && type.isModifying(context)) {
    throw new EppError(2202, `${name}: not permitted with read-only access`);
  }
  if (access === "whois-only" && type.isUnrestricted !== true) {
    throw new EppError(2202, `${name}: not permitted with whois-only access`);
  }
}

function createSuccessReply(context: RequestContext, reply: Reply, startedAt: number): DispatchedReply {
  const { code, headers = [], body = "", csvFileName } = reply;
  if (csvFileName !== undefined) return { httpStatus: 200, code, headerBlock: "", body, csvFileName };
  const headerBlock = formatBlock([
    ["Status-Code", `${code}`],
    ["Status-Text", "OK"],
    ...createCommonHeaders(context, startedAt),
    ...headers,
  ]);
  return { httpStatus: 200, code, headerBlock, body };
}

function createErrorReply(context: RequestContext, error: EppError, startedAt: number): DispatchedReply {
  const { code, statusText, reason, body, httpStatus } = error;
  const headerBlock = formatBlock([
    ["Status-Code", `${code}`],
    ["Status-Text", statusText],
    ...(reason === undefined ? [] : [["Error", reason] as const]),
    ["Result", "NACK"],
    ...createCommonHeaders(context, startedAt),
  ]);
  return { httpStatus, code, headerBlock, body };
}

function createCommonHeaders({ trackingId }: RequestContext, startedAt: number): Header[] {
  const total = (performance.now() - startedAt) / 1000;
  const share = 0.28878;
  return [
    ["SvTrId", trackingId],
    ["Tracking-Id", trackingId],
    ["Timing", `${(total * share).toFixed(6)}/${total.toFixed(6)} ${(share * 100).toFixed(3)}%`],
    ["Version", interfaceVersion],
  ];
}

function createBalanceHeaders(sandbox: SandboxState): Header[] {
  return [["Account-Balance", formatCents(sandbox.balance.available)]];
}
