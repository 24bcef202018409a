import { once } from "node:events";
import { createServer, type RequestListener, type Server as HttpServer } from "node:http";
import { createServer as createSecureServer, type Server as HttpsServer } from "node:https";
import { connect, createServer as createRawServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { KeyPair } from "./certificates";

const open = new Set<{ end: () => void }>();

/** Ends what a test started; for `afterEach`. */
export function stopServers(): void {
  for (const server of open) server.end();
  open.clear();
}

export interface Endpoint {
  readonly port: number;
  /** Paths and bodies as they came. */
  readonly seen: string[];
}

/** A server on loopback that answers with a DMAPI reply, or with what `listener` does once the form has come. */
export async function startEndpoint(identity?: KeyPair, listener: RequestListener = answer): Promise<Endpoint> {
  const seen: string[] = [];
  const handle: RequestListener = (request, response) => {
    let form = "";
    request.setEncoding("utf8").on("data", (text: string) => (form += text));
    request.on("end", () => {
      seen.push(`${request.url ?? ""} ${form}`);
      listener(request, response);
    });
  };
  return { port: await listen(serverOf(handle, identity)), seen };
}

function answer(...[, response]: Parameters<RequestListener>): void {
  response.end("Status-Code: 0\n\n");
}

/** A server on loopback that answers whatever it is sent with `bytes`, as they are. */
export async function startRawServer(bytes: string | Uint8Array): Promise<number> {
  return listen(createRawServer((socket) => socket.once("data", () => socket.end(bytes))));
}

/** A server on loopback that says nothing, and tells when it is spoken to. */
export async function startSilentServer(onData: () => void): Promise<number> {
  return listen(createRawServer((socket) => socket.once("data", onData)));
}

export interface ConnectProxy {
  readonly port: number;
  /** What CONNECT asked for, each with its Proxy-Authorization. */
  readonly requests: { readonly target: string; readonly authorization: string | undefined }[];
}

/**
 * A proxy that takes CONNECT and leads every tunnel to one port of this machine, whatever name was asked for.
 * @param refuse gives the status of a refusal; 0 says nothing at all
 */
export async function startConnectProxy(
  to: number,
  refuse: (authorization: string | undefined) => number | undefined = () => undefined,
  identity?: KeyPair,
): Promise<ConnectProxy> {
  const requests: ConnectProxy["requests"] = [];
  const server = serverOf((_, response) => response.writeHead(405).end(), identity);
  server.on("connect", (request: { url: string; headers: Record<string, string | undefined> }, client: Duplex) => {
    const authorization = request.headers["proxy-authorization"];
    requests.push({ target: request.url, authorization });
    const status = refuse(authorization);
    if (status === undefined) tunnel(client, to);
    else if (status > 0) client.end(`HTTP/1.1 ${status} Refused\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n`);
  });
  return { port: await listen(server), requests };
}

function tunnel(client: Duplex, to: number): void {
  const upstream = connect(to, "127.0.0.1", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    client.pipe(upstream).pipe(client);
  });
  upstream.on("error", () => client.destroy());
  client.on("error", () => upstream.destroy());
  client.on("close", () => upstream.destroy());
}

function serverOf(listener: RequestListener, identity: KeyPair | undefined): HttpServer | HttpsServer {
  return identity ? createSecureServer(identity, listener) : createServer(listener);
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => undefined)));
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.add({
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return (server.address() as AddressInfo).port;
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
