import assert from "node:assert/strict";
import type { OrderQuery } from "../../../../src/dmapi/order-query";
import { countOrders, queryOrderFile, queryOrders } from "../../../../src/dmapi/orders";
import { isErrorWith } from "../fake-call";
import type { RuleFixture, Rule } from "./rule-fixture";

const list = "query-order-list";
const span = { after: "2026-02-20", before: "2026-05-20" };

async function refuses({ call }: RuleFixture, query: OrderQuery, field: string): Promise<void> {
  await assert.rejects(queryOrders(call, query), isErrorWith("invalid", new RegExp(`: ${field} `)));
}

/** Sentences of "Account and Handling" about the parameters of query-order-list. */
export const orderParameterRules: readonly Rule[] = [
  {
    says: "Show all orders including those which did not incur any charges.",
    client: async ({ orders }) => {
      const all = await orders({ ...span, showAll: true });
      assert.deepEqual(
        await orders(span),
        all.filter(({ amountNetto }) => amountNetto !== "0"),
      );
      assert(all.some(({ amountNetto }) => amountNetto === "0"));
    },
  },
  {
    says: "Show only orders after specified date (inclusive). Date must be in ISO format: YYYY-MM-DD",
    client: async (fixture) => {
      const days = (await fixture.orders({ after: "2026-05-01" })).map(({ createdAt }) => createdAt.slice(0, 10));
      assert.equal(days.toSorted()[0], "2026-05-01");
      for (const after of ["01.05.2026", "2026-5-1", "2026-02-30"]) await refuses(fixture, { after }, "after");
    },
    sandbox: async ({ sandboxClient: client }) => {
      for (const after of ["01.05.2026", "2026-02-30"]) assert.equal((await client.post(list, { after })).code, 2005);
    },
  },
  {
    says: "Show only orders before specified data (inclusive).",
    client: async (fixture) => {
      const [newest] = await fixture.orders({ before: "2026-05-03" });
      assert.match(newest!.createdAt, /^2026-05-03/);
      await refuses(fixture, { before: "May" }, "before");
      await refuses(fixture, { after: "2026-05-04", before: "2026-05-03" }, "after");
    },
  },
  {
    says: `If neither "after" or "before" is specified, the default is a list of orders within last 30 days.`,
    client: async ({ orders }) => {
      const times = (await orders()).map(({ createdAt }) => createdAt);
      assert(times.length > 20 && times.every((time) => time >= "2026-04-20T12:00:00Z"));
    },
  },
  {
    says: "Show only orders of specified type.",
    client: async ({ orders }) => {
      const types = (await orders({ ...span, type: "credit-increase" })).map(({ type }) => type);
      assert.deepEqual(new Set(types), new Set(["credit-increase"]));
    },
    sandbox: async ({ rows, sandboxClient: client }) => {
      const unknown = await client.post(list, { type: "something-new" });
      assert.deepEqual([unknown.code, unknown.lines], [1000, []]);
      assert((await rows(list, { type: "delete_domain", "show-all": 1, ...span })).length > 0);
    },
  },
  {
    says: "Show only orders with specified completion status. Possible values are: ok, error, pending",
    client: async (fixture) => {
      for (const status of ["ok", "error", "pending"] as const) {
        const came = await fixture.orders({ ...span, status });
        assert(came.length > 0 && came.every((order) => order.status === status));
      }
      await refuses(fixture, { status: "done" as never }, "status");
    },
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(list, { status: "done" })).code, 2005),
  },
  {
    says: "Filter by TLD. By default all TLDs are included.",
    client: async ({ orders }) => {
      const names = (await orders({ ...span, tld: "com" })).map(({ identifier }) => identifier);
      assert(names.length > 0 && names.every((name) => name.endsWith(".com")));
    },
  },
  {
    says: "Filter by FQDN (domain name). By default all domains (and other objects) are included.",
    client: async ({ orders }) => {
      const [{ identifier: fqdn } = { identifier: "" }] = await orders({ type: "renew" });
      const found = await orders({ ...span, fqdn });
      assert(found.length > 0 && found.every(({ identifier }) => identifier === fqdn));
    },
  },
  {
    says: `Filter by FQDN with wilcards. Wildcards are "*" (any number of any characters) and "?" (exactly one any character).`,
    client: async ({ orders }) => {
      const names = (await orders({ ...span, fqdnLike: "*-online.?*" })).map(({ identifier }) => identifier);
      assert(names.length > 0 && names.every((name) => /-online\../.test(name)));
      assert.deepEqual(await orders({ ...span, fqdnLike: "?" }), []);
    },
  },
  {
    says: "Only show order with specified id.",
    client: async ({ orders }) => {
      const [first] = await orders();
      assert.deepEqual(await orders({ orderId: first!.orderId }), [first]);
    },
  },
  {
    says: "Show orders with ids greater or equal than specified. order-id-before Show orders with ids less or equal than than specified.",
    client: async (fixture) => {
      const all = await fixture.orders();
      const range = { orderIdAfter: all[9]!.orderId, orderIdBefore: all[4]!.orderId };
      assert.deepEqual(await fixture.orders(range), all.slice(4, 10));
      await refuses(fixture, { orderIdAfter: "9", orderIdBefore: "8" }, "order-id-after");
    },
  },
  {
    says: "Show orders with processing ids greater or equal than specified. proc-id-before Show orders with processing ids less or equal than than specified.",
    client: async (fixture) => {
      const all = await fixture.orders();
      const range = { procIdAfter: all[9]!.procId, procIdBefore: all[4]!.procId };
      assert.deepEqual(await fixture.orders(range), all.slice(4, 10));
      assert.deepEqual(await fixture.orders({ procId: all[4]!.procId }), [all[4]]);
      await refuses(fixture, { procIdAfter: "x" }, "proc-id-after");
    },
  },
  {
    says: "Limit the number of returned rows. Used only when above described id ranges are specified. Ignored when parameters after or before are used.",
    client: async (fixture) => {
      assert.equal((await fixture.orders({ orderIdAfter: "0", limit: 7 })).length, 7);
      await refuses(fixture, { limit: 7 }, "limit");
      await refuses(fixture, { limit: 7, orderIdAfter: "0", after: "2026-05-01" }, "limit");
    },
    sandbox: async ({ rows }) => {
      assert((await rows(list, { limit: 7 })).length > 7);
      assert((await rows(list, { limit: 7, "order-id-after": 0, ...span })).length > 7);
    },
  },
  {
    says: "The default (and the maximum) is 1000.",
    client: async (fixture) => {
      assert.equal((await fixture.orders({ orderIdAfter: "0" })).length, 1000);
      await refuses(fixture, { orderIdAfter: "0", limit: 1001 }, "limit");
    },
    sandbox: async ({ rows }) => assert.equal((await rows(list, { "order-id-after": 0, limit: 9999 })).length, 1000),
  },
  {
    says: "If true, sort ascending - recent orders come last. The default is false - recent orders come first.",
    client: async ({ orders }) => {
      const down = await orders();
      assert(down[0]!.createdAt > down.at(-1)!.createdAt);
      assert.deepEqual(await orders({ asc: true }), down.toReversed());
    },
  },
  {
    says: `Use specified separator in table output. Default is "tab". Possible values: tab \\t comma , semicolon ; pipe |`,
    client: async (fixture) => {
      const expected = await fixture.orders();
      for (const separator of ["tab", "comma", "semicolon", "pipe"] as const) {
        assert.deepEqual(await fixture.orders({ separator }), expected);
      }
      await refuses(fixture, { separator: " " as never }, "separator");
    },
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(list, { separator: "space" })).code, 2005),
  },
  {
    says: `If true, use comma (",") as decimal separator in numbers. Default is false, i.e. use dot (".")`,
    client: async ({ orders }) => {
      const dots = (await orders()).map(({ amountNetto }) => amountNetto);
      const commas = (await orders({ numComma: true })).map(({ amountNetto }) => amountNetto);
      assert(dots.every((amount) => /^-?\d+\.\d\d$/.test(amount)));
      assert.deepEqual(
        commas,
        dots.map((amount) => amount.replace(".", ",")),
      );
    },
  },
  {
    says: `Please note that "comma" separator cannot be used when "num-comma" is set to "true".`,
    client: (fixture) => refuses(fixture, { separator: "comma", numComma: true }, "separator"),
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(list, { separator: "comma", "num-comma": 1 })).code, 2306),
  },
  {
    says: "If true, return result as a downloadable CSV file, without DMAPI headers.",
    client: async ({ call, sandboxClient: client }) => {
      const file = new TextDecoder().decode(await queryOrderFile(call, { separator: "semicolon" }));
      assert.equal(file, (await client.post(list, { separator: "semicolon", csv: 1 })).raw);
      assert.match(file, /^order_id;proc_id;/);
    },
    sandbox: async ({ sandboxClient: client }) =>
      assert.match((await client.post(list, { csv: 1 })).disposition ?? "", /^attachment/),
  },
  {
    says: "Number of rows returned per single request when using paging. Must be at least 10.",
    client: async (fixture) => {
      assert.equal((await fixture.orders({ perPage: 10 })).length, 10);
      await refuses(fixture, { perPage: 9 }, "per-page");
    },
    sandbox: async ({ sandboxClient: client }) => assert.equal((await client.post(list, { "per-page": 9 })).code, 2004),
  },
  {
    says: "Page number when per_page is set. Pages are numbered starting with 1.",
    client: async (fixture) => {
      const all = await fixture.orders();
      assert.deepEqual(await fixture.orders({ perPage: 10, page: 2 }), all.slice(10, 20));
      await refuses(fixture, { perPage: 10, page: 0 }, "page");
      await refuses(fixture, { page: 1 }, "page");
    },
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(list, { "per-page": 10, page: 0 })).code, 2004),
  },
  {
    says: "Only count number of rows that would be returned given specified parameters.",
    client: async ({ call, orders }) => {
      const filter = { ...span, type: "renew" };
      assert.equal(await countOrders(call, filter), (await orders(filter)).length);
    },
    sandbox: async ({ sandboxClient: client }) => assert.equal((await client.post(list, { "count-only": 1 })).body, ""),
  },
];
