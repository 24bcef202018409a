import { DmapiError, type Reason } from "../errors";
import { certificateProblem } from "./certificate";
import type { Exchange, Limits } from "./exchange";

/** What went wrong before a connection to the endpoint stood: nothing was sent. */
export class ConnectFailure extends Error {
  constructor(
    readonly at: "endpoint" | "proxy",
    override readonly cause: unknown,
  ) {
    super(`connecting to the ${at} failed`);
  }
}

/** A proxy's answer to CONNECT other than success. */
export class ProxyRefusal extends Error {
  constructor(readonly status: number) {
    super(`the proxy answered HTTP ${status}`);
  }
}

/**
 * Turns what a carrier threw into an error of this folder. Its detail and its cause hold what is wrong, a code and a
 * host, never an address with credentials; so nothing of what was thrown is handed on as it is.
 */
export function failureOf({ request, signal }: Exchange, thrown: unknown, limits: Limits): DmapiError {
  if (signal?.aborted) return new DmapiError("cancelled", "cancelled", { request });
  if (thrown instanceof DmapiError) return thrown;
  const connecting = thrown instanceof ConnectFailure ? thrown : undefined;
  const origin = connecting ? connecting.cause : thrown;
  const found = innermost(origin);
  const { code, syscall } = found;
  const cause = Object.assign(new Error(found.message), { code });
  const status = refusedTunnel(origin);
  if (status !== undefined) {
    const detail = status === 407 ? "the proxy requires authentication" : "the proxy refused to connect";
    return new DmapiError("proxy", `${detail}: HTTP ${status}`, { request, cause, code: `${status}`, unsent: true });
  }
  const detail = detailOf(found, limits);
  if (connecting?.at === "proxy" || code === "UND_ERR_PRX_TLS") {
    return new DmapiError("proxy", `the proxy cannot be used: ${detail}`, { request, cause, code, unsent: true });
  }
  const isUnconnected = connecting !== undefined || /^(connect|getaddrinfo)$/.test(syscall);
  const unsent = isUnconnected || certificateProblem(code) !== undefined;
  return new DmapiError(reasonFor(found, unsent), detail, { request, cause, code, unsent });
}

/** True for a failure which somebody with more certificates or with the proxy's password would not have. */
export function isForWantOfKnowledge({ code }: DmapiError): boolean {
  return code === "407" || certificateProblem(code) === "unknown issuer";
}

/** The status of a refused CONNECT; VS Code's own `fetch` says it in words alone. */
function refusedTunnel(error: unknown): number | undefined {
  if (error instanceof ProxyRefusal) return error.status;
  if (!(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? refusedTunnel(error.cause) : Number(status);
}

/** What the system said. */
interface Found {
  readonly name: string;
  readonly code: string | undefined;
  /** Without credentials. */
  readonly message: string;
  readonly syscall: string;
}

/** Looks in the causes, and in the first of several errors of a connection tried over IPv4 and IPv6. */
function innermost(error: unknown): Found {
  if (!(error instanceof Error)) return { name: "", code: undefined, message: "", syscall: "" };
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  const code = textOf(error, "code");
  if (code === undefined && error.cause !== undefined) return innermost(error.cause);
  const message = withoutCredentials(error.message);
  return { name: error.name, code, message, syscall: textOf(error, "syscall") ?? "" };
}

/** The words of the host's fetch may repeat a proxy's address, as the user wrote it. */
function withoutCredentials(message: string): string {
  return message.replace(/\/\/.*@/gs, "//").replace(/\S+@/g, "");
}

function detailOf(found: Found, { size }: Limits): string {
  if (isTooLarge(found)) return `the reply is larger than ${size / 2 ** 20} MB`;
  if (isNoHttp(found)) return "the reply is not HTTP";
  const certificate = certificateProblem(found.code);
  return [certificate && `${certificate}:`, found.code, found.message].filter(Boolean).join(" ");
}

function isTooLarge({ code }: Found): boolean {
  return code === "UND_ERR_RES_EXCEEDED_MAX_SIZE";
}

/** undici gives no code with most of these. */
function isNoHttp({ name, code }: Found): boolean {
  return name === "HTTPParserError" || code?.startsWith("HPE_") === true;
}

function textOf(error: Error, key: "code" | "syscall"): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** TLS that fails later than the handshake is a lost connection: something may have been sent. */
function reasonFor(found: Found, unsent: boolean): Reason {
  if (isTooLarge(found) || isNoHttp(found)) return "malformed";
  const { code = "" } = found;
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
  if (unsent && /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) return "tls";
  return "network";
}
