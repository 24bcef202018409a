import { BlockList, isIP } from "node:net";

/** Host and port of an endpoint, the host lower-case and without brackets. */
export interface Target {
  readonly host: string;
  readonly port: string;
}

/**
 * Whether a list such as `http.noProxy` or `NO_PROXY` names the target. `joker.com`, `.joker.com` and `*.joker.com`
 * each stand for joker.com and all below it; an address stands for itself, `10.0.0.0/8` for a network, `*` for
 * everything; a port narrows a name or an address.
 */
export function bypasses(entries: readonly string[], target: Target): boolean {
  return entries.some((entry) => names(entry.trim().toLowerCase(), target));
}

function names(entry: string, { host, port }: Target): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  if (entry.includes("/")) return inNetwork(entry, host);
  const parts = isIP(entry) ? undefined : /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry);
  const name = (parts?.[1] ?? entry).replace(/^\*?\./, "");
  const wantedPort = parts?.[2];
  if (wantedPort !== undefined && wantedPort !== port) return false;
  return host === name || (isIP(host) === 0 && isIP(name) === 0 && host.endsWith(`.${name}`));
}

function inNetwork(entry: string, host: string): boolean {
  const [address = "", bits = ""] = entry.split("/");
  const family = familyOf(host);
  const widest = family === "ipv6" ? 128 : 32;
  if (!family || family !== familyOf(address) || !/^\d+$/.test(bits) || Number(bits) > widest) return false;
  const network = new BlockList();
  network.addSubnet(address, Number(bits), family);
  return network.check(host, family);
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
}
