import { DmapiError } from "../errors";
import type { CertificateAuthorities } from "./certificate-authorities";
import type { HttpClient, HttpRequest, HttpReply, HttpLimits } from "./types";
import { isSolvableByHostFetch } from "./http-errors";
import { createHostFetchClient, type HostFetch } from "./host-fetch-client";
import { createUndiciClient } from "./undici-client";
import type { EnvironmentVariables, Route } from "./route";

export interface HttpClientOptions {
  readonly systemCertificates: boolean;
  readonly authorities: CertificateAuthorities;
  readonly limits: HttpLimits;
  readonly hostFetch: HostFetch;
  readonly env: EnvironmentVariables;
  readonly trace: (line: string) => void;
}

/** Creates the HTTP client for a route, with VS Code's `fetch` as a fallback where that may succeed. */
export function createHttpClient(route: Route, { hostFetch, env, trace, ...options }: HttpClientOptions): HttpClient {
  if (route.kind === "unreadable") return createFailingClient("the proxy address is invalid");
  // With this variable the host's fetch checks no certificates, and the key could be sent to anyone.
  const isTrusted = env["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0";
  const hostClient = createHostFetchClient(hostFetch, options.limits);
  if (route.kind === "host") return isTrusted ? hostClient : createFailingClient("this kind of proxy is not supported");
  const undiciClient = createUndiciClient({ ...options, proxy: route.kind === "proxy" ? route.proxy : undefined });
  return isTrusted && !(route.kind === "direct" && route.reason === "local")
    ? withHostFallback(undiciClient, hostClient, route, trace)
    : undiciClient;
}

/**
 * Tries the host's fetch where undici failed before anything was sent, and keeps using it once it succeeds.
 * If it fails at a proxy too, perhaps after prompting the user for a password, it is not tried again.
 */
function withHostFallback(
  undiciClient: HttpClient,
  hostClient: HttpClient,
  route: Route,
  trace: HttpClientOptions["trace"],
): HttpClient {
  let mode: "own" | "own alone" | "host" = "own";

  async function post(request: HttpRequest): Promise<HttpReply> {
    if (mode === "host") return hostClient.post(request);
    try {
      return await undiciClient.post(request);
    } catch (error) {
      if (mode === "own alone" || !(error instanceof DmapiError) || !mayHostSucceed(route, error)) throw error;
      return await tryHost(request, error);
    }
  }

  async function tryHost(request: HttpRequest, undiciError: DmapiError): Promise<HttpReply> {
    try {
      const reply = await hostClient.post(request);
      mode = "host";
      trace(`using VS Code's fetch from now on, because the built-in connection failed: ${undiciError.detail}`);
      return reply;
    } catch (error) {
      if (!(error instanceof DmapiError)) throw error;
      if (error.reason === "proxy") mode = "own alone";
      const isConnectionFailure = error.isUnsent && ["network", "timeout", "tls"].includes(error.reason);
      throw isConnectionFailure ? undiciError : error;
    }
  }

  async function close(when: "at once" | "when idle"): Promise<void> {
    await Promise.all([hostClient.close(when), undiciClient.close(when)]);
  }

  return { post, close };
}

function mayHostSucceed(route: Route, error: DmapiError): boolean {
  if (!error.isUnsent) return false;
  return (route.kind === "direct" && route.reason === "unnamed") || isSolvableByHostFetch(error);
}

function createFailingClient(detail: string): HttpClient {
  return {
    post: ({ request }) => Promise.reject(new DmapiError("proxy", detail, { request, isUnsent: true })),
    close: () => Promise.resolve(),
  };
}
