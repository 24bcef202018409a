import assert from "node:assert/strict";
import fc from "fast-check";
import type { OrderFilter } from "../../../src/dmapi/order-query";
import { getLastDays } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { createFakeCall, isErrorWith } from "./fake-call";
import { okReply } from "./fake-transport";
import { DAY, NOW, createFakeOrderServer, createOrders } from "./fake-order-server";
import { collectAll, descendingIds, spreadTimes, paginateIds } from "./pagination-helpers";

const year = getLastDays(365, NOW);

/** How ids may lie: dense, like a shop among many, in bursts, and ever denser. */
const layouts: Record<string, (index: number) => number> = {
  dense: (index) => index,
  sparse: (index) => 80_000_000 + index * 7 + ((index * 5) % 7),
  bursts: (index) => index * 3 + Math.floor(index / 4000) * 5_000_000,
  denser: (index) => Math.floor(Math.sqrt(index) * 100_000),
};

describe("Order pagination by ID", () => {
  const times = spreadTimes(3500, 1000);
  const range = { orderIdAfter: "11", orderIdBefore: "3400" };
  const expected = Array.from({ length: 3390 }, (_, index) => 3400 - index);

  it("starts at both ends, and splits the rest into ranges of a thousand", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(times));
    assert.deepEqual(await paginateIds(call, range), expected);
    assert.deepEqual(
      requests.map(({ params }) => [
        params["order-id-after"],
        params["order-id-before"],
        params["asc"],
        params["limit"],
      ]),
      [
        ["11", "3400", undefined, 1000],
        ["11", "2400", true, 1000],
        ["1401", "2400", undefined, 1000],
        ["1011", "1400", undefined, 1000],
      ],
    );
    assert.deepEqual(await paginateIds(call, { ...range, asc: true }), expected.toReversed());
    assert.deepEqual(await paginateIds(call, { orderIdAfter: "1" }), descendingIds(3500));
    assert.deepEqual(await paginateIds(call, { orderIdBefore: "3000", asc: true }), descendingIds(3000).reverse());
  });

  it("continues by order IDs in a range of Proc-IDs, which several orders may share", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(times));
    const procs = { procIdAfter: "500", procIdBefore: "1499" };
    assert.deepEqual(await paginateIds(call, procs), descendingIds(3000));
    assert.deepEqual(requests[1]?.params["order-id-before"], "2000");
    assert.deepEqual(await paginateIds(call, { ...procs, asc: true }), descendingIds(3000).reverse());
  });

  it("ends where the range ends, without a request for nothing", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(times));
    assert.equal((await paginateIds(call, { orderIdAfter: "1001", orderIdBefore: "2000" })).length, 1000);
    assert.equal((await paginateIds(call, { orderIdAfter: "1001", orderIdBefore: "2000", asc: true })).length, 1000);
    assert.equal(requests.length, 2);
    assert.deepEqual(await paginateIds(call, { orderIdAfter: "9000" }), []);
  });

  it("finds the ID column in any letter case", async () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `x\t${from - index}\n`).join("");
    const rising = Array.from({ length: 500 }, (_, index) => `x\t${index + 1}\n`).join("");
    for (const name of ["Order_ID", "order-id"]) {
      const { call } = createFakeCall(({ params }) =>
        okReply(params["order-id-before"] === undefined ? rows(1500, 1000) : rising, `Columns: x, ${name}\n`),
      );
      assert.deepEqual(await paginateIds(call, { orderIdAfter: "1" }), descendingIds(1500), name);
    }
  });

  it("loads ranges concurrently, about one per thousand orders", async () => {
    for (const [name, idOf] of Object.entries(layouts)) {
      const orders = createOrders(spreadTimes(20_000, 1000)).map((order) => ({ ...order, id: idOf(order.id) }));
      const { call, requests, seen } = createFakeOrderServer(orders);
      const ids = orders.map(({ id }) => id);
      assert.deepEqual(await paginateIds(call, { orderIdAfter: "1", asc: true }), ids, name);
      assert(requests.length <= (name === "bursts" ? 40 : 24), `${name}: ${requests.length} requests`);
      assert.deepEqual(await paginateIds(call, { orderIdBefore: "9000000000" }), ids.toReversed(), name);
      assert.equal(seen.atOnce, 4);
    }
  });

  it("yields every order of any range once, in order", async () => {
    const gaps = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 }), fc.constant(1_000_000)), {
      minLength: 2500,
      maxLength: 6000,
    });
    const cut = fc.tuple(fc.nat(), fc.nat());
    const delays = fc.array(fc.nat(2), { maxLength: 7 });
    const property = fc.asyncProperty(
      gaps,
      cut,
      delays,
      fc.boolean(),
      fc.boolean(),
      async (steps, [a, b], pace, asc, open) => {
        let id = 0;
        const orders = steps.map((step) => ({ id: (id += step), procId: 1, at: NOW - DAY }));
        const [low = 0, high = 0] = [a % id, b % id].sort((one, other) => one - other);
        const within = orders.map((order) => order.id).filter((one) => one >= low && (open || one <= high));
        const { call, seen } = createFakeOrderServer(orders, {}, pace);
        const ends = { orderIdAfter: `${low}`, ...(open ? {} : { orderIdBefore: `${high}` }) };
        assert.deepEqual(await paginateIds(call, { ...ends, asc }), asc ? within : within.toReversed());
        assert(seen.atOnce <= 4);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it("can be canceled between ranges", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(spreadTimes(20_000, 1000)));
    const abort = new AbortController();
    const walk = paginateOrders(call, { orderIdAfter: "1" }, { now: NOW, signal: abort.signal });
    await walk.next();
    abort.abort();
    await assert.rejects(collectAll(walk), isErrorWith("canceled"));
    assert(requests.length <= 3, `${requests.length} requests`);
  });

  it("finds a single order by either id, however old", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(times));
    assert.deepEqual(await paginateIds(call, { orderId: "42" }), [42]);
    assert.deepEqual(await paginateIds(call, { procId: "513" }), [42, 41, 40]);
    assert.equal(requests[0]?.params["order-id"], undefined);
  });

  it("uses date windows if days are given", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(times));
    const came = await paginateIds(call, { ...year, ...range }, { perPage: 1000 });
    assert.deepEqual(came, expected.slice(0, came.length));
    assert(requests.every(({ params }) => params["limit"] === undefined && params["after"] !== undefined));
  });

  it("fails if a server repeats orders, or sends orders without an ID", async () => {
    const rows = (id: (index: number) => string) =>
      Array.from({ length: 1000 }, (_, index) => `${id(index)}\tx\n`).join("");
    const same = createFakeCall(
      okReply(
        rows((index) => `${5000 - index}`),
        "Columns: order_id,x\n",
      ),
    ).call;
    await assert.rejects(
      paginateIds(same, { orderIdAfter: "1" }),
      isErrorWith("malformed", /not in the requested order/),
    );
    const none = createFakeCall(
      okReply(
        rows(() => ""),
        "Columns: order_id,x\n",
      ),
    ).call;
    await assert.rejects(paginateIds(none, { orderIdAfter: "1" }), isErrorWith("malformed", /has no ID/));
    const cut = createFakeCall(okReply("5\tx\n", "Columns: order_id,x\nRow-Count: 2\n")).call;
    await assert.rejects(paginateIds(cut, { orderIdAfter: "1" }), isErrorWith("malformed", /1 of 2/));
  });
});

