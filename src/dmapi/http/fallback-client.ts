import { DmapiError } from "../errors";
import type { CertificateAuthorities } from "./certificate-authorities";
import type { HttpClient, HttpRequest, HttpReply, HttpLimits } from "./types";
import { isCertificateFailure, isProxyPasswordMissing } from "./http-errors";
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
  const isHostTrusted = () => doesHostVerifyCertificates(env);
  const hostClient = createHostFetchClient(hostFetch, options.limits, isHostTrusted);
  if (route.kind === "host") return hostClient;
  const undiciClient = createUndiciClient({ ...options, proxy: route.kind === "proxy" ? route.proxy : undefined });
  if (route.kind === "direct" && route.reason === "local") return undiciClient;
  return withHostFallback({ undiciClient, hostClient, route, isHostTrusted, trace });
}

/**
 * The host's fetch checks no certificate while this variable is set, and the key could be sent to anyone. Any extension
 * may set it at any time, so it is read at each use.
 */
function doesHostVerifyCertificates(env: EnvironmentVariables): boolean {
  return env["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0";
}

interface FallbackParts {
  readonly undiciClient: HttpClient;
  readonly hostClient: HttpClient;
  readonly route: Route;
  readonly isHostTrusted: () => boolean;
  readonly trace: HttpClientOptions["trace"];
}

/**
 * Tries the host's fetch where undici failed before anything was sent, and keeps using it once it succeeds, as long as it
 * verifies certificates. If it fails at a proxy too, perhaps after prompting the user for a password, it is not tried
 * again. A certificate that undici refuses is never a reason to try it.
 */
function withHostFallback({ undiciClient, hostClient, route, isHostTrusted, trace }: FallbackParts): HttpClient {
  let mode: "own" | "own alone" | "host" = "own";

  async function post(request: HttpRequest): Promise<HttpReply> {
    if (mode === "host" && isHostTrusted()) return hostClient.post(request);
    try {
      return await undiciClient.post(request);
    } catch (error) {
      if (mode === "own alone" || !(error instanceof DmapiError) || !mayHostSucceed(route, error)) throw error;
      if (!isHostTrusted()) throw error;
      return await tryHost(request, error);
    }
  }

  async function tryHost(request: HttpRequest, undiciError: DmapiError): Promise<HttpReply> {
    try {
      const reply = await hostClient.post(request);
      if (mode !== "host")
        trace(`using VS Code's fetch from now on, because the built-in connection failed: ${undiciError.detail}`);
      mode = "host";
      return reply;
    } catch (error) {
      if (!(error instanceof DmapiError)) throw error;
      if (error.reason === "proxy") mode = "own alone";
      const isConnectionFailure = error.isUnsent && ["network", "timeout"].includes(error.reason);
      throw isConnectionFailure ? undiciError : error;
    }
  }

  async function close(when: "at once" | "when idle"): Promise<void> {
    await Promise.all([hostClient.close(when), undiciClient.close(when)]);
  }

  return { post, close };
}

/** The host may know a proxy that nobody names, or a proxy's password. */
function mayHostSucceed(route: Route, error: DmapiError): boolean {
  if (!error.isUnsent || isCertificateFailure(error)) return false;
  const isConnectionFailure = error.reason === "network" || error.reason === "timeout";
  const isProxyUnnamed = route.kind === "direct" && route.reason === "unnamed";
  return (isProxyUnnamed && isConnectionFailure) || isProxyPasswordMissing(error);
}

function createFailingClient(detail: string): HttpClient {
  return {
    post: ({ request }) => Promise.reject(new DmapiError("proxy", detail, { request, isUnsent: true })),
    close: () => Promise.resolve(),
  };
}
