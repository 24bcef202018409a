import assert from "node:assert/strict";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { DmapiError, type DmapiErrorReason } from "../../../src/dmapi/errors";
import { countOrders, queryOrders } from "../../../src/dmapi/orders";
import { countResults, deleteResult, listResults, retrieveResult } from "../../../src/dmapi/results";
import { Session, type Call } from "../../../src/dmapi/session";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../src/dmapi/transfers";
import { createHttpTransport, defaultLimits } from "../../../src/dmapi/transport";
import { faultKinds, type Fault } from "../../../src/sandbox/fault-injection";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server";
import { NOON } from "./client";
import { createAuthority, issueCertificate } from "./http/certificates";
import { closedPort, startConnectProxy } from "./http/servers";
import { unreachableFetch, useTransports } from "./http/transport-harness";

/** How a request ends: it succeeds, or fails for this reason. */
type Outcome = "ok" | DmapiErrorReason;

/** What becomes of requests whose replies have a fault. */
interface FaultRow {
  readonly fault: Omit<Fault, "request" | "count">;
  /** A request that reads, when one of its replies has the fault, and when all have. */
  readonly once: Outcome;
  readonly always: Outcome;
  /** A request that modifies, and how often DMAPI receives it. */
  readonly modifying: Outcome;
  readonly received: number;
}

const lost = { once: "ok", always: "network", modifying: "unknown-outcome", received: 1 } as const;
const unusable = { once: "malformed", always: "malformed", modifying: "unknown-outcome", received: 1 } as const;
const failed = { once: "http", always: "http", modifying: "unknown-outcome", received: 1 } as const;
const harmless = { once: "ok", always: "ok", modifying: "ok", received: 1 } as const;

const table: readonly FaultRow[] = [
  { fault: { kind: "latency", ms: 5 }, ...harmless },
  { fault: { kind: "drip", bytes: 2048, ms: 1 }, ...harmless },
  // Refused before it is processed, so it may be sent again in a new session.
  { fault: { kind: "session-death" }, once: "ok", always: "authentication", modifying: "ok", received: 2 },
  { fault: { kind: "drop-before" }, ...lost },
  { fault: { kind: "drop-during" }, ...lost },
  { fault: { kind: "drop-after" }, ...lost },
  { fault: { kind: "cut-length" }, ...lost },
  { fault: { kind: "stall" }, once: "timeout", always: "timeout", modifying: "unknown-outcome", received: 1 },
  { fault: { kind: "status", status: 400 }, ...failed },
  { fault: { kind: "status", status: 500 }, ...failed },
  { fault: { kind: "status", status: 503 }, ...failed, once: "ok" },
  { fault: { kind: "html", status: 502 }, ...failed, once: "ok" },
  // Too many requests: not processed. An hour is longer than anybody waits.
  { fault: { kind: "status", status: 429 }, once: "ok", always: "http", modifying: "http", received: 1 },
  { fault: { kind: "status", status: 429, retryAfter: 3600 }, ...failed, modifying: "http" },
  { fault: { kind: "html" }, ...unusable },
  { fault: { kind: "empty" }, ...unusable },
  { fault: { kind: "garbage" }, ...unusable },
  // Half of a reply that gives no length: its Status-Code is there, which is all an action needs.
  { fault: { kind: "cut" }, ...unusable, modifying: "ok" },
  { fault: { kind: "short-length" }, ...unusable, modifying: "ok" },
];

/** Replies of fields without a count or columns: what is missing at their end cannot be noticed. */
const openEnded = new Set(["retrieve a result", "query the profile"]);

interface Targets {
  readonly domain: string;
  readonly cancelable: string;
  readonly svTrId: string;
}

type Send = (call: Call, targets: Targets) => Promise<unknown>;

const reading: Readonly<Record<string, readonly [request: string, send: Send]>> = {
  "list transfers": ["domain-transfer-control", (call) => listTransfers(call)],
  "show a transfer": ["domain-transfer-control", (call, { domain }) => showTransfer(call, domain)],
  "query orders": ["query-order-list", (call) => queryOrders(call, { after: "2026-05-01", before: "2026-05-20" })],
  "count orders": ["query-order-list", (call) => countOrders(call, { after: "2026-05-01", before: "2026-05-20" })],
  "list results": ["result-list", (call) => listResults(call, {})],
  "count results": ["result-list", (call) => countResults(call, {})],
  "retrieve a result": ["result-retrieve", (call, { svTrId }) => retrieveResult(call, { svTrId })],
  "query the balance": ["query-account-balance", (call) => queryBalance(call)],
  "query the profile": ["query-profile", (call) => queryProfile(call)],
};

const modifying: Readonly<Record<string, readonly [request: string, send: Send]>> = {
  "resend an FOA": ["domain-transfer-control", (call, { domain }) => resendFoa(call, domain)],
  "cancel a transfer": ["domain-transfer-control", (call, { cancelable }) => cancelTransfer(call, cancelable)],
  "delete a result": ["result-delete", (call, { svTrId }) => deleteResult(call, { svTrId })],
};

async function outcomeOf(sent: Promise<unknown>): Promise<Outcome> {
  return await sent.then(
    () => "ok" as const,
    (error: unknown) => {
      assert(error instanceof DmapiError, String(error));
      return error.reason;
    },
  );
}

