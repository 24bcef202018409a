import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import type { QuirkName } from "../../../src/sandbox/quirks";
import type { QuirkCase } from "./list-quirk-cases";
import { getRaw, type RawReply } from "./raw-request";
import { MINUTE, NOON, type SandboxClient } from "./sandbox-client";

const get = (client: SandboxClient, request: string, headers: Record<string, string> = {}): Promise<RawReply> =>
  getRaw(client.sandbox.url, `/request/${request}?auth-sid=${client.sid}`, headers);
const getText = async (client: SandboxClient, request: string) => (await get(client, request)).bytes.toString();
const logIn = (client: SandboxClient, key = "sandbox-full") => client.postWithoutSession("login", { "api-key": key });
const repeat = <T>(count: number, run: () => Promise<T>) => Promise.all(Array.from({ length: count }, run));

export const replyCases = {
  "headers-random-order": async (client) => {
    const orders = await repeat(8, async () => (await client.post("version")).names);
    assert(new Set(orders.map((names) => names.join())).size > 1);
    assert.equal(new Set(orders.map((names) => names.toSorted().join())).size, 1);
  },
  "headers-case": async (client) => {
    const names = (await repeat(8, async () => (await client.post("version")).names)).flat();
    for (const name of ["status-code", "STATUS-CODE", "sTaTuS-CoDe"]) assert(names.includes(name), name);
  },
  crlf: async (client) => {
    const text = await getText(client, "query-account-balance");
    assert.match(text, /\r\n\r\n975\.00\t25\.00\t1000\.00\tUSD\r\n$/);
    assert.doesNotMatch(text, /[^\r]\n/);
    assert.doesNotMatch(await getText(client, "query-nothing"), /[^\r]\n/);
  },
  "no-final-lf": async (client) => {
    assert.match(await getText(client, "query-account-balance"), /\n\n975\.00\t25\.00\t1000\.00\tUSD$/);
    assert.match(await getText(client, "query-contact-list"), /[^\n]\n\n$/);
  },
  "status-text-varied": async (client) => {
    const texts = await repeat(20, async () => (await client.post("version")).header("Status-Text"));
    assert.deepEqual(new Set(texts), new Set(["OK", "Command completed successfully", "Success", ""]));
  },
  "no-result-header": async (client) => {
    const fields = { pname: "autorenew", pvalue: 1 };
    assert.equal((await client.post("user-set-property", fields)).header("Result"), undefined);
    assert.equal((await client.post("query-nothing")).header("Result"), undefined);
  },
  "code-zero": async (client) => {
    for (const name of ["version", "query-account-balance"]) assert.equal((await client.post(name)).code, 0);
    assert.equal((await client.post("query-nothing")).code, 2000);
  },
  "code-1000": async (client) => {
    for (const name of ["version", "query-account-balance"]) assert.equal((await client.post(name)).code, 1000);
    assert.equal((await logIn(client)).code, 1000);
  },
  "profile-keys-other": async (client) => {
    const { lines } = await client.post("query-profile");
    assert(lines.includes("checkd_ip: 192.0.2.1,2001:db8::1"));
    const keys = lines.map((line) => line.slice(0, line.indexOf(":")));
    for (const key of ["http", "url", "whois1", "whois2", "whois3", "whois4"])
      assert.equal(keys.filter((each) => each === key).length, 1, key);
  },
} as const satisfies Partial<Record<QuirkName, QuirkCase>>;

