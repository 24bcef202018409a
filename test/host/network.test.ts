import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import * as vscode from "vscode";
import { describeError } from "../../src/accounts/error-messages";
import { DmapiError } from "../../src/dmapi/errors";
import { loadSystemAuthorities } from "../../src/dmapi/http/certificate-authorities";
import { createHttpTransport } from "../../src/dmapi/transport";
import { startSandbox } from "../../src/sandbox/server";
import { networkSettings } from "../../src/workbench/network-settings";
import { issueCertificate, createAuthority } from "../unit/dmapi/http/certificates";
import { stopServers, startEndpoint, startConnectProxy } from "../unit/dmapi/http/servers";
import { useDialogs, fullKey, getTestApi } from "./test-api";

describe("The system's certificate authorities", () => {
  it("can be read, beside Node's own", async function () {
    if (!("getCACertificates" in tls) && process.platform !== "linux") this.skip();
    const found = (await loadSystemAuthorities(true)) ?? [];
    assert(found.length >= tls.rootCertificates.length, `${found.length} found`);
  });
});

describe("A server that cannot be reached", () => {
  it("is described by what is wrong, without the code of an unknown name", () => {
    const messageFor = (code: string) =>
      describeError(new DmapiError("network", code, { request: "login", code })).message;
    for (const code of ["ENOTFOUND", "EAI_AGAIN"]) assert.match(messageFor(code), /^Server not found\. Check [^(]+$/);
    assert.match(messageFor("ECONNREFUSED"), /^Could not reach Joker\.com \(ECONNREFUSED\)\./);
  });
});

describe("A server that redirects", () => {
  useDialogs();

  it("gets no key sent to the new location, and the error is shown", async () => {
    const { accounts } = await getTestApi();
    const elsewhere = await startSandbox();
    const server = createServer((_, response) => {
      response.writeHead(307, { location: `${elsewhere.url}/request/login` }).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const signingIn = accounts.signIn(`http://127.0.0.1:${port}`, fullKey, true);
    const error = await signingIn.then(() => assert.fail("it was followed"), rebuilt);
    assert.match(describeError(error).message, /redirected the request \(HTTP 307\)\. The redirect was not followed/);
    assert.deepEqual(elsewhere.control.log, []);
    assert.deepEqual(accounts.records(), []);
    server.close();
    await elsewhere.close();
  });

  /** The extension's own class is another copy than the one bundled into this test. */
  function rebuilt(error: unknown): DmapiError {
    const { reason, detail, ...failure } = error as DmapiError;
    return new DmapiError(reason, detail, failure);
  }
});

describe("Behind a proxy", () => {
  const form = new URLSearchParams({ "api-key": "k" });

  afterEach(async () => {
    for (const name of ["proxy", "noProxy", "proxySupport"]) await set(name, undefined);
    stopServers();
  });

  async function set(name: string, value: unknown): Promise<void> {
    await vscode.workspace.getConfiguration("http").update(name, value, vscode.ConfigurationTarget.Global);
  }

  it("the settings are read as VS Code has them", async () => {
    await set("proxy", "http://proxy.test:3128");
    await set("noProxy", ["joker.test"]);
    await set("proxySupport", "off");
    const { proxy, noProxy, proxySupport } = networkSettings();
    assert.deepEqual([proxy, noProxy, proxySupport], ["http://proxy.test:3128", ["joker.test"], false]);
  });

  it("from VS Code's settings, requests use TLS, and setting changes apply", async () => {
    const ca = await createAuthority();
    const { port, seen } = await startEndpoint(await issueCertificate(ca, "dmapi.joker.test"));
    const [first, second] = [await startConnectProxy(port), await startConnectProxy(port)];
    const authorities = () => Promise.resolve([ca.cert]);
    const { post, close } = createHttpTransport("https://dmapi.joker.test", { settings: networkSettings, authorities });
    for (const proxy of [first, second]) {
      await set("proxy", `http://127.0.0.1:${proxy.port}`);
      await post("login", form);
      assert.equal(proxy.requests[0]?.target, "dmapi.joker.test:443");
    }
    await close();
    assert.equal(seen.length, 2);
  });

  it("known only to VS Code, requests use the host's fetch", async () => {
    const { port, seen } = await startEndpoint();
    const proxy = await startConnectProxy(port);
    await set("proxy", `http://127.0.0.1:${proxy.port}`);
    const unknownName = `${"x".repeat(64)}.test`;
    const { post, close } = createHttpTransport(`http://${unknownName}`, { env: {} });
    const { status } = await post("login", form);
    await close();
    assert.deepEqual([status, seen], [200, ["/request/login api-key=k"]]);
    assert.deepEqual(proxy.requests, [{ target: `${unknownName}:80`, authorization: undefined }]);
  });
});
