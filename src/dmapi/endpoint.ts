import { parseUrl } from "./parse-url";

/** Joker.com's production system, and its test system (OT&E). */
export const productionEndpoint = "https://dmapi.joker.com";
export const oteEndpoint = "https://dmapi.ote.joker.com";

/**
 * Parses an endpoint setting: `https`, or `http` on loopback only, so that no key is sent unencrypted.
 * @returns the endpoint without a trailing slash, or what is wrong with it
 */
export function parseEndpoint(
  setting: string,
): { endpoint: string } | { problem: "not-a-url" | "not-https" | "has-secret" } {
  const url = parseUrl(setting.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return { problem: "not-a-url" };
  if (url.protocol === "http:" && !isLoopback(url)) return { problem: "not-https" };
  if (url.username || url.password || url.search || url.hash) return { problem: "has-secret" };
  return { endpoint: `${url.origin}${url.pathname}`.replace(/\/+$/, "") };
}

/** True for an endpoint on loopback. */
export function isLoopbackEndpoint(endpoint: string): boolean {
  return isLoopback(new URL(endpoint));
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
