import { isIP, type Socket } from "node:net";
import { TLSSocket, type DetailedPeerCertificate } from "node:tls";
import type { buildConnector } from "undici";
import type { CertificateAuthorities } from "./certificate-authorities";
import { createDirectConnector, createTunnelConnector } from "./connectors";
import type { HttpLimits } from "./types";
import { toDmapiError } from "./http-errors";
import type { Route } from "./route";

/** What a connection to an endpoint reveals before any secret is sent. */
export interface TlsProbeResult {
  /** The names of the certificate chain, the endpoint's first; empty over plain http. */
  readonly certificates: readonly string[];
  /** The end of the validity of the endpoint's certificate, as sent. */
  readonly validTo?: string | undefined;
  /** As `TLSv1.3`. */
  readonly protocol?: string | undefined;
  /** The Date header of the reply to a HEAD request. */
  readonly date?: string | undefined;
}

export interface TlsProbeOptions {
  readonly systemCertificates: boolean;
  readonly authorities: CertificateAuthorities;
  readonly limits: HttpLimits;
  readonly signal?: AbortSignal | undefined;
}

const requestName = "connection";

/**
 * Connects to an endpoint by the same route as requests, reads its certificates and clock, and disconnects.
 * @throws DmapiError like a request without a reply
 */
export async function probeTls(url: URL, route: Route, options: TlsProbeOptions): Promise<TlsProbeResult> {
  const { systemCertificates, authorities, limits, signal } = options;
  const tlsSettings = { authorities: await authorities(systemCertificates), timeout: limits.connectTimeoutMs };
  const undici = (await import("./load-undici")).loadUndici();
  const tunnel = route.kind === "proxy" ? createTunnelConnector(undici, route.proxy, tlsSettings) : undefined;
  try {
    const socket = await connectSocket(tunnel?.connect ?? createDirectConnector(undici, tlsSettings), url, signal);
    try {
      return { ...readCertificates(socket), date: await fetchDateHeader(socket, url, limits.headersTimeoutMs, signal) };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    throw toDmapiError({ request: requestName, signal }, error, limits);
  } finally {
    await tunnel?.proxyPool.destroy();
  }
}

function connectSocket(connect: buildConnector.connector, url: URL, signal: AbortSignal | undefined): Promise<Socket> {
  const { protocol, host, port } = url;
  const hostname = url.hostname.replace(/^\[|\]$/g, ""); // of an IPv6 address
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw new Error("aborted");
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    connect(
      { protocol, hostname, host, port, servername: isIP(hostname) === 0 ? hostname : "" },
      (...[error, socket]) => {
        if (error) reject(error);
        else if (signal?.aborted) socket.destroy();
        else resolve(socket);
      },
    );
  });
}

function readCertificates(socket: Socket): Omit<TlsProbeResult, "date"> {
  if (!(socket instanceof TLSSocket)) return { certificates: [] };
  const leaf = socket.getPeerCertificate(true);
  const chain: DetailedPeerCertificate[] = [];
  for (let certificate = leaf; !chain.includes(certificate); certificate = certificate.issuerCertificate) {
    chain.push(certificate);
    // The last certificate may have no issuer in Node.
    if (!(certificate.issuerCertificate as DetailedPeerCertificate | undefined)) break;
  }
  const names = chain.map(({ subject }) => [subject.CN, subject.O].find((part) => part !== undefined) ?? "?");
  return { certificates: names.map(String), validTo: leaf.valid_to, protocol: socket.getProtocol() ?? undefined };
}

/** Sends HEAD for the root and reads up to the Date header. */
function fetchDateHeader(
  socket: Socket,
  { host }: URL,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let head = "";
    socket.setTimeout(timeoutMs, () => resolve(undefined));
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      head += text;
      const date = /^date:[ \t]*(.+?)\r?\n/im.exec(head)?.[1];
      if (date !== undefined || head.length > 16_384) resolve(date);
    });
    socket.on("error", reject).on("close", () => resolve(undefined));
    socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
