import assert from "node:assert/strict";
import {
  diagnoseConnection,
  diagnosticSteps,
  type DiagnosticFinding,
  type DiagnosticStep,
  type DiagnosticTarget,
} from "../../../src/diagnostics/diagnose-connection";
import { DmapiError } from "../../../src/dmapi/errors";
import { defaultNetworkSettings, type NetworkSettings } from "../../../src/dmapi/http/route";
import { Session } from "../../../src/dmapi/session";
import { createHttpTransport } from "../../../src/dmapi/transport";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server";
import { issueCertificate, createAuthority, type KeyPair } from "../dmapi/http/certificates";
import { unreachableFetch } from "../dmapi/http/transport-harness";
import { stopServers, startEndpoint, startConnectProxy } from "../dmapi/http/servers";

const login = "Status-Code: 0\nAuth-Sid: s-1234567\nUser-Access: @full\nSession-Count: 3\n\ncom\n";

async function findings(
  endpoint: string,
  {
    trusted,
    apiKey = "sandbox-full",
    ...settings
  }: Partial<NetworkSettings> & { trusted?: string[]; apiKey?: string } = {},
): Promise<Map<DiagnosticStep, DiagnosticFinding>> {
  const authorities = () => Promise.resolve(trusted);
  const all = { ...defaultNetworkSettings, ...settings };
  const options = { settings: () => all, env: {}, authorities, hostFetch: unreachableFetch };
  const transport = createHttpTransport(endpoint, options);
  const session = new Session(transport, { kind: "api-key", apiKey }, { sleep: () => Promise.resolve() });
  const subject: DiagnosticTarget = { endpoint, session, settings: all, env: {}, authorities };
  const found = new Map<DiagnosticStep, DiagnosticFinding>();
  for await (const finding of diagnoseConnection(subject)) found.set(finding.step, finding);
  await session.end().catch(() => undefined);
  assert.deepEqual([...found.keys()], diagnosticSteps);
  assert([...found.values()].every(({ durationMs: ms }) => ms >= 0));
  return found;
}

function outcomes(found: Map<DiagnosticStep, DiagnosticFinding>): string {
  return [...found.values()].map(({ step, outcome }) => `${step} ${outcome}`).join(", ");
}

describe("The diagnosis of a connection", () => {
  let ca: KeyPair;
  let sandbox: Sandbox;
  before(async () => {
    ca = await createAuthority("CA of a company");
  });
  beforeEach(async () => {
    sandbox = await startSandbox({ orders: 10 });
  });
  afterEach(async () => {
    stopServers();
    await sandbox.close();
  });

  it("finds nothing wrong with a sandbox", async () => {
    const found = await findings(sandbox.url);
    assert.equal(
      outcomes(found),
      "names good, proxy good, tls skipped, clock good, login good, access good, sessions good",
    );
    assert.deepEqual(found.get("login")?.facts, ["1.2.53"]);
    assert.deepEqual(found.get("access")?.facts, ["@full"]);
    assert.deepEqual(found.get("sessions")?.facts, ["1"]);
    assert.deepEqual(found.get("proxy")?.facts, ["direct, no proxy"]);
  });

  it("reports a refused key, and one with few permissions", async () => {
    const refused = await findings(sandbox.url, { apiKey: "wrong" });
    assert.match(outcomes(refused), /login bad, access skipped, sessions skipped$/);
    assert.equal((refused.get("login")?.error as DmapiError).reason, "authentication");
    assert.match(outcomes(await findings(sandbox.url, { apiKey: "sandbox-whois" })), /access odd/);
  });

  it("reports the certificate's issuer, through a proxy too", async () => {
    const dates = { date: new Date(Date.now() - 3_600_000).toUTCString() };
    const identity = await issueCertificate(ca, "dmapi.joker.test");
    const endpoint = await startEndpoint(identity, (request, response) => {
      response.writeHead(200, dates).end(request.url === "/request/login" ? login : "Status-Code: 0\n\nVersion: 9\n");
    });
    const proxy = await startConnectProxy(endpoint.port);
    const trusted = [ca.cert];
    const way = { proxy: `http://127.0.0.1:${proxy.port}`, trusted };
    const found = await findings(`https://dmapi.joker.test:${endpoint.port}`, way);
    assert.equal(
      outcomes(found),
      "names good, proxy good, tls good, clock odd, login good, access good, sessions good",
    );
    const [protocol = "", certificates, validTo = ""] = found.get("tls")?.facts ?? [];
    assert.match(protocol, /^TLSv1\.[23]$/);
    assert.equal(certificates, "dmapi.joker.test < CA of a company");
    assert(Date.parse(validTo) > Date.now());
    assert.match(found.get("clock")?.facts[0] ?? "", /^36\d\d$/);
    assert.deepEqual(found.get("sessions")?.facts, ["3"]);
    assert(
      proxy.requests.every(({ target }) => target === `dmapi.joker.test:${endpoint.port}`) && proxy.requests.length > 1,
    );
  });

  it("reports an untrusted certificate, and a proxy that refuses", async () => {
    const { port, seen } = await startEndpoint(await issueCertificate(ca, "localhost"));
    const untrusted = await findings(`https://dmapi.joker.test:${port}`, {
      proxy: `http://127.0.0.1:${(await startConnectProxy(port)).port}`,
    });
    assert.match(outcomes(untrusted), /tls bad, clock skipped, login bad/);
    assert.equal((untrusted.get("tls")?.error as DmapiError).reason, "tls");
    assert.deepEqual(seen, []);
    const refusing = await startConnectProxy(port, () => 407);
    const found = await findings(`https://dmapi.joker.test:${port}`, { proxy: `http://127.0.0.1:${refusing.port}` });
    assert.equal((found.get("tls")?.error as DmapiError).code, "407");
    assert.equal((found.get("login")?.error as DmapiError).reason, "proxy");
  });

  it("continues after a DNS failure, and reports an invalid proxy address", async () => {
    const unknown = await findings("https://nowhere.invalid");
    assert.match(outcomes(unknown), /^names bad, proxy good, tls bad, clock skipped, login bad/);
    const unreadable = await findings("https://nowhere.invalid", { proxy: "ftp://x" });
    assert.match(outcomes(unreadable), /proxy bad, tls skipped, clock skipped, login bad/);
  });

  it("stops when canceled", async () => {
    const abort = new AbortController();
    sandbox.control.setLatency(60_000);
    const session = new Session(createHttpTransport(sandbox.url), { kind: "api-key", apiKey: "sandbox-full" });
    session.login().catch(() => undefined);
    const subject = {
      endpoint: sandbox.url,
      session,
      settings: defaultNetworkSettings,
      env: {},
      authorities: () => Promise.resolve(undefined),
    };
    abort.abort();
    await assert.rejects(async () => {
      for await (const { step } of diagnoseConnection(subject, abort.signal)) assert(step !== "login");
    }, DmapiError);
  });
});
