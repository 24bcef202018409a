import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { createHttpTransport, defaultLimits, type Transport } from "../../../../src/dmapi/transport";
import { isErrorWith } from "../fake-call";

describe("A reply over HTTP", () => {
  const text = "Status-Code: 0\n\nMünchen\n";
  let server: Server | undefined;
  let transport: Transport | undefined;

  async function serve(headers: OutgoingHttpHeaders, body: Uint8Array, maxReplyBytes = 2 ** 20): Promise<Transport> {
    server = createServer((_, response) => response.writeHead(200, headers).end(body)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    transport = createHttpTransport(`http://127.0.0.1:${port}`, { limits: { ...defaultLimits, maxReplyBytes } });
    return transport;
  }

  afterEach(async () => {
    await transport?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function readReply(headers: OutgoingHttpHeaders, body: Uint8Array): Promise<string> {
    const { post } = await serve(headers, body);
    return new TextDecoder().decode((await post("version", new URLSearchParams())).body);
  }

  const bytes = Buffer.from(text);
  const codings: Record<string, Uint8Array> = {
    gzip: gzipSync(bytes),
    deflate: deflateSync(bytes),
    br: brotliCompressSync(bytes),
    "deflate, gzip": gzipSync(deflateSync(bytes)),
    Identity: bytes,
  };
  for (const [coding, body] of Object.entries(codings))
    it(`is read in the content coding ${coding}`, async () => {
      assert.equal(await readReply({ "content-encoding": coding }, body), text);
    });

  it("is refused in an unknown coding, in none of those named, and cut", async () => {
    for (const [coding, body] of [
      ["zip", bytes],
      ["gzip", bytes],
      ["gzip", gzipSync(bytes).subarray(0, -9)],
    ] as const)
      await assert.rejects(readReply({ "content-encoding": coding }, body), isErrorWith("malformed"), coding);
  });

  it("counts with its decoded size: a small one that unpacks to much is given up", async () => {
    const { post } = await serve({ "content-encoding": "gzip" }, gzipSync(Buffer.alloc(50 * 2 ** 20, "a")));
    await assert.rejects(post("version", new URLSearchParams()), isErrorWith("malformed", /larger than/));
  });

  it("is read in the charset it names", async () => {
    const latin = Buffer.from(text, "latin1");
    assert.equal(await readReply({ "content-type": "text/plain; charset=ISO-8859-1" }, latin), text);
    assert.equal(await readReply({ "content-type": 'text/plain; Charset="utf-8"' }, bytes), text);
    assert.equal(await readReply({ "content-type": "text/plain;charset =  iso-8859-1; x=y" }, latin), text);
    for (const charset of ["utf8", "UTF-8", "us-ascii", "klingon"])
      assert.equal(await readReply({ "content-type": `text/plain; charset=${charset}` }, bytes), text, charset);
  });
});
