import assert from "node:assert/strict";
import { queryBalance, queryProfile } from "../../../../src/dmapi/account";
import { deleteResult, listResults } from "../../../../src/dmapi/results";
import { isErrorWith } from "../fake-call";
import type { Rule } from "./rule-fixture";

const hour = 3_600_000;

/** Sentences of "Account and Handling" about sessions and the account. */
export const sessionRules: readonly Rule[] = [
  {
    says: "Requires (mandatory): username Joker.com username (email address) password Joker.com password",
    client: async (fixture) => {
      await fixture.signIn({ kind: "password", username: "sandbox", password: "sandbox" }).login();
      assert.deepEqual(fixture.sentRequests, [{ name: "login", form: { username: "sandbox", password: "sandbox" } }]);
    },
    sandbox: async ({ sandboxClient: client }) => {
      assert.equal((await client.postWithoutSession("login", { username: "sandbox" })).code, 2003);
      assert.equal((await client.postWithoutSession("login", { password: "sandbox" })).code, 2003);
      assert.equal((await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" })).code, 0);
    },
  },
  {
    says: "Auth-SID Authenticated Session ID, must be provided with any other request (parameter auth-sid )",
    client: async ({ call, sentRequests: sent }) => {
      await call("query-profile");
      assert.deepEqual(
        sent.map(({ name, form }) => [name, "auth-sid" in form]),
        [
          ["login", false],
          ["query-profile", true],
        ],
      );
    },
    sandbox: async ({ sandboxClient: client }) => {
      const names = (await client.post("query-request-list")).lines.filter((name) => name !== "login");
      assert(names.length >= 10);
      for (const name of names) assert.equal((await client.postWithoutSession(name)).code, 2200, name);
    },
  },
  {
    says: "List of TLDs List of domain TLDs which are available to the reseller.",
    client: async ({ session }) => {
      const { tlds } = await session.login();
      assert(tlds.includes("com") && tlds.includes("co.uk"));
    },
    sandbox: async ({ sandboxClient: client }) => {
      const { lines } = await client.postWithoutSession("login", { "api-key": "sandbox-full" });
      assert(lines.includes("com") && lines.every((line) => /^[a-z0-9.-]+$/.test(line)));
    },
  },
  {
    says: `API keys can be restricted to be "read only" (no modifications possible)`,
    client: async (fixture) => {
      const session = fixture.signIn({ kind: "api-key", apiKey: "sandbox-readonly" });
      assert.equal((await session.login()).access, "readonly");
      const [done] = await listResults(session.call, { status: "ack" });
      await assert.rejects(deleteResult(session.call, { procId: done!.procId }), isErrorWith("permission"));
    },
    sandbox: async ({ sandboxClient: client }) => {
      await client.signIn("sandbox-readonly");
      assert.equal((await client.post("result-list")).code, 0);
      assert.equal((await client.post("result-delete", { "proc-id": 1 })).code, 2202);
    },
  },
  {
    says: "or to allow 'modifications only' (can not produce costs)",
    client: async (fixture) => {
      const session = fixture.signIn({ kind: "api-key", apiKey: "sandbox-modify-only" });
      assert.equal((await session.login()).access, "modify-only");
      const [done] = await listResults(session.call, { status: "ack" });
      await deleteResult(session.call, { procId: done!.procId });
    },
  },
  {
    says: `The result is the same as for "login"-request, you have to use the provided auth-sid for the subsequent actions.`,
    client: async (fixture) => {
      await fixture.signIn({ kind: "password", username: "sandbox", password: "sandbox" }).call("query-profile");
      await fixture.call("query-profile");
      const [byName, , byKey] = fixture.sentRequests.map(({ form }) => Object.keys(form));
      assert.deepEqual([byName, byKey], [["username", "password"], ["api-key"]]);
    },
    sandbox: async ({ sandboxClient: client }) => {
      const byKey = await client.postWithoutSession("login", { "api-key": "sandbox-full" });
      const byName = await client.postWithoutSession("login", { username: "sandbox", password: "sandbox" });
      assert.deepEqual([byKey.names, byKey.lines], [byName.names, byName.lines]);
      for (const reply of [byKey, byName]) {
        assert.equal(
          (await client.postWithoutSession("version", { "auth-sid": reply.header("Auth-Sid") ?? "" })).code,
          0,
        );
      }
    },
  },
  {
    says: "The session identified by Auth-SID may not be used anymore to send requests.",
    client: async ({ session, sentRequests: sent }) => {
      await session.call("query-profile");
      await session.end();
      assert.equal(sent.at(-1)?.name, "logout");
      await assert.rejects(session.call("query-profile"), isErrorWith("canceled"));
      assert.equal(sent.at(-1)?.name, "logout");
    },
    sandbox: async ({ sandboxClient: client }) => {
      assert.equal((await client.post("logout")).body, "");
      assert.equal((await client.post("query-profile")).code, 2200);
    },
  },
  {
    says: "Normally not required as session will timeout anyway (default: 1 hour).",
    client: async ({ session, control, sentRequests: sent }) => {
      assert.equal((await session.login()).sessionTimeout, 3600);
      control.advance(hour + 1000);
      await session.call("query-profile");
      assert.deepEqual(
        sent.map(({ name }) => name),
        ["login", "query-profile", "login", "query-profile"],
      );
    },
    sandbox: async ({ sandboxClient: client, control }) => {
      control.advance(hour - 1000);
      assert.equal((await client.post("version")).code, 0);
      control.advance(hour + 1000);
      assert.equal((await client.post("version")).code, 2200);
    },
  },
  {
    says: `Returns reseller profile data in format "key: value". May be used to query account balance`,
    client: async ({ call }) => {
      const profile = await queryProfile(call);
      assert.equal(new Map(profile).get("balance"), (await queryBalance(call)).available);
      assert.equal(profile.filter(([key]) => key === "checkd_ip").length, 2);
    },
    sandbox: async ({ sandboxClient: client }) => {
      const { lines } = await client.post("query-profile");
      assert(lines.length > 10 && lines.every((line) => /^[\w-]+: /.test(line)));
    },
  },
  {
    says: "total the sum of available and pending, i.e. the effective balance",
    client: async ({ call }) => {
      const { available, pending, total } = await queryBalance(call);
      assert.deepEqual([available, pending, total], ["975.00", "25.00", "1000.00"]);
    },
    sandbox: async ({ sandboxClient: client, control }) => {
      control.setBalance("-12.34");
      assert.deepEqual((await client.post("query-account-balance")).lines, ["-12.34\t25.00\t12.66\tUSD"]);
    },
  },
  {
    says: "pending amount reserved for pending operations (renewals, transfers etc)",
    sandbox: async ({ sandboxClient: client, control }) => {
      control.removeTransfers();
      assert.deepEqual((await client.post("query-account-balance")).lines, ["1000.00\t0.00\t1000.00\tUSD"]);
    },
  },
  {
    says: "Status-Code: 1000 Status-Text: OK Columns: available,pending,total,currency Separator: TAB",
    sandbox: async ({ sandboxClient: client }) => {
      const reply = await client.post("query-account-balance");
      const headers = ["Status-Text", "Columns", "Separator"].map((name) => reply.header(name));
      assert.deepEqual([reply.code, ...headers], [1000, "OK", "available,pending,total,currency", "TAB"]);
    },
  },
];
