import assert from "node:assert/strict";
import fc from "fast-check";
import { countDays } from "../../../src/dmapi/days";
import { getLastDays } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { isErrorWith } from "./fake-call";
import { DAY, NOW, createFakeOrderServer, createOrders, type Quirks } from "./fake-order-server";
import { collectAll, descendingIds, spreadTimes, paginateIds } from "./pagination-helpers";

const year = getLastDays(365, NOW);

describe("Order pagination", () => {
  it("requests pages of windows of at most 90 days without gap or overlap", async () => {
    const { call, requests, seen } = createFakeOrderServer(createOrders(spreadTimes(400, 364)));
    assert.deepEqual(await paginateIds(call, year), descendingIds(400));
    const spans = new Map(requests.map(({ params }) => [String(params["before"]), String(params["after"])]));
    const sorted = [...spans]
      .map(([before, after]) => ({ after, before }))
      .toSorted((a, b) => (a.before < b.before ? 1 : -1));
    assert.equal(sorted[0]?.before, "2026-05-21");
    assert.equal(sorted.at(-1)?.after, "2025-05-20");
    assert(sorted.every((span) => countDays(span) <= 90));
    assert.equal(
      sorted.reduce((sum, span) => sum + countDays(span), 0),
      367,
    );
    assert(seen.atOnce === 4, `${seen.atOnce} requests at once`);
  });

  it("runs in ascending order with asc", async () => {
    const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)));
    assert.deepEqual(await paginateIds(call, { ...year, asc: true }), descendingIds(400).reverse());
  });

  it("needs two requests for a short list, one for a very short or empty one", async () => {
    for (const [count, requestCount] of [
      [0, 1],
      [9, 1],
      [60, 2],
    ] as const) {
      const { call, requests } = createFakeOrderServer(createOrders(spreadTimes(count, 29)));
      assert.deepEqual(await paginateIds(call, getLastDays(30, NOW), { perPage: 100 }), descendingIds(count));
      assert.equal(requests.length, requestCount);
    }
  });

  it("yields one empty block, with its columns, when there is nothing", async () => {
    const blocks = await collectAll(paginateOrders(createFakeOrderServer([]).call, year, { now: NOW }));
    assert.deepEqual(
      blocks.map(({ columns, body }) => [columns.length, body.length]),
      [[3, 0]],
    );
  });

  const quirks: Quirks[] = [
    { cap: 17 },
    { cap: 17, rowCount: "total" },
    { cap: 17, rowCount: "total", bareEnd: true },
    { cap: 17, rowCount: "none", offsetAsAsked: true },
    { cap: 12, countsNot: true, rowCount: "none" },
    { rowCount: "total" },
    { ignoresPaging: true },
    { ignoresPaging: true, countsNot: true, rowCount: "none" },
    { refusesAbove: 10 },
    { refusesAbove: 100, countsNot: true },
    { arriving: 1 },
    { arriving: 7, cap: 10 },
    { arriving: 2, ignoresIds: true },
    { arriving: 2, ignoresIds: true, rowCount: "total" },
    { arriving: 2, ignoresIds: true, countsNot: true },
  ];
  for (const quirk of quirks) {
    it(`gets every order once from a server with ${JSON.stringify(quirk)}`, async () => {
      for (const perPage of quirk.refusesAbove === 10 ? [10] : [10, 60, 10_000]) {
        for (const asc of [false, true]) {
          const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)), quirk);
          const came = await paginateIds(call, { ...year, asc }, { perPage });
          assert.deepEqual(
            came.filter((id) => id <= 400),
            asc ? descendingIds(400).reverse() : descendingIds(400),
          );
          assert.equal(new Set(came).size, came.length);
        }
      }
    });
  }

  it("holds for any orders, any server and any pace", async () => {
    const quirk = fc.record({
      cap: fc.integer({ min: 10, max: 50 }),
      offsetAsAsked: fc.boolean(),
      rowCount: fc.constantFrom("page", "total", "none"),
      bareEnd: fc.boolean(),
      arriving: fc.integer({ min: 0, max: 8 }),
    } as const);
    const times = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 150 });
    const pages = fc.integer({ min: 10, max: 80 });
    const delays = fc.array(fc.nat(3), { maxLength: 7 });
    const property = fc.asyncProperty(times, quirk, pages, delays, async (days, quirks, perPage, pace) => {
      const orders = createOrders(days.map((ago) => NOW - ago * DAY - 1000));
      const expected = descendingIds(orders.length);
      const { call, seen } = createFakeOrderServer(orders, quirks, pace);
      const came = await paginateIds(call, year, { perPage });
      assert.deepEqual(
        came.filter((id) => id <= expected.length),
        expected,
      );
      assert.deepEqual(
        came,
        came.toSorted((a, b) => b - a),
      );
      assert.equal(new Set(came).size, came.length);
      assert(seen.atOnce <= 4);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("does not accept incomplete lists as complete", async () => {
    const short = { after: "2025-01-01", before: "2025-03-01" };
    const orders = () => createOrders(Array.from({ length: 60 }, (_, index) => Date.UTC(2025, 0, 1 + (index % 50))));
    const repeating = createFakeOrderServer(orders(), { ignoresPage: true });
    await assert.rejects(paginateIds(repeating.call, short), isErrorWith("malformed", /2025-01-01 to 2025-03-01/));
    const today = createFakeOrderServer(createOrders(spreadTimes(60, 10)), { ignoresPage: true });
    await assert.rejects(
      paginateIds(today.call, getLastDays(30, NOW)),
      isErrorWith("malformed", /received repeatedly/),
    );
  });
});
