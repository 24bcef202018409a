import type { Socket } from "node:net";
import { TLSSocket, type DetailedPeerCertificate } from "node:tls";
import type { buildConnector } from "undici";
import type { Authorities } from "./authorities";
import { directConnector, tunnelConnector } from "./connect";
import type { Limits } from "./exchange";
import { failureOf } from "./failure";
import type { Route } from "./route";
import { loadUndici } from "./undici";

/** What a connection to an endpoint shows before anything secret is sent. */
export interface Sight {
  /** The names of the certificates from the endpoint's own up to the authority's; empty over plain http. */
  readonly certificates: readonly string[];
  /** Until when the endpoint's certificate is valid, as it says. */
  readonly validTo?: string | undefined;
  /** As `TLSv1.3`. */
  readonly protocol?: string | undefined;
  /** The Date header of a reply to a request for nothing. */
  readonly date?: string | undefined;
}

export interface ProbeOptions {
  readonly systemCertificates: boolean;
  readonly authorities: Authorities;
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
}

const name = "connection";

/**
 * Connects to an endpoint the way requests go, looks at its certificates and its clock, and hangs up.
 * @throws DmapiError as a request would that is not answered
 */
export async function probe(url: URL, route: Route, options: ProbeOptions): Promise<Sight> {
  const { systemCertificates, authorities, limits, signal } = options;
  const trust = { authorities: await authorities(systemCertificates), timeout: limits.connect };
  const undici = loadUndici();
  const tunnel = route.kind === "proxy" ? tunnelConnector(undici, route.proxy, trust) : undefined;
  try {
    const socket = await connected(tunnel?.connect ?? directConnector(undici, trust), url, signal);
    const certificates = certificatesOf(socket);
    const date = await dateOf(socket, url, limits.headers, signal).finally(() => socket.destroy());
    return { ...certificates, date };
  } catch (error) {
    throw failureOf({ request: name, url, form: "", signal }, error, limits);
  } finally {
    await tunnel?.proxyPool.destroy();
  }
}

function connected(connect: buildConnector.connector, url: URL, signal: AbortSignal | undefined): Promise<Socket> {
  const { protocol, hostname, host, port } = url;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw new Error("aborted");
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    connect({ protocol, hostname, host, port, servername: hostname }, (...[error, socket]) => {
      if (error) reject(error);
      else resolve(socket);
    });
  });
}

function certificatesOf(socket: Socket): Omit<Sight, "date"> {
  if (!(socket instanceof TLSSocket)) return { certificates: [] };
  const own = socket.getPeerCertificate(true);
  const chain: DetailedPeerCertificate[] = [];
  for (let each = own; !chain.includes(each); each = each.issuerCertificate) {
    chain.push(each);
    // Of the last one, Node may know no issuer.
    if (!(each.issuerCertificate as DetailedPeerCertificate | undefined)) break;
  }
  const names = chain.map(({ subject }) => [subject.CN, subject.O].find((part) => part !== undefined) ?? "?");
  return { certificates: names.map(String), validTo: own.valid_to, protocol: socket.getProtocol() ?? undefined };
}

/** Asks for the head of the endpoint's first page, and reads as far as the Date header. */
function dateOf(socket: Socket, { host }: URL, patience: number, signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let head = "";
    socket.setTimeout(patience, () => resolve(undefined));
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      head += text;
      const found = /^date:[ \t]*(.+?)\r?\n/im.exec(head)?.[1];
      if (found !== undefined || head.length > 16_384) resolve(found);
    });
    socket.on("error", reject).on("close", () => resolve(undefined));
    socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
