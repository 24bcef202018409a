import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { probeTls, type TlsProbeResult } from "../../../../src/dmapi/http/tls-probe";
import { defaultLimits } from "../../../../src/dmapi/transport";
import { createAuthority, issueCertificate } from "./certificates";
import { startEndpoint, startRawServer, startSilentServer, stopServers } from "./servers";
import { isErrorWith } from "./transport-harness";

describe("A probe of a connection", () => {
  const direct = { kind: "direct", reason: "unnamed" } as const;
  let server: Server | undefined;

  afterEach(() => {
    stopServers();
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  function probe(
    url: string,
    trusted?: readonly string[],
    signal?: AbortSignal,
    limits = { ...defaultLimits, headersTimeoutMs: 200 },
  ): Promise<TlsProbeResult> {
    const authorities = () => Promise.resolve(trusted);
    return probeTls(new URL(url), direct, { systemCertificates: false, authorities, limits, signal });
  }

  it("reads the certificates, the protocol and the server's clock", async () => {
    const authority = await createAuthority();
    const { port } = await startEndpoint(await issueCertificate(authority, "127.0.0.1"));
    const { certificates, validTo = "", protocol = "", date = "" } = await probe(`https://127.0.0.1:${port}`, [authority.cert]); // prettier-ignore
    assert.equal(certificates[0], "127.0.0.1");
    assert(Date.parse(validTo) > Date.parse(date));
    assert.match(protocol, /^TLSv1\.[23]$/);
  });

  it("has no certificates over plain http", async () => {
    const { port } = await startEndpoint();
    const { certificates, protocol, date = "" } = await probe(`http://127.0.0.1:${port}`);
    assert.deepEqual([certificates, protocol], [[], undefined]);
    assert(!Number.isNaN(Date.parse(date)));
  });

  it("leaves no connection open", async () => {
    let closed: Promise<unknown> | undefined;
    const { port } = await startEndpoint(undefined, ({ socket }, response) => {
      closed = once(socket, "close");
      response.setHeader("connection", "keep-alive").end();
    });
    await probe(`http://127.0.0.1:${port}`);
    await closed;
  });

  it("can be canceled while it connects, and while it waits for a reply", async () => {
    for (const protocol of ["https", "http"]) {
      const abort = new AbortController();
      const port = await startSilentServer(() => abort.abort());
      const isCanceled = isErrorWith("canceled", /canceled/, { unsent: false });
      await assert.rejects(probe(`${protocol}://127.0.0.1:${port}`, [], abort.signal, defaultLimits), isCanceled);
    }
  });

  it("reaches an IPv6 address", async function () {
    server = createServer((_, response) => response.end());
    const isListening = once(server.listen(0, "::1"), "listening").then(() => true, () => false); // prettier-ignore
    if (!(await isListening)) this.skip(); // This machine has no IPv6.
    const { date = "" } = await probe(`http://[::1]:${(server.address() as AddressInfo).port}`);
    assert(!Number.isNaN(Date.parse(date)));
  });

  for (const [title, reply, date] of [
    [
      "with line feeds alone",
      "HTTP/1.1 200 OK\ndate: Tue, 01 Dec 2026 12:00:00 GMT\n\n",
      "Tue, 01 Dec 2026 12:00:00 GMT",
    ],
    [
      "without a space",
      "HTTP/1.1 200 OK\r\nDATE:Tue, 01 Dec 2026 12:00:00 GMT\r\n\r\n",
      "Tue, 01 Dec 2026 12:00:00 GMT",
    ],
    ["without the header", "HTTP/1.1 200 OK\r\n\r\n", undefined],
    ["that never has it", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(10_000)}`, undefined],
  ] as const)
    it(`reads the Date header of a reply ${title}`, async () => {
      assert.equal((await probe(`http://127.0.0.1:${await startRawServer(reply)}`)).date, date);
    });

  it("goes without the clock of a server that says nothing", async () => {
    const { port } = await startEndpoint(undefined, () => undefined);
    assert.equal((await probe(`http://127.0.0.1:${port}`)).date, undefined);
  });

  it("fails like a request: an untrusted certificate, and an abort", async () => {
    const { port } = await startEndpoint(await issueCertificate(await createAuthority(), "127.0.0.1"));
    await assert.rejects(probe(`https://127.0.0.1:${port}`), isErrorWith("tls", /unknown issuer/));
    const controller = new AbortController();
    const probing = probe(`https://127.0.0.1:${port}`, undefined, controller.signal);
    controller.abort();
    await assert.rejects(probing, isErrorWith("canceled", /./, { unsent: false }));
    await assert.rejects(probe(`http://127.0.0.1:${port}`, undefined, AbortSignal.abort()), isErrorWith("canceled", /./, { unsent: false })); // prettier-ignore
  });
});
