import assert from "node:assert/strict";
import { startSandbox } from "../../../src/sandbox/server";
import { SandboxClient, HOUR, NOON } from "./sandbox-client";

describe("sandbox: control", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start();
  });
  afterEach(() => client.close());

  const json = { "content-type": "application/json" };
  const pull = async (what: string, fields?: object) => {
    const init = fields ? { method: "POST", headers: json, body: JSON.stringify(fields) } : {};
    const response = await fetch(`${client.sandbox.url}/sandbox/${what}`, init);
    return { status: response.status, value: (await response.json()) as Record<string, unknown> };
  };

  it("returns the state", async () => {
    const { status, value } = await pull("state");
    assert.equal(status, 200);
    assert.equal(value["now"], NOON);
    assert.equal(value["sessions"], 1);
    assert.equal(value["orders"], 2000);
    assert.deepEqual(value, JSON.parse(JSON.stringify(client.control.getSnapshot())));
  });

  it("advances the clock", async () => {
    assert.deepEqual((await pull("clock", { advance: HOUR })).value, { now: NOON + HOUR });
    assert.equal(client.control.now(), NOON + HOUR);
    assert.deepEqual((await pull("clock", { advance: -HOUR })).value, { now: NOON });
  });

  it("sets and removes transfers", async () => {
    await pull("transfer", { domain: "acme-widgets.com", state: "SOMETHING_NEW" });
    const reply = await client.post("domain-transfer-control", { action: "show", domain: "acme-widgets.com" });
    assert.equal(reply.lines[1], "status: SOMETHING_NEW");
    await pull("transfer/remove", { domain: "acme-widgets.com" });
    assert.equal(client.control.getSnapshot().transfers.length, 14);
    await pull("transfer/remove", {});
    assert.equal((await client.post("domain-transfer-control", { action: "list" })).body, "");
    assert.deepEqual((await pull("transfer", { state: "IN_DB" })).value, { error: "domain: text expected" });
    const { status, value } = await pull("transfer", { domain: "acme-widgets.com", state: "IN_DB" });
    assert.deepEqual([status, value["error"]], [400, "There is no pending transfer of acme-widgets.com"]);
  });

  it("revokes keys and ends sessions", async () => {
    await client.signIn("sandbox-readonly");
    assert.equal((await pull("sessions")).value["live"], 2);
    await pull("revoke", { key: "sandbox-readonly" });
    assert.equal((await pull("sessions")).value["live"], 1);
    assert.equal((await pull("sessions/kill", {})).value["killed"], 1);
    assert.equal((await pull("revoke", { key: "other" })).status, 400);
  });

  it("supports further keys, whose login reply may report another access level", async () => {
    client.control.addCredential({ name: "another", access: "readonly", reportedAccess: "special" });
    const reply = await client.postWithoutSession("login", { "api-key": "another" });
    assert.equal(reply.header("User-Access"), "@special");
    await client.signIn("another");
    const refused = await client.post("result-delete", { "Proc-ID": 1 });
    assert.equal(refused.code, 2202);
    client.control.addCredential({ name: "someone", password: "secret", access: "full" });
    assert.equal((await client.postWithoutSession("login", { "api-key": "someone" })).code, 2200);
    assert.equal((await client.postWithoutSession("login", { username: "someone", password: "secret" })).code, 0);
  });

  it("replaces whole replies", async () => {
    client.control.rewriteReplies((request, reply) => reply.replace("OK", `OK ${request}`));
    assert.equal((await client.post("query-profile")).header("Status-Text"), "OK query-profile");
    client.control.rewriteReplies(undefined);
    assert.equal((await client.post("query-profile")).header("Status-Text"), "OK");
  });

  it("adds orders and moves the balance", async () => {
    const { value } = await pull("order", { type: "brand_new", amount: "-5.00", identifier: "refund.example" });
    const reply = await client.post("query-order-list", { "order-id": String(value["id"]) });
    assert.deepEqual(reply.lines[0]?.split("\t").slice(3), [
      "ok",
      "brand_new",
      "-5.00",
      "-5.00",
      "USD",
      "refund.example",
    ]);
    assert.equal(reply.header("Account-Balance"), "980.00");
    const { value: free } = await pull("order", {});
    const told0 = await client.post("query-order-list", { "order-id": String(free["id"]), "show-all": 1 });
    assert.deepEqual(told0.lines[0]?.split("\t").slice(3), ["ok", "create", "0", "0", "", "example.com"]);
    await pull("order", { amount: "7", status: "error", currency: "EUR" });
    assert.equal((await client.post("version")).header("Account-Balance"), "980.00");
    await pull("balance", { available: "-12.5" });
    assert.equal((await client.post("query-account-balance")).body, "-12.50\t25.00\t12.50\tUSD\n");
    assert.equal(
      (await client.postWithoutSession("login", { "api-key": "sandbox-full" })).header("Account-balance"),
      "-12.5",
    );
    for (const what of ["order", "balance"]) {
      assert.equal((await pull(what, { amount: "1,50", available: "1,50" })).status, 400);
    }
  });

  it("sets faults and the latency", async () => {
    await pull("fault", { kind: "status", status: 429, retryAfter: 3, count: 2, request: "version" });
    assert.equal((await client.post("version")).http, 429);
    await pull("fault/clear", {});
    assert.equal((await client.post("version")).http, 200);
    assert.equal((await pull("latency", { ms: 5 })).status, 200);
    const { status, value } = await pull("fault", { kind: "earthquake" });
    assert.equal(status, 400);
    assert.match(String(value["error"]), /^kind: one of latency, /);
    assert.equal((await pull("fault", { kind: "drip", ms: "fast" })).status, 400);
  });

  it("rejects invalid values and describes valid ones", async () => {
    const wrong: [what: string, fields: object, error: RegExp][] = [
      ["clock", { advance: 1e18 }, /^advance: whole number from -\d+ to \d+ expected$/],
      ["clock", { advance: 0.5 }, /^advance: whole number/],
      ["clock", { advance: -90 * 366 * 24 * HOUR }, /^advance: a time from 1970 to 9999 expected$/],
      ["latency", { ms: -1 }, /^ms: whole number from 0 to 600000 expected$/],
      ["fault", { kind: "status", status: 42 }, /^status: whole number from 200 to 599 expected$/],
      ["fault", { kind: "drip", bytes: 0 }, /^bytes: whole number from 1 /],
      ["fault", { kind: "cut", count: 0 }, /^count: whole number from 1 /],
      ["fault", { kind: "cut", times: 2 }, /^times: no such field; there are kind, request, count, /],
      ["order", { price: "1.00" }, /^price: no such field; there are type, /],
      [
        "transfer",
        { domain: "acme-widgets.com", state: "IN_DB\nx" },
        /^state: text without tabs and line ends expected$/,
      ],
    ];
    for (const [what, fields, error] of wrong) {
      const { status, value } = await pull(what, fields);
      assert.equal(status, 400, JSON.stringify(fields));
      assert.match(String(value["error"]), error);
    }
    assert.equal(client.control.now(), NOON);
    assert.equal((await client.post("version")).code, 0);
  });

  it("keeps a log with URLs and names, and no value of a body", async () => {
    await client.get("version");
    const { value } = await pull("log");
    const entries = value["entries"] as Record<string, unknown>[];
    assert.deepEqual(entries[0], {
      ...{ at: NOON, method: "POST", path: "/request/login", request: "login", parameters: ["api-key"], code: 0 },
    });
    assert.equal(entries[1]?.["path"], `/request/version?auth-sid=${client.sid}`);
    assert.equal(JSON.stringify(entries).includes("sandbox-full"), false);
    client.control.addFaults({ kind: "empty" });
    await client.post("version");
    assert.deepEqual([client.control.log.at(-1)?.fault, client.control.log.at(-1)?.code], ["empty", undefined]);
    await pull("log/clear", {});
    assert.deepEqual(client.control.log, []);
  });

  it("takes JSON objects that are declared as such, and nothing else", async () => {
    const status = async (init: RequestInit, what = "clock") =>
      (await fetch(`${client.sandbox.url}/sandbox/${what}`, { method: "POST", ...init })).status;
    assert.equal(await status({ body: '{"advance":1}', headers: { "content-type": "text/plain" } }), 415);
    assert.equal(await status({ body: "{advance", headers: json }), 400);
    assert.equal(await status({ body: "[1]", headers: json }), 400);
    assert.equal(await status({ body: "", headers: json }), 400);
    assert.equal(await status({ body: "{}", headers: json }, "nothing"), 404);
    assert.equal(client.control.now(), NOON);
  });

  it("dates its replies by its clock", async () => {
    client.sandbox.control.advance(3_600_000);
    const { headers } = await fetch(`${client.sandbox.url}/request/version`, { method: "POST" });
    const now = client.sandbox.control.now();
    assert.equal(headers.get("date"), new Date(now).toUTCString());
  });

  it("defaults to the real clock, and listens on the given address", async () => {
    const before = Date.now();
    const sandbox = await startSandbox();
    assert.ok(sandbox.control.now() >= before && sandbox.control.now() <= Date.now());
    const { port } = new URL(sandbox.url);
    assert.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await assert.rejects(startSandbox({ port: Number(port) }), { code: "EADDRINUSE" });
    await sandbox.close();
    const again = await startSandbox({ port: Number(port) });
    assert.equal(again.url, sandbox.url);
    await again.close();
  });
});