export const loginCases = {
  "access-plain": async (client) => {
    const access = async (key: string) =>
      new Set(await repeat(30, async () => (await logIn(client, key)).header("User-Access")));
    assert.deepEqual(await access("sandbox-full"), new Set(["full", "Full", "FULL"]));
    assert.deepEqual(await access("sandbox-readonly"), new Set(["readonly", "read-only", "Read-Only"]));
  },
  "login-refusal-http-200": async (client) => {
    const wrong = await logIn(client, "no-such-key");
    assert.deepEqual([wrong.http, wrong.code, wrong.body], [200, 2200, "API key is invalid\n"]);
    assert.equal((await client.postWithoutSession("login")).http, 200);
  },
  "login-refusal-http-401": async (client) => {
    assert.equal((await logIn(client, "no-such-key")).http, 401);
    const missing = await client.postWithoutSession("login");
    assert.deepEqual([missing.http, missing.code], [401, 2003]);
  },
  "login-refusal-body": async (client) => {
    for (const fields of [{ "api-key": "no-such-key" }, { username: "sandbox", password: "wrong" }]) {
      const wrong = await client.postWithoutSession("login", fields);
      assert.deepEqual([wrong.code, wrong.body, wrong.all("Error")], [2400, "API key is invalid\n", []]);
    }
  },
  "dead-session-2202": async (client) => {
    client.control.killSessions();
    assert.equal((await client.post("version")).code, 2202);
  },
  "dead-session-http-200": async (client) => {
    client.control.killSessions();
    const reply = await client.post("version");
    assert.deepEqual([reply.http, reply.code], [200, 2200]);
  },
  "session-limit": async (client) => {
    assert.deepEqual([(await logIn(client)).code, (await logIn(client)).code], [0, 0]);
    const refused = await logIn(client);
    assert.equal(refused.code, 2502);
    assert.equal(refused.header("Status-Text"), "Session limit exceeded; server closing connection");
    assert.equal((await logIn(client, "no-such-key")).code, 2200);
    client.control.advance(61 * MINUTE);
    assert.equal((await logIn(client)).code, 0);
  },
  "auth-sid-cookie": async (client) => {
    const sid = (await logIn(client)).header("Auth-Sid") ?? "";
    const { headers } = await getRaw(client.sandbox.url, `/request/version?auth-sid=${sid}`);
    const [, cookie = ""] = /^dmapi-auth=([0-9a-f]{40}); path=\/$/.exec(headers["set-cookie"]?.[0] ?? "") ?? [];
    const { status } = await getRaw(client.sandbox.url, "/request/version", { cookie: `dmapi-auth=${cookie}` });
    assert.equal(status, 200);
  },
} as const satisfies Partial<Record<QuirkName, QuirkCase>>;

export const httpCases = {
  "http-headers-captured": async (client) => {
    const { headers } = await get(client, "version");
    assert.equal(headers["server"], "DMAPI/1.2.53");
    assert.equal(headers["last-modified"], new Date(NOON).toUTCString());
    assert.deepEqual(headers["set-cookie"], [`dmapi-auth=${client.sid}; path=/`]);
  },
  gzip: async (client) => {
    const plain = await get(client, "query-profile");
    assert.equal(plain.headers["content-encoding"], undefined);
    for (const accepted of ["gzip, deflate", "br;q=1, GZIP;q=0.5", "*"]) {
      const { headers, bytes } = await get(client, "query-profile", { "accept-encoding": accepted });
      assert.equal(headers["content-encoding"], "gzip", accepted);
      assert.equal(headers["content-length"], `${bytes.length}`);
      assert.match(gunzipSync(bytes).toString(), /\nlname: Sandmann\n/);
    }
    const refused = await get(client, "version", { "accept-encoding": "br, gzip;q=0" });
    assert.equal(refused.headers["content-encoding"], undefined);
  },
  latin1: async (client) => {
    const { headers, bytes } = await get(client, "query-profile");
    assert.equal(headers["content-type"], "text/plain; charset=iso-8859-1");
    assert.match(bytes.toString("latin1"), /\nlname: Sändmann\n/);
    const { lines } = await client.post("result-list", { rtype: "domain-owner-change" });
    const path = `/request/result-retrieve?auth-sid=${client.sid}&proc-id=${lines[0]?.split(" ")[2] ?? ""}`;
    assert.match((await getRaw(client.sandbox.url, path)).bytes.toString("latin1"), /\nNew owner: Jörg Müßig\n$/);
  },
  "chunked-trailers": async (client) => {
    const { headers, trailers, bytes } = await get(client, "login");
    assert.deepEqual([headers["transfer-encoding"], headers["content-length"]], ["chunked", undefined]);
    assert.equal(headers.trailer, "X-Reply-End");
    assert.equal(trailers["x-reply-end"], "complete");
    assert.match(bytes.toString(), /^Status-Code: 2003\n/);
    client.control.setQuirks(["chunked-trailers", "gzip"]);
    const zipped = await get(client, "query-profile", { "accept-encoding": "gzip" });
    assert.equal(zipped.trailers["x-reply-end"], "complete");
    assert.match(gunzipSync(zipped.bytes).toString(), /\ncustomer-id: /);
  },
  redirect: async (client) => {
    const { status, headers, bytes } = await get(client, "version");
    assert.deepEqual([status, headers.location, bytes.length], [302, "/request/moved/version", 0]);
    assert.equal((await get(client, "moved/version")).status, 404);
  },
} as const satisfies Partial<Record<QuirkName, QuirkCase>>;
