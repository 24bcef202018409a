/** An HTTP reply as it came. */
export interface HttpReply {
  readonly status: number;
  readonly body: Uint8Array;
  /** The Retry-After header as sent. */
  readonly retryAfter?: string | undefined;
}

/** One form to post. */
export interface Exchange {
  /** Name of the DMAPI request, for errors. */
  readonly request: string;
  readonly url: URL;
  readonly form: string;
  readonly signal: AbortSignal | undefined;
}

/** One way to the endpoint. */
export interface Carrier {
  /** @throws DmapiError network, timeout, tls, proxy, malformed (too large), cancelled */
  readonly post: (exchange: Exchange) => Promise<HttpReply>;
  /** Closes the connections: at once, or when the requests under way are answered. */
  readonly close: (how: "at once" | "when idle") => Promise<void>;
}

/** Milliseconds until a connection, the first header and the next piece of a body must be there; bytes of a reply. */
export interface Limits {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
  readonly size: number;
}

export const defaultLimits: Limits = { connect: 15_000, headers: 60_000, body: 60_000, size: 256 * 1024 * 1024 };

export const formHeaders = { "content-type": "application/x-www-form-urlencoded", accept: "text/plain" };
