import { DmapiError, type Reason } from "../errors";
import { certificateProblem } from "./certificate";
import type { Exchange } from "./exchange";

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
 * Turns what a carrier threw into an error of this folder. Its detail holds what is wrong, a code and a host, never an
 * address with credentials.
 */
export function failureOf({ request, signal }: Exchange, thrown: unknown): DmapiError {
  if (signal?.aborted) return new DmapiError("cancelled", "cancelled", { request });
  if (thrown instanceof DmapiError) return thrown;
  const connecting = thrown instanceof ConnectFailure ? thrown : undefined;
  const cause = connecting ? connecting.cause : thrown;
  const status = refusedTunnel(cause);
  if (status !== undefined) {
    const detail = status === 407 ? "the proxy asks for authentication" : "the proxy refused to connect";
    return new DmapiError("proxy", `${detail}: HTTP ${status}`, { request, cause, code: `${status}`, unsent: true });
  }
  const { code, message, syscall } = innermost(cause);
  const certificate = certificateProblem(code);
  const detail = [certificate && `${certificate}:`, code, withoutCredentials(message)].filter(Boolean).join(" ");
  if (connecting?.at === "proxy" || code === "UND_ERR_PRX_TLS") {
    return new DmapiError("proxy", `the proxy cannot be used: ${detail}`, { request, cause, code, unsent: true });
  }
  const unsent = connecting !== undefined || /^(connect|getaddrinfo)$/.test(syscall) || certificate !== undefined;
  return new DmapiError(reasonFor(code, unsent), detail, { request, cause, code, unsent });
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

/** What the system said: in a cause, or in the first of several errors of a connection tried over IPv4 and IPv6. */
function innermost(error: unknown): { code?: string | undefined; message: string; syscall: string } {
  if (!(error instanceof Error)) return { message: "", syscall: "" };
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  const code = textOf(error, "code");
  if (code === undefined && error.cause !== undefined) return innermost(error.cause);
  return {
    code: code ?? (error.name === "HTTPParserError" ? "HPE_INVALID" : undefined),
    message: error.message,
    syscall: textOf(error, "syscall") ?? "",
  };
}

/** The words of the host's fetch may repeat a proxy's address. */
function withoutCredentials(message: string): string {
  return message.replace(/[^\s/]*:[^\s/]*@/g, "");
}

function textOf(error: Error, key: "code" | "syscall"): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** TLS that fails later than the handshake is a lost connection: something may have been sent. */
function reasonFor(code = "", unsent: boolean): Reason {
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
  if (unsent && /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) return "tls";
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" || code.startsWith("HPE_")) return "malformed";
  return "network";
}
