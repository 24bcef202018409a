import { DmapiError } from "./errors";
import { loadSystemAuthorities, type CertificateAuthorities } from "./http/certificate-authorities";
import { defaultHttpLimits, type HttpClient, type HttpReply, type HttpLimits } from "./http/types";
import { canceledError } from "./request-errors";
import { clientClosedError } from "./http/http-errors";
import type { HostFetch } from "./http/host-fetch-client";
import { createHttpClient } from "./http/fallback-client";
import {
  describeRoute,
  defaultNetworkSettings,
  resolveRoute,
  type EnvironmentVariables,
  type NetworkSettings,
} from "./http/route";

export { defaultHttpLimits as defaultLimits, type HttpReply, type HttpLimits as Limits } from "./http/types";
export type { NetworkSettings } from "./http/route";

export interface PostOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Called directly before the bytes are sent, on an established connection; when it throws, nothing is sent. Where VS
   * Code's `fetch` connects, it is called before that.
   */
  readonly beforeSend?: (() => void) | undefined;
  /** True for a request that may be sent again on a fresh connection when a kept-alive one turns out to be dead. */
  readonly isRepeatable?: boolean | undefined;
  /** The largest reply; 256 MB if absent. */
  readonly maxReplyBytes?: number | undefined;
  /** Time for everything, from connecting to the last byte; a reply that drips is given up then. */
  readonly deadlineMs?: number | undefined;
}

/**
 * Posts a form to `<endpoint>/request/<name>`.
 * @throws DmapiError network, timeout, tls, proxy, malformed (too large), canceled
 */
export interface Transport {
  readonly post: (name: string, form: URLSearchParams, options?: PostOptions) => Promise<HttpReply>;
  readonly close: () => Promise<void>;
}

export interface TransportOptions {
  readonly limits?: HttpLimits;
  /** Called before each request, so that a changed setting applies from the next one on. */
  readonly settings?: () => NetworkSettings;
  readonly env?: EnvironmentVariables;
  readonly authorities?: CertificateAuthorities;
  /** VS Code's own `fetch`. */
  readonly hostFetch?: HostFetch;
  /** Receives lines for the log: which route is used. Never credentials. */
  readonly trace?: (line: string) => void;
}

/** @throws DmapiError `timeout` when the reply is not complete in time */
async function withDeadline(
  request: string,
  { signal, deadlineMs }: PostOptions,
  post: (signal: AbortSignal | undefined) => Promise<HttpReply>,
): Promise<HttpReply> {
  if (deadlineMs === undefined) return post(signal);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), deadlineMs);
  try {
    return await post(signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal);
  } catch (error) {
    if (!deadline.signal.aborted || signal?.aborted || !(error instanceof DmapiError)) throw error;
    const detail = `the reply was not complete after ${Math.round(deadlineMs / 1000)} s`;
    throw new DmapiError("timeout", detail, { request, code: "REPLY_DEADLINE", isUnsent: error.isUnsent });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Creates a transport over undici, directly or through the proxy of the settings or environment, and over VS Code's own
 * `fetch` where only VS Code knows the proxy.
 */
export function createHttpTransport(endpoint: string, options: TransportOptions = {}): Transport {
  const {
    limits = defaultHttpLimits,
    settings = () => defaultNetworkSettings,
    env = process.env,
    authorities = loadSystemAuthorities,
    trace = () => undefined,
  } = options;
  const hostFetch: HostFetch = options.hostFetch ?? (async (url, init) => globalThis.fetch(url, init));
  const base = new URL(endpoint);
  let isClosed = false;
  let current: { readonly key: string; readonly client: HttpClient } | undefined;

  function getClient(): HttpClient {
    const { systemCertificates, ...rest } = settings();
    const route = resolveRoute(base, { systemCertificates, ...rest }, env);
    const key = JSON.stringify([route, systemCertificates]);
    if (current?.key === key) return current.client;
    void current?.client.close("when idle");
    trace(`route to ${base.host}: ${describeRoute(route)}`);
    current = {
      key,
      client: createHttpClient(route, { systemCertificates, authorities, limits, hostFetch, env, trace }),
    };
    return current.client;
  }

  async function post(request: string, form: URLSearchParams, options: PostOptions = {}): Promise<HttpReply> {
    if (isClosed) throw clientClosedError(request);
    if (options.signal?.aborted) throw canceledError(request, { isUnsent: true });
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/$/, "")}/request/${request}`;
    return withDeadline(request, options, (signal) =>
      getClient().post({ ...options, request, url, form: form.toString(), signal }),
    );
  }

  async function close(): Promise<void> {
    isClosed = true;
    await current?.client.close("at once");
  }

  return { post, close };
}
