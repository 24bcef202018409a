import { acceptedCodings } from "./content-codings";

/** An HTTP reply as received. */
export interface HttpReply {
  readonly status: number;
  readonly body: Uint8Array;
  /** The Retry-After header as sent. */
  readonly retryAfter?: string | undefined;
}

/** A form to post. */
export interface HttpRequest {
  /** Name of the DMAPI request, for errors. */
  readonly request: string;
  readonly url: URL;
  readonly form: string;
  readonly signal: AbortSignal | undefined;
  /** True for a request that may be sent again on a fresh connection when a kept-alive one turns out to be dead. */
  readonly isRepeatable?: boolean | undefined;
  /** The largest reply to this request; that of the client's limits if absent. */
  readonly maxReplyBytes?: number | undefined;
  /** Called directly before the bytes are sent; when it throws, nothing is sent. */
  readonly beforeSend?: (() => void) | undefined;
}

/** Sends HTTP requests over one route to the endpoint. */
export interface HttpClient {
  /** @throws DmapiError network, timeout, tls, proxy, malformed (too large), canceled */
  readonly post: (request: HttpRequest) => Promise<HttpReply>;
  /** Closes the connections: at once, or when the pending requests are answered. */
  readonly close: (when: "at once" | "when idle") => Promise<void>;
}

/** Timeouts until a connection, the first header and the next chunk of a body; maximum size of a reply. */
export interface HttpLimits {
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxReplyBytes: number;
  /** How long an unused connection is kept, in wall-clock time: a laptop may have slept meanwhile. */
  readonly keepAliveMs: number;
  /** Until the first header of a reply on a kept-alive connection, before a reading request is sent on a fresh one. */
  readonly keptAliveHeadersTimeoutMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  connectTimeoutMs: 15_000,
  headersTimeoutMs: 60_000,
  bodyTimeoutMs: 60_000,
  maxReplyBytes: 256 * 1024 * 1024,
  // Bursts of requests share a connection; between two rounds of polling it would only grow stale.
  keepAliveMs: 10_000,
  // A slow server costs one repeated request, a dead connection seconds instead of a minute.
  keptAliveHeadersTimeoutMs: 15_000,
};

export const formHeaders = {
  "content-type": "application/x-www-form-urlencoded",
  accept: "text/plain",
  "accept-encoding": acceptedCodings,
};

/** The client's limits, with the request's own size of a reply where that is smaller. */
export function getLimits({ maxReplyBytes = Infinity }: HttpRequest, limits: HttpLimits): HttpLimits {
  return { ...limits, maxReplyBytes: Math.min(maxReplyBytes, limits.maxReplyBytes) };
}

/** Reads a body of limited size. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onChunk: () => void = () => undefined,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    onChunk();
    size += chunk.length;
    if (size > maxBytes)
      throw Object.assign(new Error("the reply is too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
    chunks.push(chunk);
  }
  const { buffer, byteOffset, length } = Buffer.concat(chunks);
  return new Uint8Array(buffer, byteOffset, length);
}
