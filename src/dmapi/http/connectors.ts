import type { Socket } from "node:net";
import tls, { type SecureContextOptions } from "node:tls";
import type { buildConnector, Pool } from "undici";
import { ConnectError, ProxyRefusedError } from "./http-errors";
import type { ProxyServer } from "./route";
import type { Undici } from "./load-undici";

type Connector = buildConnector.connector;

/** The certificate of an endpoint is always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
export interface TlsSettings {
  readonly authorities: readonly string[] | undefined;
  /** For a connection and its TLS handshake. */
  readonly timeout: number;
}

/**
 * Node gives each address of an endpoint 250 ms, which a slow network exceeds: then none of them connects. This allows
 * for a long round trip or one lost packet, and leaves time for several addresses within the connect timeout.
 */
const addressOptions = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2500 };

/** A connector whose errors are all `ConnectError`. */
export function createDirectConnector({ buildConnector }: Undici, settings: TlsSettings): Connector {
  const connect = buildConnector({
    ...buildTlsOptions(settings),
    rejectUnauthorized: true,
    ...addressOptions,
    timeout: settings.timeout,
  });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error) callback(new ConnectError("endpoint", error), null);
      else callback(null, socket);
    });
  };
}

/** A connector through a proxy that supports CONNECT: the TLS connection to the endpoint is inside the tunnel. */
export function createTunnelConnector(
  undici: Undici,
  proxy: ProxyServer,
  settings: TlsSettings,
): { connect: Connector; proxyPool: Pool } {
  const proxyPool = new undici.Pool(proxy.origin, {
    connect: {
      ...buildTlsOptions(settings),
      rejectUnauthorized: proxy.isCertificateChecked,
      ...addressOptions,
      timeout: settings.timeout,
    },
    headersTimeout: settings.timeout,
  });
  const connectTls = createDirectConnector(undici, settings);
  const connect: Connector = (options, callback) => {
    openTunnel(proxyPool, proxy, formatHostAndPort(options)).then(
      (socket) => {
        if (options.protocol === "https:") connectTls({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: unknown) => callback(new ConnectError("proxy", error), null),
    );
  };
  return { connect, proxyPool };
}

async function openTunnel(pool: Pool, { authorization }: ProxyServer, path: string) {
  const headers = { host: path, ...(authorization !== undefined && { "proxy-authorization": authorization }) };
  const { socket, statusCode } = await pool.connect({ path, headers });
  if (statusCode >= 200 && statusCode < 300) return socket as Socket;
  socket.on("error", () => undefined).destroy();
  throw new ProxyRefusedError(statusCode);
}

function formatHostAndPort({ host, hostname, port, protocol }: buildConnector.Options): string {
  return port ? (host ?? hostname) : `${host ?? hostname}:${protocol === "https:" ? 443 : 80}`;
}

/**
 * One context for all connections: reading some hundred certificates takes tens of milliseconds each time. `ca` is
 * repeated because VS Code's patched `tls.connect` (`http.experimental.systemCertificatesV2`) leaves it alone if it is set.
 */
function buildTlsOptions({ authorities }: TlsSettings): SecureContextOptions & { secureContext?: tls.SecureContext } {
  if (!authorities) return {};
  const ca = [...authorities];
  return { ca, secureContext: tls.createSecureContext({ ca }) };
}
