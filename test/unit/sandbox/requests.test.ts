import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { startSandbox } from "../../../src/sandbox/server";
import { createAuthority, issueCertificate } from "../dmapi/http/certificates";
import { getRaw } from "./raw-request";
import { SandboxClient } from "./sandbox-client";

describe("sandbox: requests", () => {
  let client: SandboxClient;
  before(async () => {
    client = await SandboxClient.start();
  });
  after(() => client.close());

  it("takes GET and POST, and names in any case", async () => {
    const posted = await client.post("Query-Account-Balance");
    const got = await client.get("QUERY-ACCOUNT-BALANCE/");
    const shouted = await client.postWithoutSession("query-account-balance", { "AUTH-SID": client.sid });
    for (const reply of [posted, got, shouted]) {
      assert.equal(reply.header("Columns"), "available,pending,total,currency");
      assert.equal(reply.header("Separator"), "TAB");
      assert.equal(reply.body, "975.00\t25.00\t1000.00\tUSD\n");
      assert.equal(reply.code, 1000);
    }
  });

  it("sends the balance in every reply of a session", async () => {
    for (const name of ["version", "result-list", "query-order-list"]) {
      assert.equal((await client.post(name)).header("Account-Balance"), "975.00");
    }
  });

  it("gives each request a tracking id of its own", async () => {
    const ids = [(await client.post("version")).header("SvTrId"), (await client.post("version")).header("SvTrId")];
    assert.match(ids[0] ?? "", /^01[0-9a-f]{30}$/);
    assert.notEqual(ids[0], ids[1]);
  });

  it("answers version, query-request-list and user-get-property", async () => {
    assert.equal((await client.post("version")).body, "Version: 1.2.53\n");
    const { lines } = await client.post("query-request-list");
    for (const name of ["login", "logout", "result-delete", "domain-transfer-control"]) assert.ok(lines.includes(name));
    assert.equal((await client.post("user-get-property")).body, "user.property.autorenew: 0\n");
    assert.equal((await client.post("user-get-property", { pname: "colour" })).code, 2303);
  });

  it("reads user properties by patterns, and sets one", async () => {
    const read = async (pname: string, ptype: string) =>
      (await client.post("user-get-property", { pname, ptype })).body;
    for (const [pname, ptype] of [
      ["*", "*"],
      ["auto*", "property"],
      ["AUTORENEW", "prop?rty"],
    ] as const)
      assert.equal(await read(pname, ptype), "user.property.autorenew: 0\n");
    assert.equal(await read("*", "feature"), "");
    const set = await client.post("user-set-property", { pname: "autorenew", pvalue: 1 });
    assert.deepEqual([set.code, set.header("Result")], [0, "ACK"]);
    assert.match(set.header("Proc-ID") ?? "", /^\d+$/);
    assert.equal(await read("*", "*"), "user.property.autorenew: 1\n");
    assert.equal((await client.post("user-set-property", { pname: "autorenew", pvalue: 0 })).code, 0);
    assert.equal((await client.post("user-set-property", { pname: "autorenew", pvalue: "yes" })).code, 2005);
    assert.equal((await client.post("user-set-property", { pname: "color", pvalue: 1 })).code, 2303);
  });

  it("answers lookups of domains, contacts and hosts with empty lists, and of one object with 2303", async () => {
    const domains = await client.post("query-domain-list", { pattern: "*", showstatus: 1, showgrants: 0 });
    assert.deepEqual([domains.code, domains.header("Row-Count"), domains.body], [0, "0", ""]);
    assert.equal(domains.header("Columns"), "domain,expiration_date,domain_status");
    for (const name of ["query-contact-list", "query-ns-list", "dns-zone-list"])
      assert.deepEqual([(await client.post(name)).code, (await client.post(name)).body], [0, ""]);
    assert.ok((await client.post("query-tld-list")).lines.includes("com"));
    assert.equal((await client.post("query-whois", { domain: "example.com" })).code, 2303);
    assert.equal((await client.post("query-whois")).code, 2003);
    assert.equal((await client.post("dns-zone-get", { domain: "example.com" })).code, 2303);
  });

  it("answers query-profile with keys, some of them repeated", async () => {
    const reply = await client.post("query-profile");
    const keys = reply.lines.map((line) => line.slice(0, line.indexOf(":")));
    for (const key of ["customer-id", "organization", "balance", "vat-id", "admin_email", "last-payment"]) {
      assert.ok(keys.includes(key), key);
    }
    assert.equal(keys.filter((key) => key === "whois1").length, 2);
    assert.ok(reply.lines.includes("balance: 975.00"));
    assert.ok(reply.lines.includes("fax: "));
  });

  it("rejects an unknown request", async () => {
    for (const name of ["query-nothing", ""]) {
      const reply = await client.post(name);
      assert.deepEqual([reply.http, reply.code, reply.header("Result")], [404, 2000, "NACK"]);
      assert.equal(reply.header("Error"), `Unknown request: ${name}`);
    }
  });

  it("refuses unknown requests in DMAPI's form, however the path is written", async () => {
    for (const path of [
      "/Request/Query-Nothing",
      "/request//query-nothing//",
      "//request/query-nothing",
      "/REQUEST",
      "/",
    ]) {
      const response = await fetch(client.sandbox.url + path);
      assert.equal(response.status, 404, path);
      assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
      assert.match(
        await response.text(),
        /^Status-Code: 2000\nStatus-Text: Unknown command\nError: .*\nResult: NACK\n/,
      );
    }
    const known = await fetch(`${client.sandbox.url}//Request//Version/?auth-sid=${client.sid}`);
    assert.match(await known.text(), /\n\nVersion: 1\.2\.53\n$/);
    const put = await fetch(`${client.sandbox.url}/request/version`, { method: "PUT" });
    assert.match(await put.text(), /^Status-Code: 2001\n/);
    const control = await fetch(`${client.sandbox.url}/sandbox/nothing`);
    assert.equal(control.headers.get("content-type"), "application/json; charset=utf-8");
  });

  it("takes multipart forms, as PHP's curl sends arrays", async () => {
    const login = (form: FormData) => fetch(`${client.sandbox.url}/request/login`, { method: "POST", body: form });
    const form = new FormData();
    form.set("username", "sandbox");
    form.set("password", "sandbox");
    assert.match(await (await login(form)).text(), /^User-Login: sandbox$/m);
    form.set("password", new Blob(["sandbox"]), "password.txt");
    assert.equal((await login(form)).status, 400);
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const broken = { method: "POST", body: "--x\r\nnonsense", headers };
    assert.equal((await fetch(`${client.sandbox.url}/request/login`, broken)).status, 400);
  });

  it("refuses what is no DMAPI request by HTTP alone", async () => {
    const { url } = client.sandbox;
    const status = async (path: string, init?: RequestInit) => (await fetch(url + path, init)).status;
    assert.equal(await status("/"), 404);
    assert.equal(await status("/requests/login"), 404);
    assert.equal(await status("/request/login", { method: "PUT" }), 405);
    assert.equal(await status(`/request/login?api-key=${"x".repeat(9000)}`), 414);
    assert.equal(
      await status("/request/login", { method: "POST", body: "{}", headers: { "content-type": "text/json" } }),
      415,
    );
    const large = new URLSearchParams({ filler: "x".repeat(1024 * 1024) });
    assert.equal(await status("/request/login", { method: "POST", body: large }), 413);
  });

  it("answers loopback names only", async () => {
    const ask = (host: string, path = "/request/version") =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(client.sandbox.url);
        httpRequest({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
    assert.equal(await ask("localhost:1234"), 401);
    assert.equal(await ask("[::1]:1234"), 401);
    assert.equal(await ask("evil.example"), 403);
    assert.equal(await ask("127.0.0.1.evil.example"), 403);
    assert.equal(await ask("evil.example", "/sandbox/log"), 403);
    assert.equal(await ask("127.0.0.1", "http://evil.example/request/version"), 400);
  });

  it("answers a further host name if it is told to, but not on control routes", async () => {
    const sandbox = await startSandbox({ hostHeader: "DMAPI.joker.com" });
    const status = async (path: string, host: string) => (await getRaw(sandbox.url, path, { host })).status;
    assert.equal(await status("/request/login?api-key=sandbox-full", "dmapi.joker.com"), 200);
    assert.equal(await status("/request/login?api-key=sandbox-full", "dmapi.joker.com:443"), 200);
    assert.equal(await status("/sandbox/log", "dmapi.joker.com"), 403);
    assert.equal(await status("/sandbox/log", "127.0.0.1"), 200);
    assert.equal(await status("/request/version", "evil.example"), 403);
    await sandbox.close();
  });

  it("speaks TLS with a certificate, on loopback only", async () => {
    const authority = await createAuthority();
    const tls = await issueCertificate(authority, "dmapi.joker.com");
    const sandbox = await startSandbox({ hostHeader: "dmapi.joker.com", tls });
    assert.match(sandbox.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    const options = { ca: authority.cert, servername: "dmapi.joker.com", headers: { host: "dmapi.joker.com" } };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpsRequest(`${sandbox.url}/request/login?api-key=sandbox-full`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    assert.equal(status, 200);
    await sandbox.close();
    await assert.rejects(startSandbox({ tls: { cert: "none", key: "none" } }));
  });
});
