import { parseUrl } from "../parse-url";
import { isLoopbackEndpoint } from "../endpoint";
import { isProxyBypassed, type ProxyTarget } from "./no-proxy";

/** VS Code's settings of the same names, as plain values. */
export interface NetworkSettings {
  /** False when `http.proxySupport` is `off`. */
  readonly proxySupport: boolean;
  readonly proxy: string;
  readonly noProxy: readonly string[];
  /** A whole `Proxy-Authorization` value such as `Basic …`; empty when not set. */
  readonly proxyAuthorization: string;
  /**
   * False leaves the certificate of an `https` proxy unchecked, which is what VS Code says of `http.proxyStrictSSL`.
   * The endpoint's certificate is checked in any case: inside the tunnel only Joker.com sees the key.
   */
  readonly proxyStrictSSL: boolean;
  readonly systemCertificates: boolean;
}

export const defaultNetworkSettings: NetworkSettings = {
  proxySupport: true,
  proxy: "",
  noProxy: [],
  proxyAuthorization: "",
  proxyStrictSSL: true,
  systemCertificates: true,
};

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** A proxy that supports CONNECT. */
export interface ProxyServer {
  /** Without credentials. */
  readonly origin: string;
  readonly authorization: string | undefined;
  readonly isCertificateChecked: boolean;
}

/**
 * The route to an endpoint. A direct route is `local` on loopback, `wanted` when the user excluded the proxy, and
 * `unnamed` when neither settings nor environment name a proxy: then VS Code may still find one (PAC, system).
 * `host` is a proxy only VS Code supports (SOCKS).
 */
export type Route =
  | { readonly kind: "direct"; readonly reason: "local" | "wanted" | "unnamed" }
  | { readonly kind: "proxy"; readonly proxy: ProxyServer }
  | { readonly kind: "host" }
  | { readonly kind: "unreadable" };

/**
 * Chooses the same way as VS Code: loopback directly, then `http.noProxy` (which replaces `NO_PROXY`), then
 * `http.proxy`, then the environment, where `http_proxy` also applies to `https` endpoints.
 */
export function resolveRoute(endpoint: URL, settings: NetworkSettings, env: EnvironmentVariables): Route {
  if (isLoopbackEndpoint(endpoint.href)) return { kind: "direct", reason: "local" };
  if (!settings.proxySupport) return { kind: "direct", reason: "wanted" };
  const noProxyEntries = settings.noProxy.length > 0 ? settings.noProxy : getVariable(env, "no_proxy").split(/[\s,]+/);
  if (isProxyBypassed(noProxyEntries, toProxyTarget(endpoint))) return { kind: "direct", reason: "wanted" };
  const proxyUrl = settings.proxy.trim() || getProxyFromEnvironment(endpoint, env);
  return proxyUrl === "" ? { kind: "direct", reason: "unnamed" } : createProxyRoute(proxyUrl, settings);
}

/** A description of the route for the log, without credentials. */
export function describeRoute(route: Route): string {
  switch (route.kind) {
    case "direct":
      return "direct, no proxy";
    case "proxy":
      return `through proxy ${route.proxy.origin}`;
    case "host":
      return "through a SOCKS proxy, using VS Code's fetch";
    case "unreadable":
      return "none, the proxy address is invalid";
  }
}

function toProxyTarget({ hostname, protocol, port }: URL): ProxyTarget {
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port || (protocol === "https:" ? "443" : "80") };
}

function getProxyFromEnvironment({ protocol }: URL, env: EnvironmentVariables): string {
  const httpsProxy = protocol === "https:" ? getVariable(env, "https_proxy") : "";
  return httpsProxy || getVariable(env, "http_proxy") || getVariable(env, "all_proxy");
}

function getVariable(env: EnvironmentVariables, name: string): string {
  const values = [env[name], env[name.toUpperCase()]].map((value) => value?.trim() ?? "");
  return values.find((value) => value !== "") ?? "";
}

function createProxyRoute(proxyUrl: string, settings: NetworkSettings): Route {
  const text = proxyUrl.includes("://") ? proxyUrl : `http://${proxyUrl}`;
  const url = parseUrl(text);
  if (!url) return { kind: "unreadable" };
  if (url.protocol.startsWith("socks")) return { kind: "host" };
  if (!/^https?:$/.test(url.protocol) || url.hostname === "") return { kind: "unreadable" };
  const authorization = settings.proxyAuthorization || createBasicAuthorization(url);
  return { kind: "proxy", proxy: { origin: url.origin, authorization, isCertificateChecked: settings.proxyStrictSSL } };
}

function createBasicAuthorization({ username, password }: URL): string | undefined {
  if (username === "") return undefined;
  const credentials = `${tryDecode(username)}:${tryDecode(password)}`;
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

function tryDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
