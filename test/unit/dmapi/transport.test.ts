import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DmapiError } from "../../../src/dmapi/errors";
import { defaultLimits, createHttpTransport, type Limits, type Transport } from "../../../src/dmapi/transport";

describe("The transport", () => {
  let server: Server | undefined;
  let transport: Transport | undefined;

  async function serve(listener: RequestListener, limits: Partial<Limits> = {}): Promise<Transport> {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    transport = createHttpTransport(`http://127.0.0.1:${port}/base`, { limits: { ...defaultLimits, ...limits } });
    return transport;
  }

  afterEach(async () => {
    await transport?.close();
    server?.closeAllConnections();
    server?.close();
  });

  function reason(expected: string) {
    return (error: unknown) => error instanceof DmapiError && error.reason === expected;
  }

  const form = new URLSearchParams({ "api-key": "k€y&=+" });

  it("posts the form in the body, never in the URL, over connections kept alive", async () => {
    const seen: string[] = [];
    const ports = new Set<number | undefined>();
    const { post } = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      request.setEncoding("utf8").on("data", (text: string) => {
        seen.push(`${request.method ?? ""} ${request.url ?? ""} ${new URLSearchParams(text).get("api-key") ?? ""}`);
      });
      request.on("end", () => response.end("Status-Code: 0\n\nä"));
    });
    const reply = await post("login", form);
    for (let more = 0; more < 9; more++) await post("login", form);
    assert.equal(new TextDecoder().decode(reply.body), "Status-Code: 0\n\nä");
    assert.deepEqual(seen, new Array(10).fill("POST /base/request/login k€y&=+"));
    assert(ports.size <= 2, `${ports.size} connections for 10 requests`);
  });

  it("does not follow redirects", async () => {
    const { post } = await serve((_, response) => response.writeHead(302, { location: "/elsewhere" }).end());
    assert.equal((await post("login", form)).status, 302);
  });

  it("distinguishes a dropped connection, a truncated body and an unreachable server", async () => {
    const { post } = await serve((request, response) => {
      if (request.url?.endsWith("drop")) request.socket.destroy();
      else {
        response.writeHead(200, { "content-length": 1000 }).write("Status-Code: 0");
        setImmediate(() => response.destroy());
      }
    });
    await assert.rejects(post("drop", form), (error: DmapiError) => error.reason === "network" && !error.isUnsent);
    await assert.rejects(post("cut", form), (error: DmapiError) => error.reason === "network" && !error.isUnsent);
    const nobody = createHttpTransport("http://127.0.0.1:1");
    await assert.rejects(nobody.post("x", form), (error: DmapiError) => error.reason === "network" && error.isUnsent);
    await nobody.close();
  });

  it("times out on a silent server, and on a stalled reply", async () => {
    const { post } = await serve(
      (request, response) => {
        if (request.url?.endsWith("stop")) response.writeHead(200).write("Status");
      },
      { headersTimeoutMs: 50, bodyTimeoutMs: 50 },
    );
    await assert.rejects(post("nothing", form), reason("timeout"));
    await assert.rejects(post("stop", form), reason("timeout"));
  });

  it("aborts a reply that drips forever at the request's deadline", async () => {
    const { post } = await serve((_, response) => {
      response.writeHead(200).write("Status-Code: 0\n");
      const drip = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(drip));
    });
    await assert.rejects(post("drip", form, { deadlineMs: 100 }), (error: DmapiError) => {
      assert.deepEqual([error.reason, error.code, error.isUnsent], ["timeout", "REPLY_DEADLINE", false]);
      assert.match(error.detail, /the reply was not complete after/);
      return true;
    });
  });

  it("caps the size of a reply by its request too", async () => {
    const { post } = await serve((_, response) => response.end("x".repeat(5000)));
    await assert.rejects(post("big", form, { maxReplyBytes: 1000 }), reason("malformed"));
    assert.equal((await post("big", form, { maxReplyBytes: 5000 })).body.length, 5000);
  });

  it("caps the size of a reply", async () => {
    const { post } = await serve((_, response) => response.end("x".repeat(5000)), { maxReplyBytes: 1000 });
    await assert.rejects(post("big", form), reason("malformed"));
  });

  it("can be aborted before and during a request", async () => {
    let closed: Promise<unknown> | undefined;
    const { post } = await serve((request) => {
      closed = once(request.socket, "close");
      abort.abort();
    });
    const abort = new AbortController();
    await assert.rejects(post("slow", form, { signal: abort.signal }), reason("canceled"));
    assert(closed !== undefined);
    await closed;
    await assert.rejects(post("slow", form, { signal: AbortSignal.abort() }), reason("canceled"));
  });
});
