import assert from "node:assert/strict";
import fc from "fast-check";
import { daysIn } from "../../../src/dmapi/days";
import { lastDays } from "../../../src/dmapi/order-walk/plan";
import { walkOrders } from "../../../src/dmapi/order-walk/walk";
import { failing } from "./answering";
import { DAY, NOW, orderServer, ordersAt, type Quirks } from "./order-server";
import { all, down, spread, walkIds } from "./walking";

const year = lastDays(365, NOW);

describe("An order walk", () => {
  it("asks for windows of at most 90 days without gap or overlap, and for pages of them", async () => {
    const { call, asked, seen } = orderServer(ordersAt(spread(400, 364)));
    assert.deepEqual(await walkIds(call, year), down(400));
    const spans = new Map(asked.map(({ params }) => [String(params["before"]), String(params["after"])]));
    const sorted = [...spans]
      .map(([before, after]) => ({ after, before }))
      .toSorted((a, b) => (a.before < b.before ? 1 : -1));
    assert.equal(sorted[0]?.before, "2026-05-21");
    assert.equal(sorted.at(-1)?.after, "2025-05-20");
    assert(sorted.every((span) => daysIn(span) <= 90));
    assert.equal(
      sorted.reduce((sum, span) => sum + daysIn(span), 0),
      367,
    );
    assert(seen.atOnce === 4, `${seen.atOnce} requests at once`);
  });

  it("goes the other way with asc", async () => {
    const { call } = orderServer(ordersAt(spread(400, 364)));
    assert.deepEqual(await walkIds(call, { ...year, asc: true }), down(400).reverse());
  });

  it("needs two requests for a short list, one for a very short or empty one", async () => {
    for (const [count, requests] of [
      [0, 1],
      [9, 1],
      [60, 2],
    ] as const) {
      const { call, asked } = orderServer(ordersAt(spread(count, 29)));
      assert.deepEqual(await walkIds(call, lastDays(30, NOW), { perPage: 100 }), down(count));
      assert.equal(asked.length, requests);
    }
  });

  it("yields one empty block, with its columns, when there is nothing", async () => {
    const blocks = await all(walkOrders(orderServer([]).call, year, { now: NOW }));
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
          const { call } = orderServer(ordersAt(spread(400, 364)), quirk);
          const came = await walkIds(call, { ...year, asc }, { perPage });
          assert.deepEqual(
            came.filter((id) => id <= 400),
            asc ? down(400).reverse() : down(400),
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
      const orders = ordersAt(days.map((ago) => NOW - ago * DAY - 1000));
      const expected = down(orders.length);
      const { call, seen } = orderServer(orders, quirks, pace);
      const came = await walkIds(call, year, { perPage });
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
  }).timeout(60_000);

  it("takes no list for whole that is not", async () => {
    const short = { after: "2025-01-01", before: "2025-03-01" };
    const orders = () => ordersAt(Array.from({ length: 60 }, (_, index) => Date.UTC(2025, 0, 1 + (index % 50))));
    const repeating = orderServer(orders(), { ignoresPage: true });
    await assert.rejects(walkIds(repeating.call, short), failing("malformed", /2025-01-01 to 2025-03-01/));
    const today = orderServer(ordersAt(spread(60, 10)), { ignoresPage: true });
    await assert.rejects(walkIds(today.call, lastDays(30, NOW)), failing("malformed", /received repeatedly/));
  });
});
