import assert from "node:assert/strict";
import { queryBalance } from "../../../../src/dmapi/account";
import { queryOrders } from "../../../../src/dmapi/orders";
import { paginateOrders } from "../../../../src/dmapi/pagination/paginate-orders";
import { isErrorWith } from "../fake-call";
import { NOON } from "../client";
import { collectAll } from "../pagination-helpers";
import type { RuleFixture, Rule } from "./rule-fixture";

const list = "query-order-list";
const span = { after: "2026-02-20", before: "2026-05-20" };

/** How an order moves the balance. */
async function moved({ control, call }: RuleFixture, order: { status: string; amount: string }): Promise<number> {
  const before = Number((await queryBalance(call)).available);
  control.addOrder(order);
  return Number((await queryBalance(call)).available) - before;
}

/** Sentences of "Account and Handling" about the orders which query-order-list gives. */
export const orderRules: readonly Rule[] = [
  {
    says: "A CSV-like list following the usual DMAPI header: Status-Code: 1000 Status-Text: OK Row-Count: 6",
    client: async ({ call }) => {
      const cut = async () => {
        const reply = await call(list);
        return { ...reply, body: reply.body.subarray(0, reply.body.indexOf(10) + 1) };
      };
      await assert.rejects(queryOrders(cut, {}), isErrorWith("malformed", /1 of \d+ rows/));
    },
    sandbox: async ({ sandboxClient: client }) => {
      const reply = await client.post(list);
      assert.deepEqual([reply.code, reply.header("Row-Count")], [1000, `${reply.lines.length}`]);
    },
  },
  {
    says: "Columns: order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier",
    client: async ({ orders }) => assert((await orders()).every(({ fields }) => fields.size === 9)),
    sandbox: async ({ sandboxClient: client }) => {
      const columns = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier";
      assert.equal((await client.post(list)).header("Columns"), columns);
    },
  },
  {
    says: "created_at Order creation time (UTC)",
    sandbox: async ({ column, control }) => {
      control.addOrder({ amount: "1.00" });
      assert.equal((await column(list, 2))[0], "2026-05-20T12:00:00Z");
    },
  },
  {
    says: "If VAT is not deducted then it has same value as amount_netto.",
    sandbox: async ({ rows }) => {
      const orders = await rows(list, span);
      assert(orders.every(([, , , , , brutto, netto, currency]) => currency === "EUR" || brutto === netto));
      assert(orders.some(([, , , , , brutto, netto]) => brutto !== netto));
    },
  },
  {
    says: "currency Currency if amount is non-zero; empty if amount is zero.",
    client: async ({ orders }) => {
      const free = (await orders({ ...span, showAll: true })).filter(({ amountNetto }) => amountNetto === "0");
      assert(free.length > 0 && free.every(({ currency, identifier }) => currency === "" && identifier !== ""));
    },
    sandbox: async ({ rows }) => {
      const orders = await rows(list, { ...span, "show-all": 1 });
      assert(orders.length > 0 && orders.every((row) => (row[6] === "0") === (row[7] === "")));
    },
  },
  {
    says: "Positive amounts are amounts paid , i.e. deducted from your balance.",
    sandbox: async (fixture) => assert.equal(await moved(fixture, { status: "ok", amount: "10.25" }), -10.25),
  },
  {
    says: "Negative amounts are amounts received , i.e. added to your balance. This usually happens if you get a refund.",
    client: async ({ orders }) => {
      const topUps = await orders({ ...span, type: "credit-increase" });
      assert(topUps.length > 0 && topUps.every(({ amountBrutto }) => /^-\d+\.\d\d$/.test(amountBrutto)));
    },
    sandbox: async (fixture) => assert.equal(await moved(fixture, { status: "ok", amount: "-5.00" }), 5),
  },
  {
    says: "If status is not ok , then the amount is neither added or deducted - it is just a reference to the cost of the order.",
    sandbox: async (fixture) => {
      for (const status of ["error", "pending"]) assert.equal(await moved(fixture, { status, amount: "10.00" }), 0);
    },
  },
  {
    says: "If show-all=false (the default) then only orders processed within last 3 years are visible.",
    client: async ({ call }) => {
      const walk = paginateOrders(call, { after: "2022-01-01", before: "2023-06-01" }, { now: NOON });
      assert.deepEqual(walk.hidden, [{ reason: "older-than-3-years", after: "2022-01-01", before: "2023-05-19" }]);
      assert((await collectAll(walk)).some(({ body }) => body.length > 0));
    },
    sandbox: async ({ rows }) => {
      assert.deepEqual(await rows(list, { before: "2023-05-19" }), []);
      assert((await rows(list, { after: "2023-05-20" })).length > 0);
    },
  },
  {
    says: "If show-all=true then only orders from last 90 days are visible.",
    client: async ({ call }) => {
      const walk = paginateOrders(call, { after: "2026-01-01", showAll: true }, { now: NOON });
      assert.deepEqual(walk.hidden, [{ reason: "older-than-90-days", after: "2026-01-01", before: "2026-02-18" }]);
      await walk.return();
    },
    sandbox: async ({ rows, column }) => {
      assert.deepEqual(await rows(list, { "show-all": 1, before: "2026-02-18" }), []);
      const oldest = (await column(list, 2, { "show-all": 1, after: "2026-02-01" })).at(-1) ?? "";
      assert(oldest >= "2026-02-19T12:00:00Z");
    },
  },
  {
    says: "Period covered by after / before parameters may not be longer than 90 days.",
    client: async ({ call, sentRequests: sent }) => {
      const long = { after: "2026-01-01", before: "2026-04-01" };
      await assert.rejects(queryOrders(call, long), isErrorWith("invalid", /after must be at most 90 days/));
      await collectAll(paginateOrders(call, { ...long, before: "2026-05-20" }, { now: NOON }));
      const spans = sent.filter(({ name }) => name === list).map(({ form }) => form["after"]);
      assert(spans.includes("2026-01-01") && spans.includes("2026-02-20"));
    },
  },
  {
    says: "The period is enforced silently , you will get no warning - just orders within 90 days, so if there are none you will see empty response.",
    client: async ({ call, orders }) => {
      const blocks = await collectAll(
        paginateOrders(call, { after: "2025-06-01", before: "2026-05-20" }, { now: NOON }),
      );
      assert(blocks.length > 3 && (await orders(span)).length > 0);
    },
    sandbox: async ({ sandboxClient: client, column }) => {
      const reply = await client.post(list, { after: "2025-01-01", before: "2025-12-31" });
      assert.deepEqual([reply.code, reply.all("Warning")], [1000, []]);
      const days = (await column(list, 2, { after: "2025-01-01", before: "2025-12-31" })).map((time) =>
        time.slice(0, 10),
      );
      assert(days.length > 0 && days.every((day) => day >= "2025-01-01" && day <= "2025-03-31"));
    },
  },
  {
    says: "Empty (no rows) output means that there are no orders matching specified parameters are visible.",
    client: async ({ orders }) => assert.deepEqual(await orders({ fqdn: "nothing.example" }), []),
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(list, { fqdn: "nothing.example" })).code, 1000),
  },
  {
    says: "the maximum number of rows returned is 1000 (and is the default). It could be lowered by using limit parameter, but 1000 is the maximum anyway.",
    client: async ({ call, orders }) => {
      const blocks = await collectAll(paginateOrders(call, { orderIdAfter: "0" }, { now: NOON }));
      assert.equal(blocks.length, 2);
      assert.equal((await orders({ procIdAfter: "0", limit: 12 })).length, 12);
    },
    sandbox: async ({ rows }) => assert.equal((await rows(list, { "proc-id-after": 0, limit: 1001 })).length, 1000),
  },
  {
    says: "they will be applied independently - this means that if specified id range does not fit into specified time range, you will get no results.",
    client: async ({ orders }) => {
      const [old] = await orders({ after: "2024-01-01", before: "2024-02-01" });
      assert.deepEqual(await orders({ orderIdBefore: old!.orderId, ...span }), []);
      assert.deepEqual(await orders({ orderIdBefore: old!.orderId, after: "2025-01-01" }), []);
    },
  },
  {
    says: "Parameters fqdn and fqdn-like actually could be used not only for domain names but for other object identifies, like contact handles",
    client: async ({ orders }) => {
      const [contact] = await orders({ ...span, showAll: true, fqdnLike: "C*-????????" });
      assert.equal(contact?.type, "create-contact");
      assert.deepEqual((await orders({ showAll: true, ...span, fqdn: contact.identifier }))[0], contact);
    },
  },
];
