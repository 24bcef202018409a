import { DmapiError, type DmapiErrorReason } from "../errors";
import { canceledError } from "../request-errors";
import { getCertificateProblem } from "./certificate-problem";
import type { HttpRequest, HttpLimits } from "./types";

/** An error before the connection to the endpoint was established: nothing was sent. */
export class ConnectError extends Error {
  constructor(
    readonly target: "endpoint" | "proxy",
    override readonly cause: unknown,
  ) {
    super(`connecting to the ${target} failed`);
  }
}

/** A proxy's answer to CONNECT other than success. */
export class ProxyRefusedError extends Error {
  constructor(readonly status: number) {
    super(`the proxy answered HTTP ${status}`);
  }
}

/** Nothing is sent after a client was closed. */
export function clientClosedError(request: string): DmapiError {
  return new DmapiError("canceled", "the connection was closed", { request, isUnsent: true });
}

/**
 * Converts an error thrown by an HTTP client to a DmapiError. Its detail and cause have a message, a code and a host,
 * never a URL with credentials; so the original error is not passed on.
 * @param isSent false when it is known that no byte of the request was sent
 */
export function toDmapiError(
  { request, signal }: Pick<HttpRequest, "request" | "signal">,
  thrown: unknown,
  limits: HttpLimits,
  isSent = true,
): DmapiError {
  if (thrown instanceof DmapiError) return thrown;
  if (signal?.aborted) return canceledError(request, { isUnsent: !isSent });
  const connectError = thrown instanceof ConnectError ? thrown : undefined;
  const original = connectError ? connectError.cause : thrown;
  const systemError = findSystemError(original);
  const { code, syscall } = systemError;
  const cause = Object.assign(new Error(systemError.message), { code });
  const status = getTunnelStatus(original);
  if (status !== undefined) {
    const detail = status === 407 ? "the proxy requires authentication" : "the proxy refused to connect";
    return new DmapiError("proxy", `${detail}: HTTP ${status}`, { request, cause, code: `${status}`, isUnsent: true });
  }
  const detail = formatDetail(systemError, limits);
  if (connectError?.target === "proxy" || code === "UND_ERR_PRX_TLS") {
    return new DmapiError("proxy", `the proxy cannot be used: ${detail}`, { request, cause, code, isUnsent: true });
  }
  const isConnectFailed = connectError !== undefined || /^(connect|getaddrinfo)$/.test(syscall);
  const isUnsent = !isSent || isConnectFailed || getCertificateProblem(code) !== undefined;
  return new DmapiError(getReason(systemError, isUnsent), detail, { request, cause, code, isUnsent });
}

/** True for a failure that VS Code's fetch may avoid, since it may have the proxy's password. */
export function isProxyPasswordMissing({ code }: DmapiError): boolean {
  return code === "407";
}

/** True when the certificate of the endpoint or of a proxy was refused, or there was no TLS at all. */
export function isCertificateFailure({ reason, code }: DmapiError): boolean {
  return reason === "tls" || getCertificateProblem(code) !== undefined;
}

/** The status of a refused CONNECT; VS Code's own `fetch` has it only in the message. */
function getTunnelStatus(error: unknown): number | undefined {
  if (error instanceof ProxyRefusedError) return error.status;
  if (!(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? getTunnelStatus(error.cause) : Number(status);
}

/** The error of the operating system or of Node. */
interface SystemError {
  readonly name: string;
  readonly code: string | undefined;
  /** Without credentials. */
  readonly message: string;
  readonly syscall: string;
}

/** Searches the causes, and the first of several errors of a connection tried over IPv4 and IPv6. */
function findSystemError(error: unknown): SystemError {
  if (!(error instanceof Error)) return { name: "", code: undefined, message: "", syscall: "" };
  if (error instanceof AggregateError && error.errors.length > 0) return findSystemError(error.errors[0]);
  const code = getText(error, "code");
  if (code === undefined && error.cause !== undefined) return findSystemError(error.cause);
  const message = redactCredentials(shorten(error.message));
  return { name: error.name, code, message, syscall: getText(error, "syscall") ?? "" };
}

const maxMessageLength = 1000;

/** Without what is cut at the end, which could be a part of a password that is not recognized as one. */
function shorten(message: string): string {
  if (message.length <= maxMessageLength) return message;
  const start = message.slice(0, maxMessageLength).replace(/\/\/[^@]*$/, "//");
  return `${start.replace(/\S+$/, "")}…`;
}

/** Messages of the host's fetch may include the proxy's URL as the user wrote it. */
function redactCredentials(message: string): string {
  return message.replace(/\/\/.*@/gs, "//").replace(/\S+@/g, "");
}

function formatDetail(systemError: SystemError, { maxReplyBytes }: HttpLimits): string {
  if (isTooLarge(systemError)) return `the reply is larger than ${maxReplyBytes / 2 ** 20} MB`;
  if (isNotHttp(systemError)) return "the reply is not HTTP";
  if (isNotDecodable(systemError)) return "the reply is not in the content coding it names";
  const certificate = getCertificateProblem(systemError.code);
  return [certificate && `${certificate}:`, systemError.code, systemError.message].filter(Boolean).join(" ");
}

function isTooLarge({ code }: SystemError): boolean {
  return code === "UND_ERR_RES_EXCEEDED_MAX_SIZE";
}

/** undici sets no code for most of these. */
function isNotHttp({ name, code }: SystemError): boolean {
  return name === "HTTPParserError" || code?.startsWith("HPE_") === true;
}

function isNotDecodable({ code }: SystemError): boolean {
  return code?.startsWith("Z_") === true || code?.startsWith("ERR__ERROR_FORMAT") === true;
}

function getText(error: Error, key: "code" | "syscall"): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** TLS that fails after the handshake is a lost connection: something may have been sent. */
function getReason(systemError: SystemError, isUnsent: boolean): DmapiErrorReason {
  if (isTooLarge(systemError) || isNotHttp(systemError) || isNotDecodable(systemError)) return "malformed";
  const { code = "" } = systemError;
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
  if (isUnsent && /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) return "tls";
  return "network";
}
