import assert from "node:assert/strict";
import { getRaw } from "./raw-request";
import { SandboxClient, HOUR, type Fields } from "./sandbox-client";

/** What clients written by others send in which order, and what they read from the replies. */
describe("sandbox: existing clients", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start({ quirks: ["pending-also"] });
  });
  afterEach(() => client.close());

  const listResults = async (fields: Fields) => {
    const reply = await client.post("result-list", fields);
    return { reply, rows: reply.lines.map((line) => line.split(" ")) };
  };
  /** The path of a GET request with a session. */
  const getPath = (name: string, fields: Record<string, string> = {}) =>
    `/request/${name}?${new URLSearchParams({ "auth-sid": client.sid, ...fields }).toString()}`;

  describe("Joker.com's PHP client", () => {
    it("signs in: TLDs, requests, version, user properties, all without an error", async () => {
      const login = await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" });
      assert.equal(login.code, 0);
      assert.match(login.header("uid") ?? "", /^\d+$/);
      assert.ok(login.lines.includes("com"));
      client.sid = login.header("auth-sid") ?? "";
      assert.ok((await client.post("query-request-list")).lines.includes("result-delete"));
      assert.equal((await client.post("version")).lines[0], "Version: 1.2.53");
      const fields = { pname: "*", ptype: "*", uid: login.header("uid") ?? "" };
      const properties = await client.post("user-get-property", fields);
      assert.ok(properties.code < 2000);
      assert.deepEqual(properties.lines, ["user.property.autorenew: 0"]);
    });

    it("shows all results: seven columns between single blanks", async () => {
      const { rows } = await listResults({ showdeleted: 1, showpending: 1 });
      assert.ok(rows.every((row) => row.length === 7));
      assert.deepEqual(new Set(rows.map((row) => row[5])), new Set(["ack", "nack", "?"]));
    });

    it("deletes all entries: lists with showpending, and deletes each by its SvTrId", async () => {
      const { rows } = await listResults({ showpending: 1 });
      assert.ok(rows.some((row) => row[5] === "?") && rows.some((row) => row[5] === "ack"));
      for (const row of rows) assert.equal((await client.post("result-delete", { SvTrId: row[1] ?? "" })).code, 0);
      assert.deepEqual((await listResults({ showpending: 1 })).rows, []);
      client.control.advance(HOUR);
      await client.signIn("sandbox-full");
      assert.deepEqual((await listResults({ showpending: 1 })).rows, []);
    });

    it("sets a user property", async () => {
      const reply = await client.post("user-set-property", { pname: "autorenew", pvalue: 1, uid: 1 });
      assert.ok(reply.code < 2000);
      assert.match(reply.header("proc-id") ?? "", /^\d+$/);
    });
  });

  describe("the WHMCS module", () => {
    const syncFields = { rtype: "domain-transfer-in-reseller", showall: 1, pending: 1, limit: 1 };
    const objectOf = async (status: string) =>
      (await listResults({ ...syncFields, limit: 10 })).rows.find((row) => row[5] === status)?.[4] ?? "";

    for (const [status, quirks] of [
      ["ack", []],
      ["nack", ["pending-also"]],
      ["pending", ["pending-also", "in-progress-word"]],
      ["pending", ["pending-only", "in-progress-word"]],
    ] as const) {
      it(`finds a transfer that is ${status}, with ${quirks.join(" and ") || "no quirks"}`, async () => {
        client.control.setQuirks(quirks);
        const { reply, rows } = await listResults({ ...syncFields, objid: await objectOf(status) });
        assert.equal(reply.header("Columns"), undefined);
        assert.equal(reply.header("Row-Count"), "1");
        assert.equal(rows[0]?.[5], status);
      });
    }

    it("finds no transfer of another domain, and no domain", async () => {
      const { reply } = await listResults({ ...syncFields, objid: "example.com" });
      assert.deepEqual([reply.code, reply.header("Row-Count"), reply.body], [0, "0", ""]);
      const domains = await client.post("query-domain-list", { pattern: "example.com" });
      assert.deepEqual([domains.code, domains.body], [0, ""]);
      const orders = { rtype: "domain-r*", objid: "example.com", showall: 1, pending: 1, limit: 1, period: 1 };
      assert.equal((await listResults(orders)).reply.header("Row-Count"), "0");
    });

    it("reads the Authorization ID: lists its request, and retrieves it by Proc-ID until it is ack", async () => {
      const fields = { rtype: "domain-transfer-get-auth-id", showall: 1, pending: 1, limit: 1 };
      const { reply, rows } = await listResults(fields);
      assert.equal(reply.header("Row-Count"), "1");
      const retrieve = async () => (await client.post("result-retrieve", { "Proc-ID": rows[0]?.[2] ?? "" })).body;
      assert.match(await retrieve(), /^Completion-Status: \?$/m);
      client.control.advance(HOUR);
      assert.match(await retrieve(), /^Completion-Status: ack\n[^]*^The Authorization ID is: "[^"]+"$/m);
    });
  });

  it("Net::Joker::DMAPI (Perl): GET with an empty auth-sid, HTTP success and code 0 needed", async () => {
    client.control.setQuirks(["code-zero"]);
    const { url } = client.sandbox;
    const login = await getRaw(url, "/request/login?auth-sid=&username=sandbox&password=sandbox");
    const text = login.bytes.toString();
    assert.match(text, /^Status-Code: 0$/m);
    assert.match(text, /^Version: 1\.2$/m);
    client.sid = /^Auth-Sid: (.*)$/m.exec(text)?.[1] ?? "";
    const balance = await getRaw(url, getPath("query-account-balance"));
    assert.match(balance.bytes.toString(), /^Status-Code: 0\n[^]*^Account-Balance: 975\.00$/m);
    assert.equal((await getRaw(url, getPath("logout"))).status, 200);
  });

  it("the Ruby gem: login with api_key, result by Proc-ID, deletes it when it is done", async () => {
    const { url } = client.sandbox;
    const login = (await getRaw(url, "/request/login?api_key=sandbox-full")).bytes.toString();
    assert.match(login, /^Auth-Sid: [0-9a-f]{32}$/m);
    const { rows } = await listResults({ status: "ack" });
    const fields = { "proc-id": rows[0]?.[2] ?? "" };
    assert.match((await getRaw(url, getPath("result-retrieve", fields))).bytes.toString(), /^Completion-Status: ack$/m);
    assert.match((await getRaw(url, getPath("result-delete", fields))).bytes.toString(), /^Status-Code: 0$/m);
    assert.match((await getRaw(url, getPath("query-whois", { domain: "example.com" }))).bytes.toString(), /: 2303$/m);
  });

  it("npm joker-dmapi: POST, Auth-Sid and UID, domain list, profile", async () => {
    const login = await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" });
    assert.ok(login.header("auth-sid") && login.header("uid"));
    const list = await client.post("query-domain-list", { showstatus: "1", showgrants: "0", showjokerns: "0" });
    assert.deepEqual([list.code, list.header("Columns")], [0, "domain,expiration_date,domain_status"]);
    assert.ok((await client.post("query-profile")).lines.every((line) => /^[\w-]+: ?/.test(line)));
  });

  it("lexicon (Python) and lego (Go): login, then the domain or its zone, which does not exist", async () => {
    const login = await client.postWithoutSession("login", { "api-key": "sandbox-full" });
    assert.deepEqual([login.http, login.code], [200, 0]);
    const domains = await client.post("query-domain-list", { pattern: "example.com", showstatus: 1 });
    assert.deepEqual([domains.http, domains.body], [200, ""]);
    const zone = await client.post("dns-zone-get", { domain: "example.com" });
    assert.equal(zone.code, 2303);
    client.control.setQuirks(["login-refusal-http-200"]);
    const refused = await client.postWithoutSession("login", { "api-key": "wrong" });
    assert.deepEqual([refused.http, refused.code, refused.body], [200, 2200, "API key is invalid\n"]);
  });
});
