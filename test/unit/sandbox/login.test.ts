import assert from "node:assert/strict";
import { getRaw } from "./raw-request";
import { SandboxClient, HOUR, SECOND } from "./sandbox-client";

describe("sandbox: login and sessions", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start();
  });
  afterEach(() => client.close());

  it("answers login as captured, and identifies itself as the sandbox", async () => {
    const reply = await client.postWithoutSession("login", { "api-key": "sandbox-full" });
    assert.equal(reply.http, 200);
    assert.equal(reply.type, "text/plain; charset=utf-8");
    assert.deepEqual(reply.names, [
      ...["Status-Code", "Status-Text", "SvTrId", "Tracking-Id", "Timing", "Version", "UID", "User-Login", "Auth-Sid"],
      ...[
        "Session-Count",
        "Session-Timeout",
        "User-Access",
        "Environment",
        "Account-currency",
        "Account-balance",
        "Account-pending_amount",
      ],
      ...["Account-rebate", "Account-contract_date", "Stats-number-of-domains", "Stats-last-login", "Stats-last-ip"],
      ...["Stats-last-error", "Stats-last-error-ip", "Stats-number-of-autorenew"],
    ]);
    assert.equal(reply.code, 0);
    assert.match(reply.header("Auth-Sid") ?? "", /^[0-9a-f]{32}$/);
    assert.match(reply.header("Timing") ?? "", /^\d+\.\d{6}\/\d+\.\d{6} \d+\.\d{3}%$/);
    assert.equal(reply.header("SvTrId"), reply.header("Tracking-Id"));
    assert.equal(reply.header("Session-Timeout"), "3600");
    assert.equal(reply.header("User-Login"), "sandbox");
    assert.equal(reply.header("Account-balance"), "975.0");
    assert.equal(reply.header("Stats-last-error"), "");
    assert.ok(reply.lines.includes("com") && reply.lines.includes("xn--p1ai"));
    assert.deepEqual(reply.lines, [...reply.lines].sort());
  });

  it("lists contact prefixes after a tab on request", async () => {
    const reply = await client.postWithoutSession("login", { "api-key": "sandbox-full", prefixes: 1 });
    assert.ok(reply.lines.includes("com\tCCOM"));
    assert.ok(reply.lines.includes("co.uk\tCUK"));
  });

  for (const [key, access] of [
    ["sandbox-full", "@full"],
    ["sandbox-readonly", "@readonly"],
    ["sandbox-modify-only", "@modify-only"],
    ["sandbox-whois", "@whois-only"],
  ] as const) {
    it(`lets ${key} in as ${access}`, async () => {
      const reply = await client.postWithoutSession("login", { "API-Key": key });
      assert.equal(reply.header("User-Access"), access);
    });
  }

  it("shows nothing of the account to a key for whois alone", async () => {
    await client.signIn("sandbox-whois");
    for (const name of ["query-profile", "query-account-balance", "query-order-list", "result-list", "result-delete"]) {
      assert.deepEqual([name, (await client.post(name)).code], [name, 2202]);
    }
    for (const name of ["version", "query-request-list", "logout"]) assert.equal((await client.post(name)).code, 0);
  });

  it("lets the user in with the password, and nobody else", async () => {
    const right = await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" });
    assert.equal(right.header("User-Access"), "@full");
    for (const fields of [
      { username: "sandbox", password: "Sandbox" },
      { username: "someone", password: "sandbox" },
    ]) {
      const wrong = await client.postWithoutSession("login", fields);
      assert.deepEqual([wrong.http, wrong.code, wrong.header("Status-Text")], [401, 2200, "Authentication error"]);
      assert.deepEqual(wrong.all("Error"), ["Username or password is wrong"]);
      assert.equal(wrong.header("Account-Balance"), undefined);
    }
  });

  it("explains a wrong key in the body alone", async () => {
    const reply = await client.postWithoutSession("login", { "api-key": "no-such-key" });
    assert.deepEqual([reply.http, reply.code, reply.body], [401, 2200, "API key is invalid\n"]);
    assert.deepEqual(reply.all("Error"), []);
  });

  it("says which login parameter is missing", async () => {
    assert.match((await client.postWithoutSession("login")).header("Error") ?? "", /^username:/);
    const reply = await client.postWithoutSession("login", { username: "sandbox" });
    assert.deepEqual([reply.http, reply.code], [400, 2003]);
    assert.match(reply.header("Error") ?? "", /^password:/);
  });

  it("refuses requests without a live session", async () => {
    const missing = await client.postWithoutSession("query-profile");
    assert.deepEqual([missing.http, missing.code, missing.header("Error")], [401, 2200, "auth-sid is missing"]);
    const wrong = await client.postWithoutSession("query-profile", { "auth-sid": "0".repeat(32) });
    assert.deepEqual([wrong.http, wrong.code], [401, 2200]);
  });

  it("takes the session from a cookie, over which auth-sid has precedence", async () => {
    const { url } = client.sandbox;
    const login = await getRaw(url, "/request/login?api-key=sandbox-readonly");
    const [, sid = ""] = /^Auth-Sid: (.*)$/m.exec(login.bytes.toString()) ?? [];
    assert.deepEqual(login.headers["set-cookie"], [`dmapi-auth=${sid}; path=/`]);
    const cookie = `lang=en; dmapi-auth=${sid}`;
    const fields = "pname=autorenew&pvalue=1";
    const reply = await getRaw(url, `/request/user-set-property?${fields}`, { cookie });
    assert.match(reply.bytes.toString(), /not permitted with read-only access/);
    assert.equal(reply.headers["set-cookie"], undefined);
    const both = await getRaw(url, `/request/user-set-property?${fields}&auth-sid=${client.sid}`, { cookie });
    assert.equal(both.status, 200);
    const wrong = await getRaw(url, `/request/version?auth-sid=0123`, { cookie });
    assert.equal(wrong.status, 401);
    assert.equal((await getRaw(url, "/request/version", { cookie: "dmapi-auth=" })).status, 401);
  });

  it("ends a session on logout", async () => {
    assert.equal((await client.post("logout")).code, 0);
    assert.equal((await client.post("query-profile")).code, 2200);
    assert.equal(client.control.countSessions(), 0);
  });

  it("ends a session after an hour without a request, and not before", async () => {
    client.control.advance(HOUR);
    assert.equal((await client.post("version")).code, 0);
    client.control.advance(HOUR);
    assert.equal((await client.post("version")).code, 0);
    client.control.advance(HOUR + SECOND);
    assert.equal((await client.post("version")).code, 2200);
  });

  it("ends sessions when they are killed or their key is revoked", async () => {
    assert.equal(client.control.killSessions(), 1);
    assert.equal((await client.post("version")).http, 401);
    await client.signIn("sandbox-readonly");
    client.control.revoke("sandbox-readonly");
    assert.equal((await client.post("version")).http, 401);
    assert.equal(
      (await client.postWithoutSession("login", { "api-key": "sandbox-readonly" })).body,
      "API key is invalid\n",
    );
    assert.equal((await client.postWithoutSession("login", { "api-key": "sandbox-full" })).code, 0);
    client.control.revoke("sandbox");
    assert.equal((await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" })).code, 2200);
    assert.throws(() => client.control.revoke("nobody"), /no credential nobody/);
  });
});
