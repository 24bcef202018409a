import { isLoopbackEndpoint } from "../endpoint";
import { bypasses, type Target } from "./no-proxy";

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
   * The endpoint's certificate is checked whatever this says: inside the tunnel the key stays between us and Joker.com.
   */
  readonly proxyStrictSSL: boolean;
  readonly systemCertificates: boolean;
}

export const noSettings: NetworkSettings = {
  proxySupport: true,
  proxy: "",
  noProxy: [],
  proxyAuthorization: "",
  proxyStrictSSL: true,
  systemCertificates: true,
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy which takes CONNECT. */
export interface ProxyServer {
  /** Without credentials. */
  readonly origin: string;
  readonly authorization: string | undefined;
  readonly strict: boolean;
}

/**
 * The way to an endpoint. A direct one is `local` on this machine, `wanted` when the user excluded the proxy, and
 * `unnamed` when neither settings nor environment name one: then VS Code may still know one (PAC, system).
 * `host` is a proxy only VS Code can talk to (SOCKS).
 */
export type Route =
  | { readonly kind: "direct"; readonly why: "local" | "wanted" | "unnamed" }
  | { readonly kind: "proxy"; readonly proxy: ProxyServer }
  | { readonly kind: "host" }
  | { readonly kind: "unreadable" };

/**
 * Chooses as VS Code does for itself: this machine directly, then `http.noProxy` (which replaces `NO_PROXY`), then
 * `http.proxy`, then the environment, where `http_proxy` also serves `https` endpoints.
 */
export function routeTo(endpoint: URL, settings: NetworkSettings, env: Environment): Route {
  if (isLoopbackEndpoint(endpoint.href)) return { kind: "direct", why: "local" };
  if (!settings.proxySupport) return { kind: "direct", why: "wanted" };
  const excluded = settings.noProxy.length > 0 ? settings.noProxy : valueOf(env, "no_proxy").split(/[\s,]+/);
  if (bypasses(excluded, targetOf(endpoint))) return { kind: "direct", why: "wanted" };
  const named = settings.proxy.trim() || proxyOf(endpoint, env);
  return named === "" ? { kind: "direct", why: "unnamed" } : routeThrough(named, settings);
}

/** A route in words for the log, without credentials. */
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

function targetOf({ hostname, protocol, port }: URL): Target {
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port || (protocol === "https:" ? "443" : "80") };
}

function proxyOf({ protocol }: URL, env: Environment): string {
  const secure = protocol === "https:" ? valueOf(env, "https_proxy") : "";
  return secure || valueOf(env, "http_proxy") || valueOf(env, "all_proxy");
}

function valueOf(env: Environment, name: string): string {
  const values = [env[name], env[name.toUpperCase()]].map((value) => value?.trim() ?? "");
  return values.find((value) => value !== "") ?? "";
}

function routeThrough(named: string, settings: NetworkSettings): Route {
  const text = named.includes("://") ? named : `http://${named}`;
  if (!URL.canParse(text)) return { kind: "unreadable" };
  const url = new URL(text);
  if (url.protocol.startsWith("socks")) return { kind: "host" };
  if (!/^https?:$/.test(url.protocol) || url.hostname === "") return { kind: "unreadable" };
  const authorization = settings.proxyAuthorization || basicAuthorization(url);
  return { kind: "proxy", proxy: { origin: url.origin, authorization, strict: settings.proxyStrictSSL } };
}

function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === "") return undefined;
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
