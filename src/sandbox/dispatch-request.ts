import type { RequestContext, SessionRequestContext } from "./request-context";
import { formatCents } from "./money";
import type { RequestParameters } from "./request-parameters";
import { identityHeaders } from "./profile";
import { EppError } from "./epp-error";
import { interfaceVersion, loginRequest, requestTypes, type RequestType } from "./request-types";
import { createRefusal } from "./refusal-quirks";
import type { Header, Reply } from "./reply";
import { formatBody, formatHeaders, getSuccessCode } from "./reply-quirks";
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
  /** The value of the session cookie to set. */
  readonly cookie?: string | undefined;
}

/** Processes one DMAPI request: finds its type and session and checks the access level. Never throws an EppError. */
export async function dispatchRequest(
  world: SandboxState,
  name: string,
  parameters: RequestParameters,
  cookie?: string,
): Promise<DispatchedReply> {
  const startedAt = performance.now();
  const at = world.runDueEvents();
  const context = { parameters, sandbox: world, at, trackingId: world.ids.createTrackingId(at) };
  const isLogin = name === loginRequest.name;
  try {
    const reply = isLogin ? loginRequest.handle(context) : await handleInSession(name, context, cookie);
    return createSuccessReply(context, reply, startedAt);
  } catch (error) {
    if (error instanceof EppError)
      return createErrorReply(context, createRefusal(error, isLogin, world.quirks), startedAt);
    throw error;
  }
}

async function handleInSession(name: string, context: RequestContext, cookie: string | undefined): Promise<Reply> {
  const type = requestTypes.get(name);
  if (!type) throw new EppError(2000, `Unknown request: ${name}`);
  const { sessions, quirks } = context.sandbox;
  const session = sessions.requireSession(context.parameters.text("auth-sid"), cookie, context.at);
  const sessionContext: SessionRequestContext = { ...context, session };
  requireAccess(name, type, sessionContext);
  const resultHeaders: Header[] = type.isModifying(sessionContext) ? [["Result", "ACK"]] : [];
  const reply = await type.handle(sessionContext);
  return {
    ...reply,
    headers: [...resultHeaders, ...identityHeaders, ...(reply.headers ?? []), ...createBalanceHeaders(context.sandbox)],
    ...(quirks.find("http-headers-captured", "auth-sid-cookie") && { session }),
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
  const { headers = [], csvFileName, session } = reply;
  const { quirks } = context.sandbox;
  const code = getSuccessCode(reply.code, quirks);
  const body = formatBody(reply.body ?? "", quirks);
  const common = { httpStatus: 200, code, body, cookie: session?.cookie };
  if (csvFileName !== undefined) return { ...common, headerBlock: "", csvFileName };
  const headerBlock = formatReplyHeaders(context, [
    ["Status-Code", `${code}`],
    ["Status-Text", "OK"],
    ...createCommonHeaders(context, startedAt),
    ...headers,
  ]);
  return { ...common, headerBlock };
}

function createErrorReply(context: RequestContext, error: EppError, startedAt: number): DispatchedReply {
  const { code, statusText, reason, body, httpStatus } = error;
  const headerBlock = formatReplyHeaders(context, [
    ["Status-Code", `${code}`],
    ["Status-Text", statusText],
    ...(reason === undefined ? [] : [["Error", reason] as const]),
    ["Result", "NACK"],
    ...createCommonHeaders(context, startedAt),
  ]);
  return { httpStatus, code, headerBlock, body: formatBody(body, context.sandbox.quirks) };
}

function formatReplyHeaders({ trackingId, sandbox }: RequestContext, headers: readonly Header[]): string {
  return formatHeaders(headers, sandbox.quirks, Number.parseInt(trackingId.slice(-7), 16));
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
