import type { Socket } from "node:net";
import tls, { type SecureContextOptions } from "node:tls";
import type { buildConnector, Pool } from "undici";
import { ConnectFailure, ProxyRefusal } from "./failure";
import type { ProxyServer } from "./route";
import type { Undici } from "./undici";

type Connector = buildConnector.connector;

/** How TLS is spoken. The certificate of an endpoint is always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
export interface Security {
  readonly authorities: readonly string[] | undefined;
  /** Milliseconds for a connection and its handshake. */
  readonly timeout: number;
}

/** A connector whose errors are all `ConnectFailure`. */
export function directConnector({ buildConnector }: Undici, security: Security): Connector {
  const connect = buildConnector({ ...tlsOptions(security), rejectUnauthorized: true, timeout: security.timeout });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error) callback(new ConnectFailure("endpoint", error), null);
      else callback(null, socket);
    });
  };
}

/** A connector through a proxy which takes CONNECT: the endpoint's TLS is spoken inside the tunnel. */
export function tunnelConnector(
  undici: Undici,
  proxy: ProxyServer,
  security: Security,
): { connect: Connector; proxyPool: Pool } {
  const proxyPool = new undici.Pool(proxy.origin, {
    connect: { ...tlsOptions(security), rejectUnauthorized: proxy.strict, timeout: security.timeout },
    headersTimeout: security.timeout,
  });
  const secure = directConnector(undici, security);
  const connect: Connector = (options, callback) => {
    openTunnel(proxyPool, proxy, hostAndPort(options)).then(
      (socket) => {
        if (options.protocol === "https:") secure({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: unknown) => callback(new ConnectFailure("proxy", error), null),
    );
  };
  return { connect, proxyPool };
}

async function openTunnel(pool: Pool, { authorization }: ProxyServer, path: string) {
  const headers = { host: path, ...(authorization !== undefined && { "proxy-authorization": authorization }) };
  const { socket, statusCode } = await pool.connect({ path, headers });
  if (statusCode >= 200 && statusCode < 300) return socket as Socket;
  socket.on("error", () => undefined).destroy();
  throw new ProxyRefusal(statusCode);
}

function hostAndPort({ host, hostname, port, protocol }: buildConnector.Options): string {
  return port ? (host ?? hostname) : `${host ?? hostname}:${protocol === "https:" ? 443 : 80}`;
}

/**
 * One context for all connections: reading some hundred certificates takes tens of milliseconds each time. `ca` is
 * repeated because VS Code's patched `tls.connect` (`http.experimental.systemCertificatesV2`) keeps off where it is set.
 */
function tlsOptions({ authorities }: Security): SecureContextOptions & { secureContext?: tls.SecureContext } {
  if (!authorities) return {};
  const ca = [...authorities];
  return { ca, secureContext: tls.createSecureContext({ ca }) };
}
