import type { Agent } from "undici";
import { DmapiError, type Reason } from "./errors";

/** An HTTP reply as it came. */
export interface HttpReply {
  readonly status: number;
  readonly body: Uint8Array;
}

/**
 * Posts a form to `<endpoint>/request/<name>`.
 * @throws DmapiError network, timeout, tls, malformed (too large), cancelled
 */
export interface Transport {
  readonly post: (name: string, form: URLSearchParams, signal?: AbortSignal) => Promise<HttpReply>;
  readonly close: () => Promise<void>;
}

/** Milliseconds until a connection, the first header and the next piece of a body must be there; bytes of a reply. */
export interface Limits {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
  readonly size: number;
}

export const defaultLimits: Limits = { connect: 15_000, headers: 60_000, body: 60_000, size: 256 * 1024 * 1024 };

/** A transport over undici with keep-alive. Redirects are not followed: a key goes to its endpoint and nowhere else. */
export function httpTransport(endpoint: string, limits: Limits = defaultLimits): Transport {
  let agent: Promise<Agent> | undefined;
  const { origin, pathname } = new URL(endpoint);
  const base = pathname.replace(/\/$/, "");

  async function post(name: string, form: URLSearchParams, signal?: AbortSignal): Promise<HttpReply> {
    try {
      agent ??= createAgent(limits);
      const { statusCode, body } = await (
        await agent
      ).request({
        origin,
        path: `${base}/request/${name}`,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/plain" },
        body: form.toString(),
        signal: signal ?? null,
      });
      return { status: statusCode, body: new Uint8Array(await body.arrayBuffer()) };
    } catch (error) {
      throw transportError(name, error, signal);
    }
  }

  async function close(): Promise<void> {
    await (await agent)?.destroy();
  }

  return { post, close };
}

async function createAgent(limits: Limits): Promise<Agent> {
  const { Agent } = await loadUndici();
  return new Agent({
    connect: { timeout: limits.connect },
    headersTimeout: limits.headers,
    bodyTimeout: limits.body,
    maxResponseSize: limits.size,
    keepAliveTimeout: 30_000,
  });
}

const dispatcherSlots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/**
 * Loads undici and leaves the two process-wide dispatcher slots as they were: the host's own `fetch` uses them,
 * and undici fills them on loading wherever they are empty.
 */
async function loadUndici() {
  const empty = dispatcherSlots.filter((slot) => !(slot in globalThis));
  for (const slot of empty) Object.defineProperty(globalThis, slot, { value: "held", configurable: true });
  try {
    return await import("undici");
  } finally {
    for (const slot of empty) Reflect.deleteProperty(globalThis, slot);
  }
}

const unreached = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function transportError(request: string, cause: unknown, signal: AbortSignal | undefined): DmapiError {
  if (signal?.aborted) return new DmapiError("cancelled", "cancelled", { request });
  const code = codeOf(cause);
  const detail = [code, cause instanceof Error ? cause.message : ""].filter((part) => part !== "").join(" ");
  const reason = reasonFor(code);
  const unsent = reason === "tls" || unreached.has(code);
  return new DmapiError(reason, detail, { request, cause, unsent });
}

/** The error code, looked for in the causes too and in the several errors of a connection tried over IPv4 and IPv6. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string" && error.code !== "") return error.code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner);
}

function reasonFor(code: string): Reason {
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
  if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) return "tls";
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" || code.startsWith("HPE_")) return "malformed";
  return "network";
}
