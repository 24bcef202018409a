import assert from "node:assert/strict";
import { defaultLimits } from "../../../../src/dmapi/transport";
import { issueCertificate, createAuthority, type KeyPair } from "./certificates";
import { isErrorWith, form, useTransports } from "./transport-harness";
import { closedPort, startEndpoint, startConnectProxy } from "./servers";

const endpoint = "https://dmapi.joker.test";

describe("Through a CONNECT proxy", () => {
  const transport = useTransports();
  let ca: KeyPair;
  let identity: KeyPair;
  before(async () => {
    ca = await createAuthority();
    identity = await issueCertificate(ca, "dmapi.joker.test");
  });

  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  const wantsAuthorization = (given: string | undefined) => (given === basic("jane:s3cret pass") ? undefined : 407);

  it("speaks TLS with the endpoint inside the tunnel, over connections kept alive", async () => {
    const { port, seen } = await startEndpoint(identity);
    const proxy = await startConnectProxy(port);
    const { post } = transport(`${endpoint}/base`, {
      settings: { proxy: `http://127.0.0.1:${proxy.port}` },
      trusted: [ca.cert],
    });
    for (let times = 0; times < 10; times++) assert.equal((await post("login", form)).status, 200);
    assert.deepEqual(seen, new Array(10).fill("/base/request/login api-key=s3cret-key"));
    assert.deepEqual(proxy.requests[0], { target: "dmapi.joker.test:443", authorization: undefined });
    assert(proxy.requests.length <= 2, `${proxy.requests.length} tunnels for 10 requests`);
  });

  it("asks for the endpoint's own port, and takes the proxy from the environment", async () => {
    const { port } = await startEndpoint(identity);
    const proxy = await startConnectProxy(port);
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    await transport(`${endpoint}:8443`, { env, trusted: [ca.cert] }).post("login", form);
    assert.equal(proxy.requests[0]?.target, "dmapi.joker.test:8443");
  });

  it("tunnels to a plain endpoint too", async () => {
    const { port, seen } = await startEndpoint();
    const proxy = await startConnectProxy(port);
    const settings = { proxy: `http://127.0.0.1:${proxy.port}` };
    await transport("http://dmapi.joker.test", { settings }).post("login", form);
    assert.deepEqual([proxy.requests[0]?.target, seen.length], ["dmapi.joker.test:80", 1]);
  });

  it("sends user and password to the proxy only", async () => {
    const headers: unknown[] = [];
    const { port } = await startEndpoint(identity, (request, response) => {
      headers.push(request.headers["proxy-authorization"]);
      response.end("Status-Code: 0\n\n");
    });
    const proxy = await startConnectProxy(port, wantsAuthorization);
    const trusted = [ca.cert];
    const inAddress = { proxy: `http://jane:s3cret%20pass@127.0.0.1:${proxy.port}` };
    await transport(endpoint, { settings: inAddress, trusted }).post("login", form);
    const inHeader = { proxy: `http://127.0.0.1:${proxy.port}`, proxyAuthorization: basic("jane:s3cret pass") };
    await transport(endpoint, { settings: inHeader, trusted }).post("login", form);
    assert.deepEqual(headers, [undefined, undefined]);
  });

  it("reports refused proxy credentials without showing them", async () => {
    const { port, seen } = await startEndpoint(identity);
    const proxy = await startConnectProxy(port, wantsAuthorization);
    for (const user of ["", "jane@", "jane:s3cret-wrong@"]) {
      const { post } = transport(endpoint, { settings: { proxy: `http://${user}127.0.0.1:${proxy.port}` } });
      await assert.rejects(post("login", form), isErrorWith("proxy", /requires authentication: HTTP 407/));
    }
    assert.deepEqual(seen, []);
  });

  it("reports a proxy that refuses, is unreachable, is silent or is no proxy", async () => {
    const refusing = await startConnectProxy(1, () => 403);
    const silent = await startConnectProxy(1, () => 0);
    const { port: nobody } = await startEndpoint(undefined, (request) => request.socket.destroy());
    const cases: [port: number, detail: RegExp][] = [
      [refusing.port, /refused to connect: HTTP 403/],
      [await closedPort(), /cannot be used: ECONNREFUSED/],
      [silent.port, /cannot be used: UND_ERR_HEADERS_TIMEOUT/],
      [nobody, /cannot be used: UND_ERR_SOCKET/],
    ];
    for (const [port, detail] of cases) {
      const limits = { ...defaultLimits, ...(port === silent.port && { connectTimeoutMs: 2000 }) };
      const { post } = transport(endpoint, { limits, settings: { proxy: `http://jane:s3cret@127.0.0.1:${port}` } });
      await assert.rejects(post("login", form), isErrorWith("proxy", detail));
    }
  });

  it("does not bypass a proxy with an invalid address", async () => {
    const { post, close } = transport(endpoint, { settings: { proxy: "http://jane:s3cret@proxy:port" } });
    await assert.rejects(post("login", form), isErrorWith("proxy", /address is invalid/));
    await close();
  });

  it("checks the endpoint's certificate inside the tunnel", async () => {
    const { port, seen } = await startEndpoint(identity);
    const proxy = await startConnectProxy(port);
    const settings = { proxy: `http://127.0.0.1:${proxy.port}`, proxyStrictSSL: false };
    const elsewhere = transport("https://other.joker.test", { settings, trusted: [ca.cert] });
    await assert.rejects(elsewhere.post("login", form), isErrorWith("tls", /wrong name: ERR_TLS_CERT_ALTNAME_INVALID/));
    const stranger = transport(endpoint, { settings });
    await assert.rejects(
      stranger.post("login", form),
      isErrorWith("tls", /unknown issuer: UNABLE_TO_VERIFY_LEAF_SIGNATURE/),
    );
    assert.deepEqual(seen, []);
  });

  it("checks the certificate of an https proxy, unless http.proxyStrictSSL is false", async () => {
    const { port } = await startEndpoint(identity);
    const stranger = await issueCertificate(await createAuthority("Nobody knows this one"), "127.0.0.1");
    const proxy = await startConnectProxy(port, undefined, stranger);
    const settings = { proxy: `https://127.0.0.1:${proxy.port}` };
    const strict = transport(endpoint, { settings, trusted: [ca.cert] });
    await assert.rejects(strict.post("login", form), isErrorWith("proxy", /cannot be used: unknown issuer/));
    const lax = transport(endpoint, { settings: { ...settings, proxyStrictSSL: false }, trusted: [ca.cert] });
    assert.equal((await lax.post("login", form)).status, 200);
  });

  it("can be aborted during CONNECT, and closed", async () => {
    const abort = new AbortController();
    const proxy = await startConnectProxy(1, () => {
      abort.abort();
      return 0;
    });
    const { post, close } = transport(endpoint, { settings: { proxy: `http://127.0.0.1:${proxy.port}` } });
    await assert.rejects(post("login", form, { signal: abort.signal }), isErrorWith("canceled", /canceled/));
    await close();
  });

  it("applies a changed setting from the next request on", async () => {
    const { port } = await startEndpoint(identity);
    const [first, second] = [await startConnectProxy(port), await startConnectProxy(port)];
    const settings = { proxy: `http://127.0.0.1:${first.port}` };
    const { post } = transport(endpoint, { settings, trusted: [ca.cert] });
    await post("login", form);
    settings.proxy = `http://127.0.0.1:${second.port}`;
    await post("login", form);
    assert.deepEqual([first.requests.length, second.requests.length], [1, 1]);
  });
});
