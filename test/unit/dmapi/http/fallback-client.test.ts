import assert from "node:assert/strict";
import { createHttpClient } from "../../../../src/dmapi/http/fallback-client";
import type { HostFetch } from "../../../../src/dmapi/http/host-fetch-client";
import type { Route } from "../../../../src/dmapi/http/route";
import type { HttpClient, HttpRequest } from "../../../../src/dmapi/http/types";
import { defaultLimits } from "../../../../src/dmapi/transport";
import { closedPort, startConnectProxy, startEndpoint, stopServers } from "./servers";
import { isErrorWith } from "./transport-harness";

describe("The choice between undici and VS Code's fetch", () => {
  const clients: HttpClient[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close("at once")));
    stopServers();
  });

  function create(route: Route, answer: () => Promise<Response> = () => Promise.resolve(new Response("host"))) {
    const lines: string[] = [];
    const env: Record<string, string> = {};
    let fetches = 0;
    const hostFetch: HostFetch = () => {
      fetches += 1;
      return answer();
    };
    const limits = { ...defaultLimits, connectTimeoutMs: 2000 };
    const authorities = () => Promise.resolve(undefined);
    const client = createHttpClient(route, { systemCertificates: true, authorities, limits, hostFetch, env, trace: (line) => lines.push(line) }); // prettier-ignore
    clients.push(client);
    return { client, lines, env, fetches: () => fetches };
  }

  const createRequest = (port: number): HttpRequest => {
    const url = new URL(`http://127.0.0.1:${port}/`);
    return { request: "query-orders", url, form: "", signal: undefined };
  };

  const unnamed: Route = { kind: "direct", reason: "unnamed" };
  const through = (port: number): Route => {
    return { kind: "proxy", proxy: { origin: `http://127.0.0.1:${port}`, authorization: undefined, isCertificateChecked: true } }; // prettier-ignore
  };

  it("uses undici alone where it reaches the endpoint, directly or through the proxy", async () => {
    const { port, seen } = await startEndpoint();
    const proxy = await startConnectProxy(port);
    for (const route of [unnamed, { kind: "direct", reason: "local" }, through(proxy.port)] satisfies Route[]) {
      const { client, fetches } = create(route);
      await client.post(createRequest(port));
      assert.equal(fetches(), 0);
    }
    assert.deepEqual([seen.length, proxy.requests.length], [3, 1]);
  });

  it("asks VS Code alone where only that knows the proxy, and nobody where the proxy's address is invalid", async () => {
    const { client, fetches } = create({ kind: "host" });
    assert.equal(new TextDecoder().decode((await client.post(createRequest(1))).body), "host");
    assert.equal(fetches(), 1);
    const unreadable = create({ kind: "unreadable" });
    await assert.rejects(unreadable.client.post(createRequest(1)), isErrorWith("proxy", /address is invalid/));
    await unreadable.client.close("when idle");
    assert.equal(unreadable.fetches(), 0);
  });

  it("keeps to VS Code once that has succeeded, and tells so once", async () => {
    const port = await closedPort();
    const { client, lines, fetches } = create(unnamed);
    await Promise.all([client.post(createRequest(port)), client.post(createRequest(port))]);
    const { port: open, seen } = await startEndpoint();
    await client.post(createRequest(open));
    assert.deepEqual([fetches(), seen.length, lines.length], [3, 0, 1]);
    assert.match(lines[0] ?? "", /because the built-in connection failed: ECONNREFUSED/);
  });

  it("goes back to undici while VS Code verifies no certificates", async () => {
    const { client, env, fetches } = create(unnamed);
    await client.post(createRequest(await closedPort()));
    env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    const { port, seen } = await startEndpoint();
    await client.post(createRequest(port));
    await assert.rejects(client.post(createRequest(await closedPort())), isErrorWith("network", /ECONNREFUSED/));
    assert.deepEqual([fetches(), seen.length], [1, 1]);
  });

  it("does not ask VS Code to reach what the user wants to be reached without a proxy, or a proxy that refuses", async () => {
    const direct = create({ kind: "direct", reason: "wanted" });
    await assert.rejects(direct.client.post(createRequest(await closedPort())), isErrorWith("network", /ECONNREFUSED/));
    const proxy = await startConnectProxy(1, () => 403);
    const refused = create(through(proxy.port));
    await assert.rejects(refused.client.post(createRequest(1)), isErrorWith("proxy", /HTTP 403/));
    const unreachable = create(through(await closedPort()));
    await assert.rejects(unreachable.client.post(createRequest(1)), isErrorWith("proxy", /ECONNREFUSED/));
    assert.deepEqual([direct.fetches(), refused.fetches(), unreachable.fetches()], [0, 0, 0]);
  });

  it("reports the failure of VS Code's fetch where it got further, else that of undici", async () => {
    const fail = (code: string, syscall: string) => () =>
      Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code, syscall }) }));
    const port = await closedPort();
    for (const [answer, code] of [
      [fail("ENOTFOUND", "getaddrinfo"), /^ECONNREFUSED/],
      [fail("ETIMEDOUT", "connect"), /^ECONNREFUSED/],
      [fail("ECONNRESET", "read"), /^ECONNRESET/],
    ] as const) {
      const { client } = create(unnamed, answer);
      const isSent = String(code).includes("RESET");
      await assert.rejects(client.post(createRequest(port)), isErrorWith("network", code, { unsent: !isSent }));
    }
  });

  it("is tried again after a failure that was not at a proxy", async () => {
    const port = await closedPort();
    let isDown = true;
    const answer = () =>
      isDown ? Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND", syscall: "getaddrinfo" })) : Promise.resolve(new Response("host")); // prettier-ignore
    const { client, fetches } = create(unnamed, answer);
    await assert.rejects(client.post(createRequest(port)), isErrorWith("network", /ECONNREFUSED/));
    isDown = false;
    assert.equal((await client.post(createRequest(port))).status, 200);
    assert.equal(fetches(), 2);
  });
});