describe("Orders that DMAPI does not list", () => {
  const { call } = createFakeOrderServer(
    createOrders([...spreadTimes(10, 80), ...spreadTimes(10, 1090), NOW - 1200 * DAY]),
  );
  const hidden = (filter: OrderFilter) => {
    const walk = paginateOrders(call, filter, { now: NOW });
    return walk.hidden;
  };

  it("are reported: older than three years, or than 90 days with free orders", () => {
    assert.deepEqual(hidden({ after: "2020-01-01", before: "2026-01-01" }), [
      { reason: "older-than-3-years", after: "2020-01-01", before: "2023-05-19" },
    ]);
    assert.deepEqual(hidden({ before: "2021-01-01" }), [{ reason: "older-than-3-years", before: "2021-01-01" }]);
    assert.deepEqual(hidden({ after: "2026-01-01", showAll: true }), [
      { reason: "older-than-90-days", after: "2026-01-01", before: "2026-02-18" },
    ]);
    assert.deepEqual(hidden({ orderIdAfter: "1" }), [{ reason: "older-than-3-years", before: "2023-05-19" }]);
    for (const filter of [{}, { after: "2023-05-20" }, { after: "2026-02-19", showAll: true }]) {
      assert.deepEqual(hidden(filter), []);
    }
  });

  it("are not requested; the rest is, up to its last day", async () => {
    const { call, requests } = createFakeOrderServer(
      createOrders([Date.UTC(2023, 4, 20, 13), Date.UTC(2023, 4, 20, 11), NOW]),
    );
    assert.deepEqual(await paginateIds(call, { after: "2000-01-01" }), [3, 2]);
    assert.equal(requests.at(-1)?.params["after"], "2023-05-20");
    assert.deepEqual(await paginateIds(call, { after: "2000-01-01", asc: true }), [2, 3]);
    requests.length = 0;
    assert.deepEqual(await paginateIds(call, { before: "2021-01-01" }), []);
    assert.deepEqual(await paginateIds(call, { after: "2027-01-01" }), []);
    assert.equal(requests.length, 0);
    await paginateIds(call, { after: "2000-01-01", showAll: true });
    assert.deepEqual(
      requests.map(({ params }) => [params["after"], params["before"]]),
      [
        ["2026-05-19", "2026-05-21"],
        ["2026-02-21", "2026-05-18"],
        ["2026-02-19", "2026-02-20"],
      ],
    );
  });

  it("are not checked for a malformed filter, which is rejected at once", () => {
    const wrong: OrderFilter[] = [{ after: "2026-01-02", before: "2026-01-01" }, { before: "x" }, { orderId: "-" }];
    for (const filter of wrong) assert.throws(() => paginateOrders(call, filter, { now: NOW }), isErrorWith("invalid"));
  });

  it("start before the last 30 days by default, as at DMAPI", async () => {
    const { call, requests } = createFakeOrderServer([]);
    await paginateIds(call, {});
    assert.deepEqual([requests[0]?.params["after"], requests[0]?.params["before"]], ["2026-04-20", "2026-05-21"]);
  });
});
