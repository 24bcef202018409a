import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { HttpClient, HttpRequest } from "../../../../src/dmapi/http/types";
import { createUndiciClient } from "../../../../src/dmapi/http/undici-client";
import { defaultLimits, type Limits } from "../../../../src/dmapi/transport";
import { createAuthority, issueCertificate } from "./certificates";
import { startConnectProxy, startEndpoint, stopServers } from "./servers";
import { isErrorWith } from "./transport-harness";

describe("The client over undici", () => {
  const clients: HttpClient[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close("at once")));
    stopServers();
  });

  function createClient(options: Partial<Parameters<typeof createUndiciClient>[0]> = {}) {
    const authorities = () => Promise.resolve(undefined);
    const client = createUndiciClient({ proxy: undefined, systemCertificates: true, authorities, limits: defaultLimits, ...options }); // prettier-ignore
    clients.push(client);
    return client;
  }

  const createRequest = (port: number, fields: Partial<HttpRequest> = {}): HttpRequest => {
    const url = new URL(`http://127.0.0.1:${port}/request/query-orders`);
    return { request: "query-orders", url, form: "a=1", signal: undefined, ...fields };
  };

  /** An endpoint that replies when `reply` is called, and tells when a request has come. */
  async function startWaitingEndpoint() {
    const replies: (() => void)[] = [];
    let tell: () => void;
    const hasRequest = new Promise<void>((resolve) => (tell = resolve));
    const { port } = await startEndpoint(undefined, (_, response) => {
      replies.push(() => response.end("Status-Code: 0\n\n"));
      tell();
    });
    return { port, hasRequest, reply: () => replies.splice(0).forEach((send) => send()) };
  }

  it("passes on the status, and how long to wait", async () => {
    const { port } = await startEndpoint(undefined, (_, response) => {
      response.writeHead(503, { "retry-after": "120" }).end("busy");
    });
    const { status, retryAfter, body } = await createClient().post(createRequest(port));
    assert.deepEqual([status, retryAfter, new TextDecoder().decode(body)], [503, "120", "busy"]);
  });

  it("reads no more of a reply than this request allows", async () => {
    const { port } = await startEndpoint(undefined, (_, response) => response.end("x".repeat(2 ** 21 + 1)));
    const client = createClient();
    const within = createRequest(port, { maxReplyBytes: 2 ** 21 + 1 });
    assert.equal((await client.post(within)).body.length, 2 ** 21 + 1);
    const beyond = createRequest(port, { maxReplyBytes: 2 ** 21 });
    await assert.rejects(client.post(beyond), isErrorWith("malformed", /larger than 2 MB/, { unsent: false }));
  });

  it("aborts a request when it is closed at once", async () => {
    const { port, hasRequest } = await startWaitingEndpoint();
    const client = createClient();
    const failure = assert.rejects(
      client.post(createRequest(port)),
      isErrorWith("network", /was closed/, { unsent: false }),
    );
    await hasRequest;
    await client.close("at once");
    await failure;
  });

  it("waits for a request when it is closed when idle", async () => {
    const { port, hasRequest, reply } = await startWaitingEndpoint();
    const client = createClient();
    const replied = client.post(createRequest(port));
    await hasRequest;
    const closed = client.close("when idle");
    reply();
    assert.equal((await replied).status, 200);
    await closed;
  });

  it("sends nothing after it was closed at once", async () => {
    const { port, seen } = await startEndpoint();
    const client = createClient();
    await client.close("at once");
    await assert.rejects(client.post(createRequest(port)), isErrorWith("canceled", /the connection was closed/));
    assert.deepEqual(seen, []);
  });

  it("closes while its first connection is being prepared, and where that fails", async () => {
    const { port } = await startEndpoint();
    const failing = createClient({ authorities: () => Promise.reject(new Error("no certificates")) });
    const url = new URL(`https://127.0.0.1:${port}/`);
    const failure = assert.rejects(
      failing.post(createRequest(port, { url })),
      isErrorWith("network", /no certificates/),
    );
    await failing.close("when idle");
    await failure;
  });

  it("prepares again after certificates could not be read", async () => {
    const authority = await createAuthority();
    const { port } = await startEndpoint(await issueCertificate(authority, "127.0.0.1"));
    let reads = 0;
    const authorities = () => (reads++ === 0 ? Promise.reject(new Error("busy")) : Promise.resolve([authority.cert]));
    const client = createClient({ authorities });
    const request = createRequest(port, { url: new URL(`https://127.0.0.1:${port}/`) });
    await assert.rejects(client.post(request), isErrorWith("network", /busy/));
    assert.equal((await client.post(request)).status, 200);
  });

  it("reads certificates only where it speaks TLS: with the endpoint, or with the proxy", async () => {
    const authority = await createAuthority();
    const { port } = await startEndpoint();
    const proxy = await startConnectProxy(port, undefined, await issueCertificate(authority, "127.0.0.1"));
    let reads = 0;
    const authorities = () => {
      reads += 1;
      return Promise.resolve([authority.cert]);
    };
    assert.equal((await createClient({ authorities }).post(createRequest(port))).status, 200);
    assert.equal(reads, 0);
    const behindProxy = {
      origin: `https://127.0.0.1:${proxy.port}`,
      authorization: undefined,
      isCertificateChecked: true,
    };
    const client = createClient({ authorities, proxy: behindProxy });
    assert.equal((await client.post(createRequest(port))).status, 200);
    assert.equal(reads, 1);
  });

  describe("after a long pause", () => {
    const limits: Limits = { ...defaultLimits, keepAliveMs: 3_600_000 };
    const { now } = Date;
    afterEach(() => (Date.now = now));

    it("closes the old connections and connects anew", async () => {
      const sockets = new Set<Socket>();
      const { port } = await startEndpoint(undefined, ({ socket }, response) => {
        sockets.add(socket);
        response.end("Status-Code: 0\n\n");
      });
      const client = createClient({ limits });
      for (let times = 0; times < 3; times += 1) await client.post(createRequest(port));
      const old = [...sockets];
      const closed = Promise.all(old.map((socket) => once(socket, "close")));
      Date.now = () => now() + 7_200_000;
      await client.post(createRequest(port));
      assert.equal(sockets.size, old.length + 1);
      await closed;
    });
  });

  it("aborts what still runs on connections it has dropped when it is closed at once", async () => {
    const waiting: ServerResponse[] = [];
    const endpoint = await startEndpoint(undefined, (_, response) => {
      waiting.push(response);
      tell();
    });
    let tell = (): unknown => undefined;
    const whenWaiting = (count: number) =>
      new Promise<unknown>((resolve) => {
        tell = () => waiting.length === count && resolve(undefined);
        tell();
      });
    const client = createClient();
    const post = () => client.post(createRequest(endpoint.port));
    const warmUp = [post(), post()];
    await whenWaiting(2);
    for (const response of waiting.splice(0)) response.end("Status-Code: 0\n\n");
    await Promise.all(warmUp);
    const failure = assert.rejects(post(), isErrorWith("network", /./, { unsent: false }));
    await whenWaiting(1);
    const lost = assert.rejects(post(), isErrorWith("network", /./, { unsent: false }));
    await whenWaiting(2);
    waiting[1]?.destroy();
    await lost;
    await client.close("at once");
    await failure;
  });
});
