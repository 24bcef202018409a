import { DmapiError } from "../errors";
import type { Authorities } from "./authorities";
import type { Carrier, Exchange, HttpReply, Limits } from "./exchange";
import { isForWantOfKnowledge } from "./failure";
import { hostCarrier, type HostFetch } from "./host-carrier";
import { ownCarrier } from "./own-carrier";
import type { Environment, Route } from "./route";

export interface LaneOptions {
  readonly systemCertificates: boolean;
  readonly authorities: Authorities;
  readonly limits: Limits;
  readonly hostFetch: HostFetch;
  readonly env: Environment;
  readonly trace: (line: string) => void;
}

/** The carrier for a route, with VS Code's `fetch` behind it where that may know more than we do. */
export function openLane(route: Route, { hostFetch, env, trace, ...options }: LaneOptions): Carrier {
  if (route.kind === "unreadable") return dead("the proxy address is invalid");
  // With this variable the host's fetch checks no certificate, and a key would be given to anybody.
  const isTrusted = env["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0";
  const host = hostCarrier(hostFetch, options.limits);
  if (route.kind === "host") return isTrusted ? host : dead("this kind of proxy is not supported");
  const own = ownCarrier({ ...options, proxy: route.kind === "proxy" ? route.proxy : undefined });
  return isTrusted && !(route.kind === "direct" && route.why === "local") ? withHost(own, host, route, trace) : own;
}

/**
 * Asks the host once where our own attempt failed before anything was sent, and stays with it when it has an answer.
 * A host that fails at a proxy itself, perhaps after asking the user for a password, is not asked again.
 */
function withHost(own: Carrier, host: Carrier, route: Route, trace: LaneOptions["trace"]): Carrier {
  let use: "own" | "own alone" | "host" = "own";

  async function post(exchange: Exchange): Promise<HttpReply> {
    if (use === "host") return host.post(exchange);
    try {
      return await own.post(exchange);
    } catch (error) {
      if (use === "own alone" || !(error instanceof DmapiError) || !mayKnowMore(route, error)) throw error;
      return await askHost(exchange, error);
    }
  }

  async function askHost(exchange: Exchange, failure: DmapiError): Promise<HttpReply> {
    try {
      const reply = await host.post(exchange);
      use = "host";
      trace(`using VS Code's fetch from now on, because the built-in connection failed: ${failure.detail}`);
      return reply;
    } catch (error) {
      const isOfProxy = error instanceof DmapiError && error.reason === "proxy";
      if (isOfProxy) use = "own alone";
      throw !isOfProxy && error instanceof DmapiError && error.unsent ? failure : error;
    }
  }

  return { post, close: own.close };
}

function mayKnowMore(route: Route, error: DmapiError): boolean {
  if (!error.unsent) return false;
  return (route.kind === "direct" && route.why === "unnamed") || isForWantOfKnowledge(error);
}

function dead(detail: string): Carrier {
  return {
    post: ({ request }) => Promise.reject(new DmapiError("proxy", detail, { request, unsent: true })),
    close: () => Promise.resolve(),
  };
}
