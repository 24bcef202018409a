import assert from "node:assert/strict";
import { OrderStore } from "../../../src/sandbox/orders/order-store";
import { OrderGenerator } from "../../../src/sandbox/orders/order-generator";
import { orderTypes, type Order } from "../../../src/sandbox/orders/order";
import { SandboxClient, DAY, NOON, type Fields } from "./sandbox-client";

const COUNT = 20_000;
const span = { after: "2026-02-20", before: "2026-05-20" };

function generate(seed: number, count = COUNT): Order[] {
  const generator = new OrderGenerator(seed, count, NOON);
  return Array.from({ length: count }, (_, index) => generator.order(index));
}

describe("sandbox: generated orders", () => {
  const orders = generate(1);
  const share = (test: (order: Order) => boolean) => orders.filter(test).length / COUNT;

  it("follow from the seed", () => {
    assert.deepEqual(generate(1).slice(0, 500), orders.slice(0, 500));
    assert.notDeepEqual(generate(2).slice(0, 500), orders.slice(0, 500));
  });

  it("have ids and times that grow", () => {
    orders.forEach((order, index) => {
      const below = orders[index - 1];
      if (!below) return;
      assert.ok(order.id > below.id && order.procId > below.procId && order.createdAt >= below.createdAt);
    });
    assert.ok((orders[0]?.createdAt ?? 0) >= Date.UTC(2023, 4, 20, 12));
    assert.ok((orders.at(-1)?.createdAt ?? NOON) < NOON);
  });

  it("look like a reseller's", () => {
    assert.deepEqual(new Set(orders.map(({ type }) => type)), new Set(orderTypes));
    assert.ok(new Set(orders.map(({ identifier }) => identifier.slice(identifier.indexOf(".")))).size > 40);
    assert.ok(share(({ currency }) => currency === "USD") > 0.7);
    for (const currency of ["EUR", "GBP", ""]) assert.ok(share((order) => order.currency === currency) > 0.01);
    assert.ok(share(({ identifier }) => identifier.includes("xn--")) > 0.01);
    assert.ok(share(({ status }) => status === "error") > 0.02);
    assert.ok(share(({ type, netto }) => type === "renew" && netto < 0) > 0.002);
    assert.ok(share(({ netto, brutto }) => netto !== brutto) > 0.02);
  });

  it("add money with negative amounts and take it with positive ones", () => {
    for (const { type, netto, status } of orders) {
      if (type === "credit-increase") assert.ok(netto < 0 && status === "ok");
      if (type === "payment_fee") assert.ok(netto > 0);
      if (netto < 0) assert.equal(status, "ok");
    }
  });

  it("are pending only if they are recent", () => {
    const pending = orders.filter(({ status }) => status === "pending");
    assert.ok(pending.length > 0 && pending.every(({ createdAt }) => createdAt > NOON - 10 * DAY));
  });

  it("exist in any number without being stored", () => {
    const book = new OrderStore(new OrderGenerator(1, 10_000_000, NOON));
    const order = book.order(7_654_321);
    assert.equal(book.findFirstAtLeast("id", order.id), 7_654_321);
    assert.equal(book.findFirstAtLeast("procId", order.procId), 7_654_321);
    assert.ok(book.createdAt(book.findFirstAtLeast("createdAt", order.createdAt) - 1) < order.createdAt);
    assert.equal(book.findFirstAtLeast("id", Infinity), 10_000_000);
  });

  it("may be none at all", async () => {
    const client = await SandboxClient.start({ orders: 0 });
    assert.equal((await client.post("query-order-list")).header("Row-Count"), "0");
    assert.ok(client.control.addOrder({ amount: "-5.00" }) > 0);
    assert.equal((await client.post("query-order-list", { "order-id-after": 0 })).header("Row-Count"), "1");
    await client.close();
  });

  it("are sent in pieces when there are many", async () => {
    const client = await SandboxClient.start({ orders: 100_000 });
    const reply = await client.post("query-order-list", { after: "2026-02-20" });
    assert.ok(reply.lines.length > 8000);
    assert.equal(reply.header("Row-Count"), `${reply.lines.length}`);
    assert.equal(new Set(reply.lines).size, reply.lines.length);
    await client.close();
  });
});

describe("sandbox: orders made while it runs", () => {
  it("come on top, with higher ids, and never before the one below", () => {
    const book = new OrderStore(new OrderGenerator(1, 100, NOON));
    const draft = { status: "ok", type: "create", brutto: 100, netto: 100, currency: "USD", identifier: "example.com" };
    const top = book.order(99);
    const later = book.add(draft, top.procId + 100, NOON);
    const earlier = book.add(draft, top.procId + 101, NOON - DAY);
    assert.ok(top.id < later.id && later.id < earlier.id);
    assert.equal(earlier.createdAt, NOON);
    assert.deepEqual([book.length, book.order(101)], [102, earlier]);
    assert.deepEqual([book.id(100), book.procId(100), book.createdAt(100)], [later.id, later.procId, NOON]);
  });
});

describe("sandbox: orders in pages", () => {
  it("are the same whichever pages and filters were asked for before", async () => {
    const client = await SandboxClient.start({ orders: 5000 });
    const ids = async (fields: Fields) => (await client.post("query-order-list", { ...span, ...fields })).lines;
    const filters = ["renew", "create", "transfer", "cor", "lock"].map((type) => ({ type }));
    for (const filter of [...filters, ...filters, { "show-all": 1 }, {}]) {
      const third = await ids({ ...filter, "per-page": 10, page: 3 });
      const all = await ids(filter);
      assert.deepEqual(third, all.slice(20, 30));
      assert.deepEqual(await ids({ ...filter, asc: 1, "per-page": 10 }), all.toReversed().slice(0, 10));
    }
    await client.close();
  });

  it("show what arrived at once", async () => {
    const client = await SandboxClient.start({ orders: 100 });
    const count = async () => Number((await client.post("query-order-list", { "count-only": 1 })).header("Row-Count"));
    const before = await count();
    client.control.addOrder({ amount: "1.00" });
    client.control.addOrder({ amount: "0.00" });
    assert.equal(await count(), before + 1);
    await client.close();
  });
});
