import assert from "node:assert/strict";
import { DmapiError } from "../../../../src/dmapi/errors";
import type { HostFetch } from "../../../../src/dmapi/http/host-fetch-client";
import type { NetworkSettings } from "../../../../src/dmapi/http/route";
import { defaultLimits, type Limits } from "../../../../src/dmapi/transport";
import { issueCertificate, createAuthority } from "./certificates";
import { isErrorWith, form, useTransports } from "./transport-harness";
import { closedPort, startEndpoint, startConnectProxy } from "./servers";

/** This machine by an address that does not count as local, so that no name has to be looked up. */
const machine = "[::ffff:127.0.0.1]";

describe("VS Code's own fetch", () => {
  const transport = useTransports();
  const unknownName = `https://${"x".repeat(64)}.test`;

  /** A stand-in for the host's fetch that answers, and tells what it was asked. */
  function host(answer: () => Response | Promise<Response> = () => new Response("Status-Code: 0\n\n")) {
    const requests: string[] = [];
    const hostFetch: HostFetch = async (url, { method = "", body, redirect = "" }) => {
      requests.push(`${method} ${url.href} ${typeof body === "string" ? body : ""} ${redirect}`);
      return Promise.resolve(answer());
    };
    return { requests, hostFetch };
  }

  it("is used after a failed connection without a proxy, and then for the whole session", async () => {
    const { requests, hostFetch } = host();
    const lines: string[] = [];
    const { post } = transport(`${unknownName}/base`, { hostFetch, trace: (line) => lines.push(line) });
    const reply = await post("login", form);
    await post("logout", new URLSearchParams({ "auth-sid": "x" }));
    assert.equal(new TextDecoder().decode(reply.body), "Status-Code: 0\n\n");
    assert.deepEqual(requests, [
      `POST ${unknownName}/base/request/login api-key=s3cret-key manual`,
      `POST ${unknownName}/base/request/logout auth-sid=x manual`,
    ]);
    assert.equal(lines.length, 2);
    assert.match(lines.join("\n"), /: direct, no proxy\nusing VS Code's fetch from now on/);
  });

  it("is used after a refused connection", async () => {
    const { requests, hostFetch } = host();
    await transport(`http://${machine}:${await closedPort()}`, { hostFetch }).post("login", form);
    assert.equal(requests.length, 1);
  });

  it("is not used when a request may have been sent", async function () {
    if (process.platform === "win32") this.skip(); // cannot reach itself by that address
    const { requests, hostFetch } = host();
    const { port, seen } = await startEndpoint(undefined, (request) => request.socket.destroy());
    const { post } = transport(`http://${machine}:${port}`, { hostFetch });
    await assert.rejects(post("login", form), isErrorWith("network", /UND_ERR_SOCKET/, { unsent: false }));
    assert.deepEqual([seen.length, requests.length], [1, 0]);
  });

  it("is not used for loopback, nor with proxy support off", async () => {
    const { requests, hostFetch } = host();
    const cases: [endpoint: string, settings: Partial<NetworkSettings>][] = [
      [`http://127.0.0.1:${await closedPort()}`, {}],
      [unknownName, { proxySupport: false }],
      [unknownName, { noProxy: ["test"], proxy: "http://proxy" }],
    ];
    for (const [endpoint, settings] of cases) {
      const { post } = transport(endpoint, { hostFetch, settings });
      await assert.rejects(post("login", form), isErrorWith("network", /ECONNREFUSED|ENOTFOUND|EAI_/));
    }
    assert.equal(requests.length, 0);
  });

  it("is never used while NODE_TLS_REJECT_UNAUTHORIZED disables verification", async () => {
    const { requests, hostFetch } = host();
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    await assert.rejects(
      transport(unknownName, { hostFetch, env }).post("login", form),
      isErrorWith("network", /ENOTFOUND|EAI_/),
    );
    const settings = { proxy: "socks5://jane:s3cret@proxy" };
    const socks = transport(unknownName, { hostFetch, env, settings });
    await assert.rejects(socks.post("login", form), isErrorWith("proxy", /not supported/));
    assert.equal(requests.length, 0);
  });

  it("is never used after a certificate was refused, whatever the route", async function () {
    if (process.platform === "win32") this.skip();
    const { requests, hostFetch } = host();
    const { port } = await startEndpoint(await issueCertificate(await createAuthority(), "::ffff:127.0.0.1"));
    for (const settings of [{}, { proxySupport: false }]) {
      const { post } = transport(`https://${machine}:${port}`, { hostFetch, settings });
      for (let times = 0; times < 2; times++) {
        await assert.rejects(post("login", form), isErrorWith("tls", /^unknown issuer/));
      }
    }
    assert.equal(requests.length, 0);
  });

  it("is used if a proxy requires a password the extension lacks", async () => {
    const { requests, hostFetch } = host();
    const proxy = await startConnectProxy(1, () => 407);
    await transport(unknownName, { hostFetch, settings: { proxy: `http://127.0.0.1:${proxy.port}` } }).post("x", form);
    assert.equal(requests.length, 1);
  });

  it("is not used again after it failed at a proxy", async () => {
    const { requests, hostFetch } = host(() => {
      const cause = Object.assign(new Error("Proxy response (407) !== 200 when HTTP Tunneling"), {
        code: "UND_ERR_ABORTED",
        proxy: "http://jane:s3cret@proxy",
      });
      throw new TypeError("fetch failed", { cause });
    });
    const proxy = await startConnectProxy(1, () => 407);
    const { post } = transport(unknownName, { hostFetch, settings: { proxy: `http://127.0.0.1:${proxy.port}` } });
    for (let times = 0; times < 3; times++) {
      await assert.rejects(post("login", form), isErrorWith("proxy", /requires authentication: HTTP 407/));
    }
    assert.equal(requests.length, 1);
  });

  it("is still tried after it failed, and the first client's failure is reported", async () => {
    const { requests, hostFetch } = host(() => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "X", syscall: "connect" }) });
    });
    const { post } = transport(unknownName, { hostFetch });
    for (let times = 0; times < 2; times++)
      await assert.rejects(post("x", form), isErrorWith("network", /ENOTFOUND|EAI_/));
    assert.equal(requests.length, 2);
  });

  it("counts as sent when it fails, unless known otherwise, and its errors hide credentials", async () => {
    for (const user of ["http://jane:s3cret", "http://jane:1/s3cret", "http://a:b@s3cret", "http://s3cret", "s3cret"]) {
      const { hostFetch } = host(() => {
        throw new Error(`no way by ${user}@proxy:1 to there`);
      });
      const { post } = transport(unknownName, { hostFetch });
      const isNoRoute = isErrorWith("network", /^no way by (http:\/\/)?proxy:1 to there$/, { unsent: false });
      await assert.rejects(post("x", form), isNoRoute, user);
    }
  });

  it("is closed with the transport: what is in flight is aborted, and nothing more is sent", async () => {
    const fetched: AbortSignal[] = [];
    const hostFetch: HostFetch = (_, { signal }) => {
      if (signal) fetched.push(signal);
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    };
    const { post, close } = transport(unknownName, { hostFetch, settings: { proxy: "socks5://proxy:1080" } });
    const waiting = post("login", form);
    await close();
    await assert.rejects(waiting, isErrorWith("network", /aborted/, { unsent: false }));
    await assert.rejects(post("login", form), isErrorWith("canceled", /the connection was closed/));
    assert.deepEqual([fetched.length, fetched[0]?.aborted], [1, true]);
  });

  it("is not used by a request that fails after the transport was closed", async () => {
    const { requests, hostFetch } = host();
    const { post, close } = transport(unknownName, { hostFetch });
    const waiting = post("login", form);
    await close();
    await assert.rejects(waiting, DmapiError);
    assert.equal(requests.length, 0);
  });

  describe("as the only client (SOCKS)", () => {
    const settings = { proxy: "socks5://proxy:1080" };

    function through(answer: () => Response | Promise<Response>, limits: Partial<Limits> = {}) {
      return transport(unknownName, { settings, ...host(answer), limits: { ...defaultLimits, ...limits } });
    }

    it("returns redirects and errors unchanged", async () => {
      const { post } = through(() => new Response(null, { status: 302, headers: { location: "/x" } }));
      assert.deepEqual(await post("x", form), { status: 302, body: new Uint8Array(), retryAfter: undefined });
    });

    it("decodes characters that are split between chunks", async () => {
      const bytes = new TextEncoder().encode("Status-Code: 0\n\nzażółć");
      const { post } = through(() => new Response(ReadableStream.from([...bytes].map((byte) => Uint8Array.of(byte)))));
      assert.deepEqual((await post("x", form)).body, bytes);
    });

    it("has the same limits", async () => {
      const endless = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array(6e5)) });
      await assert.rejects(
        through(() => new Response(endless), { maxReplyBytes: 2 ** 21 }).post("x", form),
        isErrorWith("malformed", /^the reply is larger than 2 MB$/, { unsent: false }),
      );
    });

    it("times out when it sends nothing or stalls", async () => {
      const { port } = await startEndpoint(undefined, (request, response) => {
        if (request.url?.endsWith("stop")) response.writeHead(200).write("Status");
      });
      const hostFetch: HostFetch = async (url, init) => fetch(`http://127.0.0.1:${port}${url.pathname}`, init);
      const limits = { ...defaultLimits, connectTimeoutMs: 30, headersTimeoutMs: 30, bodyTimeoutMs: 60 };
      const { post } = transport(unknownName, { settings, hostFetch, limits });
      await assert.rejects(post("nothing", form), isErrorWith("timeout", /HOST_FETCH_TIMEOUT/, { unsent: false }));
      await assert.rejects(post("stop", form), isErrorWith("timeout", /HOST_FETCH_TIMEOUT/, { unsent: false }));
    });

    it("can be aborted", async () => {
      const abort = new AbortController();
      const { port } = await startEndpoint(undefined, () => abort.abort());
      const hostFetch: HostFetch = async (url, init) => fetch(`http://127.0.0.1:${port}${url.pathname}`, init);
      const { post } = transport(unknownName, { settings, hostFetch });
      await assert.rejects(
        post("x", form, { signal: abort.signal }),
        isErrorWith("canceled", /canceled/, { unsent: false }),
      );
      await assert.rejects(post("x", form, { signal: AbortSignal.abort() }), isErrorWith("canceled", /canceled/));
    });
  });
});
