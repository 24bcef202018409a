import assert from "node:assert/strict";
import { getRaw } from "./raw-request";
import { SandboxClient, HOUR, SECOND } from "./sandbox-client";

describe("sandbox: login and sessions", () => {
  let asking: SandboxClient;
  beforeEach(async () => {
    asking = await SandboxClient.start();
  });
  afterEach(() => asking.close());

  it("answers login as captured, and says beside that what it is", async () => {
    const told = await asking.postWithoutSession("login", { "api-key": "sandbox-full" });
    assert.equal(told.http, 200);
    assert.equal(told.type, "text/plain; charset=utf-8");
    assert.deepEqual(told.names, [
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
    assert.equal(told.code, 0);
    assert.match(told.header("Auth-Sid") ?? "", /^[0-9a-f]{32}$/);
    assert.match(told.header("Timing") ?? "", /^\d+\.\d{6}\/\d+\.\d{6} \d+\.\d{3}%$/);
    assert.equal(told.header("SvTrId"), told.header("Tracking-Id"));
    assert.equal(told.header("Session-Timeout"), "3600");
    assert.equal(told.header("User-Login"), "sandbox");
    assert.equal(told.header("Account-balance"), "975.0");
    assert.equal(told.header("Stats-last-error"), "");
    assert.ok(told.lines.includes("com") && told.lines.includes("xn--p1ai"));
    assert.deepEqual(told.lines, [...told.lines].sort());
  });

  it("tells contact prefixes behind a tab on request", async () => {
    const told = await asking.postWithoutSession("login", { "api-key": "sandbox-full", prefixes: 1 });
    assert.ok(told.lines.includes("com\tCCOM"));
    assert.ok(told.lines.includes("co.uk\tCUK"));
  });

  for (const [key, access] of [
    ["sandbox-full", "@full"],
    ["sandbox-readonly", "@readonly"],
    ["sandbox-modify-only", "@modify-only"],
    ["sandbox-whois", "@whois-only"],
  ] as const) {
    it(`lets ${key} in as ${access}`, async () => {
      const told = await asking.postWithoutSession("login", { "API-Key": key });
      assert.equal(told.header("User-Access"), access);
    });
  }

  it("shows nothing of the account to a key for whois alone", async () => {
    await asking.signIn("sandbox-whois");
    for (const name of ["query-profile", "query-account-balance", "query-order-list", "result-list", "result-delete"]) {
      assert.deepEqual([name, (await asking.post(name)).code], [name, 2202]);
    }
    for (const name of ["version", "query-request-list", "logout"]) assert.equal((await asking.post(name)).code, 0);
  });

  it("lets the user in with the password, and nobody else", async () => {
    const right = await asking.postWithoutSession("login", { username: "sandbox", password: "sandbox" });
    assert.equal(right.header("User-Access"), "@full");
    for (const fields of [
      { username: "sandbox", password: "Sandbox" },
      { username: "someone", password: "sandbox" },
    ]) {
      const wrong = await asking.postWithoutSession("login", fields);
      assert.deepEqual([wrong.http, wrong.code, wrong.header("Status-Text")], [401, 2200, "Authentication error"]);
      assert.deepEqual(wrong.all("Error"), ["Username or password is wrong"]);
      assert.equal(wrong.header("Account-Balance"), undefined);
    }
  });

  it("explains a wrong key in the body alone", async () => {
    const told = await asking.postWithoutSession("login", { "api-key": "no-such-key" });
    assert.deepEqual([told.http, told.code, told.body], [401, 2200, "API key is invalid\n"]);
    assert.deepEqual(told.all("Error"), []);
  });

  it("says which login parameter is missing", async () => {
    assert.match((await asking.postWithoutSession("login")).header("Error") ?? "", /^username:/);
    const told = await asking.postWithoutSession("login", { username: "sandbox" });
    assert.deepEqual([told.http, told.code], [400, 2003]);
    assert.match(told.header("Error") ?? "", /^password:/);
  });

  it("refuses requests without a live session", async () => {
    const missing = await asking.postWithoutSession("query-profile");
    assert.deepEqual([missing.http, missing.code, missing.header("Error")], [401, 2200, "auth-sid is missing"]);
    const wrong = await asking.postWithoutSession("query-profile", { "auth-sid": "0".repeat(32) });
    assert.deepEqual([wrong.http, wrong.code], [401, 2200]);
  });

  it("takes the session from a cookie, over which auth-sid has precedence", async () => {
    const { url } = asking.sandbox;
    const login = await getRaw(url, "/request/login?api-key=sandbox-readonly");
    const [, sid = ""] = /^Auth-Sid: (.*)$/m.exec(login.bytes.toString()) ?? [];
    assert.deepEqual(login.headers["set-cookie"], [`dmapi-auth=${sid}; path=/`]);
    const cookie = `lang=en; dmapi-auth=${sid}`;
    const fields = "pname=autorenew&pvalue=1";
    const reply = await getRaw(url, `/request/user-set-property?${fields}`, { cookie });
    assert.match(reply.bytes.toString(), /not permitted with read-only access/);
    assert.equal(reply.headers["set-cookie"], undefined);
    const both = await getRaw(url, `/request/user-set-property?${fields}&auth-sid=${asking.sid}`, { cookie });
    assert.equal(both.status, 200);
    const wrong = await getRaw(url, `/request/version?auth-sid=0123`, { cookie });
    assert.equal(wrong.status, 401);
    assert.equal((await getRaw(url, "/request/version", { cookie: "dmapi-auth=" })).status, 401);
  });

  it("ends a session on logout", async () => {
    assert.equal((await asking.post("logout")).code, 0);
    assert.equal((await asking.post("query-profile")).code, 2200);
    assert.equal(asking.control.countSessions(), 0);
  });

  it("ends a session after an hour without a request, and not before", async () => {
    asking.control.advance(HOUR);
    assert.equal((await asking.post("version")).code, 0);
    asking.control.advance(HOUR);
    assert.equal((await asking.post("version")).code, 0);
    asking.control.advance(HOUR + SECOND);
    assert.equal((await asking.post("version")).code, 2200);
  });

  it("ends sessions when they are killed or their key is revoked", async () => {
    assert.equal(asking.control.killSessions(), 1);
    assert.equal((await asking.post("version")).http, 401);
    await asking.signIn("sandbox-readonly");
    asking.control.revoke("sandbox-readonly");
    assert.equal((await asking.post("version")).http, 401);
    assert.equal(
      (await asking.postWithoutSession("login", { "api-key": "sandbox-readonly" })).body,
      "API key is invalid\n",
    );
    assert.equal((await asking.postWithoutSession("login", { "api-key": "sandbox-full" })).code, 0);
    asking.control.revoke("sandbox");
    assert.equal((await asking.postWithoutSession("login", { username: "sandbox", password: "sandbox" })).code, 2200);
    assert.throws(() => asking.control.revoke("nobody"), /no credential nobody/);
  });
});
