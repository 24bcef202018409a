import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { createServer, type Server, type TLSSocket } from "node:tls";
import { temporaryFolder } from "../vscode/processes.mjs";
import { createAuthority, issueCertificate, type KeyPair } from "../unit/dmapi/http/certificates";

const host = "127.0.0.1";

/** A server that speaks TLS in front of another one, until an impostor takes its port. */
export class TlsProxy {
  private server: Server | undefined;
  private readonly sockets = new Set<TLSSocket>();
  private readonly heldRequests = new Set<string>();
  private readonly heldReplies = new Set<Socket>();
  private received = "";
  private handshakes = 0;

  private constructor(
    private readonly certificate: KeyPair,
    private readonly upstreamPort: number,
    readonly port: number,
    /** The file with the authority that clients are to trust, as for `NODE_EXTRA_CA_CERTS`. */
    readonly authorityFile: string,
  ) {}

  static async start(upstream: string): Promise<TlsProxy> {
    const authority = await createAuthority();
    const certificate = await issueCertificate(authority, host);
    const authorityFile = join(await temporaryFolder("authority"), "authority.pem");
    await writeFile(authorityFile, authority.cert);
    const probe = createServer().listen(0, host);
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    const front = new TlsProxy(certificate, Number(new URL(upstream).port), port, authorityFile);
    await front.serve();
    return front;
  }

  get url(): string {
    return `https://${host}:${this.port}`;
  }

  /** Serves what the other server answers. */
  async serve(): Promise<void> {
    await this.listen(this.certificate, (socket) => {
      const upstream = connect(this.upstreamPort, host);
      for (const [from, to] of [
        [socket, upstream],
        [upstream, socket],
      ] as [Socket, Socket][]) {
        from.on("error", () => to.destroy()).on("close", () => to.destroy());
      }
      socket.on("data", (data: Buffer) => {
        const [, request = ""] = /^POST \/request\/([\w-]+) /.exec(data.toString("latin1")) ?? [];
        if (this.heldRequests.has(request)) this.heldReplies.add(upstream.pause());
      });
      socket.pipe(upstream);
      upstream.on("data", (data) => socket.write(data)).on("end", () => socket.end());
    });
  }

  /** Keeps back the replies to these requests until `release`. */
  hold(...requests: readonly string[]): void {
    for (const request of requests) this.heldRequests.add(request);
  }

  release(): void {
    this.heldRequests.clear();
    for (const upstream of this.heldReplies) upstream.resume();
    this.heldReplies.clear();
  }

  /** Serves with a certificate that nobody vouches for, and takes note of all it is sent. */
  async impersonate(): Promise<{ readonly attempts: () => number; readonly received: () => string }> {
    [this.received, this.handshakes] = ["", 0];
    await this.listen(await issueCertificate(await createAuthority("Impostor"), host), (socket) => {
      socket.on("error", () => undefined).on("data", (data: Buffer) => (this.received += data.toString("latin1")));
    });
    this.server?.on("connection", () => (this.handshakes += 1));
    return { attempts: () => this.handshakes, received: () => this.received };
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    if (server?.close()) await once(server, "close");
  }

  private async listen({ cert, key }: KeyPair, onSocket: (socket: TLSSocket) => void): Promise<void> {
    await this.close();
    const server = createServer({ cert, key }, (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      onSocket(socket);
    });
    server.on("tlsClientError", () => undefined);
    server.listen(this.port, host);
    await once(server, "listening");
    this.server = server;
  }
}