describe("Every request under every fault", () => {
  let sandbox: Sandbox;
  let session: Session;
  let targets: Targets;

  beforeEach(async () => {
    sandbox = await startSandbox({ clock: () => NOON, orders: 400 });
    const limits = { ...defaultLimits, bodyTimeoutMs: 2000 };
    const transport = createHttpTransport(sandbox.url, { env: {}, limits, hostFetch: unreachableFetch });
    const sleep = () => Promise.resolve();
    session = new Session(transport, { kind: "api-key", apiKey: "sandbox-full" }, { sleep, clock: () => NOON });
    const { transfers } = sandbox.control.getSnapshot();
    const [result] = await listResults(session.call, { status: "nack" });
    const inState = (state: string) => transfers.find((transfer) => transfer.state === state)?.domain ?? "";
    targets = {
      domain: inState("FOA_BEEN_SENT"),
      cancelable: inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING"),
      svTrId: result?.svTrId ?? "",
    };
  });
  afterEach(async () => {
    sandbox.control.clearFaults();
    await session.end().catch(() => undefined);
    await sandbox.close();
  });

  /** Sends a request whose first `count` replies have the fault; then a good reply must heal everything. */
  async function sendUnder(fault: FaultRow["fault"], count: number, request: string, send: Send): Promise<Outcome> {
    sandbox.control.addFaults({ ...fault, request, count });
    const outcome = await outcomeOf(send(session.call, targets));
    sandbox.control.clearFaults();
    assert.equal(await outcomeOf(queryBalance(session.call)), "ok", "the next request of another kind");
    return outcome;
  }

  it("is in the table", () => {
    assert.deepEqual([...new Set(table.map(({ fault }) => fault.kind))].sort(), [...faultKinds].sort());
  });

  for (const { fault, once, always, modifying: modified, received } of table) {
    const { kind, ...details } = fault;
    // Each of these waits for a real timeout, so one request of a kind stands for all.
    const sample = <T>(all: Readonly<Record<string, T>>) => Object.entries(all).slice(kind === "stall" ? -1 : 0);
    const name = [kind, ...Object.entries(details).map(([key, value]) => `${key} ${value}`)].join(", ");

    it(`${name}: reading requests end with ${once}, or ${always} if it stays`, async () => {
      for (const [title, [request, send]] of sample(reading)) {
        const isUnnoticed = openEnded.has(title) && (kind === "cut" || kind === "short-length");
        assert.equal(await sendUnder(fault, 1, request, send), isUnnoticed ? "ok" : once, title);
        assert.equal(await sendUnder(fault, 99, request, send), isUnnoticed ? "ok" : always, `${title}, always`);
        assert.equal(await outcomeOf(send(session.call, targets)), "ok", `${title}, afterwards`);
      }
    });

    it(`${name}: modifying requests end with ${modified}, received ${received === 1 ? "once" : "twice"}`, async () => {
      for (const [title, [request, send]] of sample(modifying)) {
        sandbox.control.clearLog();
        assert.equal(await sendUnder(fault, 1, request, send), modified, title);
        const arrived = sandbox.control.log.filter((entry) => entry.request === request);
        assert.equal(arrived.length, received, title);
        const processed = arrived.filter(({ code = 2000 }) => code < 2000);
        assert(processed.length <= 1, `${title} was processed ${processed.length} times`);
      }
    });

    it(`${name}: the next sign-in succeeds after one that failed`, async () => {
      sandbox.control.killSessions();
      await sendUnder(fault, 99, "login", (call) => listTransfers(call));
      assert.equal(await outcomeOf(listTransfers(session.call)), "ok");
    });
  }
});

describe("A server that is not reached", () => {
  const createTransport = useTransports();

  /** A modifying request that was certainly not sent is no unknown outcome. */
  async function modify(endpoint: string, settings?: { proxy: string; proxySupport: boolean }): Promise<DmapiError> {
    const transport = createTransport(endpoint, settings === undefined ? {} : { settings });
    const session = new Session(
      transport,
      { kind: "api-key", apiKey: "sandbox-full" },
      { sleep: () => Promise.resolve() },
    );
    const error: unknown = await resendFoa(session.call, "example.com").then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert(error instanceof DmapiError, String(error));
    return error;
  }

  it("because nobody listens is a network error", async () => {
    const { reason, code } = await modify(`http://127.0.0.1:${await closedPort()}`);
    assert.deepEqual([reason, code], ["network", "ECONNREFUSED"]);
  });

  it("because nobody knows its name is a network error", async () => {
    const { reason, code = "" } = await modify("http://dmapi.invalid");
    assert.equal(reason, "network");
    assert.match(code, /^(?:ENOTFOUND|EAI_AGAIN)$/);
  });

  it("because its certificate comes from an unknown authority, is for another name, or has expired, is a TLS error", async () => {
    const authority = await createAuthority();
    for (const [name, expired] of [
      ["127.0.0.1", false],
      ["other.example", false],
      ["127.0.0.1", true],
    ] as const) {
      const { cert, key } = await issueCertificate(authority, name, { expired });
      const sandbox = await startSandbox({ tls: { cert, key } });
      assert.equal((await modify(sandbox.url)).reason, "tls", `${name}, expired: ${expired}`);
      assert.deepEqual(sandbox.control.log, []);
      await sandbox.close();
    }
  });

  it("because the proxy refuses is a proxy error", async () => {
    const proxy = await startConnectProxy(1, () => 407);
    const settings = { proxy: `http://127.0.0.1:${proxy.port}`, proxySupport: true };
    const { reason, code } = await modify("https://dmapi.example", settings);
    assert.deepEqual([reason, code], ["proxy", "407"]);
  });
});
