import { BlockList, isIP } from "node:net";

/** Host and port of an endpoint, the host lower-case and without brackets. */
export interface ProxyTarget {
  readonly host: string;
  readonly port: string;
}

/**
 * Whether a list such as `http.noProxy` or `NO_PROXY` matches the target. `joker.com`, `.joker.com` and `*.joker.com`
 * each match joker.com and all its subdomains; an address matches itself, `10.0.0.0/8` a network, `*` everything; a name
 * or an address may have a port.
 */
export function isProxyBypassed(entries: readonly string[], target: ProxyTarget): boolean {
  return entries.some((entry) => matchesEntry(entry.trim().toLowerCase(), target));
}

function matchesEntry(entry: string, { host, port }: ProxyTarget): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  if (entry.includes("/")) return isInNetwork(entry, host);
  const parts = isIP(entry) ? undefined : /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry);
  const name = (parts?.[1] ?? entry).replace(/^\*?\./, "");
  const entryPort = parts?.[2];
  if (entryPort !== undefined && entryPort !== port) return false;
  return host === name || (isIP(host) === 0 && isIP(name) === 0 && host.endsWith(`.${name}`));
}

function isInNetwork(entry: string, host: string): boolean {
  const [address = "", bits = ""] = entry.split("/");
  const family = getAddressFamily(host);
  const maxBits = family === "ipv6" ? 128 : 32;
  if (!family || family !== getAddressFamily(address) || !/^\d+$/.test(bits) || Number(bits) > maxBits) return false;
  const network = new BlockList();
  network.addSubnet(address, Number(bits), family);
  return network.check(host, family);
}

function getAddressFamily(address: string): "ipv4" | "ipv6" | undefined {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
}
