import { DmapiError } from "./errors";
import { systemAuthorities, type Authorities } from "./http/authorities";
import { defaultLimits, type Carrier, type HttpReply, type Limits } from "./http/exchange";
import type { HostFetch } from "./http/host-carrier";
import { openLane } from "./http/lane";
import { describeRoute, noSettings, routeTo, type Environment, type NetworkSettings } from "./http/route";

export { defaultLimits, type HttpReply, type Limits } from "./http/exchange";
export type { NetworkSettings } from "./http/route";

/**
 * Posts a form to `<endpoint>/request/<name>`.
 * @throws DmapiError network, timeout, tls, proxy, malformed (too large), cancelled
 */
export interface Transport {
  readonly post: (name: string, form: URLSearchParams, signal?: AbortSignal) => Promise<HttpReply>;
  readonly close: () => Promise<void>;
}

export interface TransportOptions {
  readonly limits?: Limits;
  /** Asked before each request, so that a changed setting counts from the next one on. */
  readonly settings?: () => NetworkSettings;
  readonly env?: Environment;
  readonly authorities?: Authorities;
  /** VS Code's own `fetch`. */
  readonly hostFetch?: HostFetch;
  /** Takes lines for the log: which way is taken. Never credentials. */
  readonly trace?: (line: string) => void;
}

/**
 * A transport over undici, directly or through the proxy that settings or environment name, and over VS Code's own
 * `fetch` where only VS Code knows the way.
 */
export function httpTransport(endpoint: string, options: TransportOptions = {}): Transport {
  const {
    limits = defaultLimits,
    settings = () => noSettings,
    env = process.env,
    authorities = systemAuthorities,
    trace = () => undefined,
  } = options;
  const hostFetch: HostFetch = options.hostFetch ?? (async (url, init) => globalThis.fetch(url, init));
  const base = new URL(endpoint);
  let lane: { readonly key: string; readonly carrier: Carrier } | undefined;

  function carrier(): Carrier {
    const { systemCertificates, ...rest } = settings();
    const route = routeTo(base, { systemCertificates, ...rest }, env);
    const key = JSON.stringify([route, systemCertificates]);
    if (lane?.key === key) return lane.carrier;
    void lane?.carrier.close("when idle");
    trace(`route to ${base.host}: ${describeRoute(route)}`);
    lane = { key, carrier: openLane(route, { systemCertificates, authorities, limits, hostFetch, env, trace }) };
    return lane.carrier;
  }

  async function post(request: string, form: URLSearchParams, signal?: AbortSignal): Promise<HttpReply> {
    if (signal?.aborted) throw new DmapiError("cancelled", "cancelled", { request, unsent: true });
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/$/, "")}/request/${request}`;
    return carrier().post({ request, url, form: form.toString(), signal });
  }

  async function close(): Promise<void> {
    await lane?.carrier.close("at once");
  }

  return { post, close };
}
