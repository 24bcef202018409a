import assert from "node:assert/strict";
import { parseOrders } from "../../../src/dmapi/order-block";
import type { OrderFilter } from "../../../src/dmapi/order-query";
import { getLastDays, planDateWindows } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { queryOrders } from "../../../src/dmapi/orders";
import type { Call } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import { NOON, startSandboxSession, type SandboxSession } from "./client";
import { collectAll } from "./pagination-helpers";

describe("Order pagination through the sandbox", () => {
  let client: SandboxSession;
  before(async () => {
    client = await startSandboxSession({ orders: 6000 });
  });
  after(() => client.close());

  const threeYears = getLastDays(1100, NOON);
  const rows = (blocks: Parameters<typeof parseOrders>[0][]) =>
    blocks.flatMap((block) => parseOrders(block).map(({ fields }) => [...fields.values()].join("|")));
  const walk = async (filter: OrderFilter, perPage = 200, call: Call = client.call) =>
    rows(await collectAll(paginateOrders(call, filter, { now: NOON, perPage })));
  /** The same without pages, one window after the other. */
  const plain = async (filter: OrderFilter) => {
    const blocks = [];
    for (const span of planDateWindows(filter, NOON).windows)
      blocks.push(await queryOrders(client.call, { ...filter, ...span }));
    return rows(blocks);
  };

  it("yields the rows of single requests in order, both ways", async () => {
    const expected = await plain(threeYears);
    assert(expected.length > 4000);
    for (const perPage of [150, 10_000]) assert.deepEqual(await walk(threeYears, perPage), expected);
    assert.deepEqual(await walk({ ...threeYears, asc: true }), expected.toReversed());
  });

  it("respects the query", async () => {
    const filters: OrderFilter[] = [{ type: "renew" }, { status: "error" }, { tld: "com" }, { fqdnLike: "*-online.*" }];
    for (const filter of filters) {
      const came = await walk({ ...threeYears, ...filter });
      assert(came.length > 10);
      assert.deepEqual(came, await plain({ ...threeYears, ...filter }));
    }
  });

  it("lists free orders of 90 days, and reports older ones as not listed", async () => {
    const span = getLastDays(400, NOON);
    const orders = paginateOrders(client.call, { ...span, showAll: true }, { now: NOON });
    assert.deepEqual(orders.hidden, [{ reason: "older-than-90-days", after: span.after, before: "2026-02-18" }]);
    const came = rows(await collectAll(orders));
    assert.deepEqual(came, await plain({ ...span, showAll: true }));
    assert(came.some((row) => row.includes("|0|0||")));
  });

  it("loads more than 1000 orders of a range of either ID", async () => {
    const [newest = ""] = await walk(getLastDays(3, NOON));
    const [orderId = "", procId = ""] = newest.split("|");
    const low = { orderIdAfter: `${Number(orderId) - 7 * 2500}`, procIdAfter: `${Number(procId) - 16 * 2500}` };
    for (const filter of [{ orderIdAfter: low.orderIdAfter }, { procIdAfter: low.procIdAfter }]) {
      const came = await walk(filter);
      assert(came.length > 2000 && came[0] === newest);
      assert.deepEqual(came, (await walk(threeYears)).slice(0, came.length));
      assert.deepEqual(await walk({ ...filter, asc: true }), came.toReversed());
    }
    assert.deepEqual(await walk({ orderId }), [newest]);
  });

  it("reports truncated and invalid replies", async () => {
    for (const kind of ["cut", "html", "garbage"] as const) {
      client.control.addFaults({ kind, request: "query-order-list", count: 100 });
      try {
        await assert.rejects(walk(threeYears), isErrorWith("malformed", /orders of 2026-05-19 to 2026-05-21/), kind);
      } finally {
        client.control.clearFaults();
      }
    }
  });

  it("yields the other days if gaps are allowed", async () => {
    const cutOnce: Call = async (request, params, options) => {
      const reply = await client.call(request, params, options);
      const isChosen = params?.["before"] === "2025-11-22" && params["page"] === 1;
      return isChosen ? { ...reply, body: reply.body.subarray(0, reply.body.length / 2) } : reply;
    };
    const pieces = await collectAll(paginateOrders(cutOnce, threeYears, { now: NOON, perPage: 200, gaps: true }));
    const gap = { after: "2025-08-25", before: "2025-11-22" };
    assert.deepEqual(
      pieces.flatMap((piece) => ("gap" in piece ? [piece.gap] : [])),
      [gap],
    );
    const rest = rows(pieces.flatMap((piece) => ("gap" in piece ? [] : [piece])));
    const missing = new Set(await plain(gap));
    assert.deepEqual(
      rest,
      (await plain(threeYears)).filter((row) => !missing.has(row)),
    );
  });

  it("stops when canceled", async () => {
    const abort = new AbortController();
    const options = { now: NOON, perPage: 100, signal: abort.signal };
    let blocks = 0;
    const call: Call = (request, params, callOptions) => {
      const answer = client.call(request, params, callOptions);
      if (blocks >= 3) abort.abort();
      return answer;
    };
    await assert.rejects(async () => {
      for await (const block of paginateOrders(call, threeYears, options)) {
        assert(block.body.length > 0);
        blocks += 1;
      }
    }, isErrorWith("canceled"));
    assert(blocks >= 3 && blocks < 20);
  });

  it("neither misses nor repeats rows while orders arrive between pages", async () => {
    const expected = await plain(threeYears);
    let arrived = 0;
    const busy: Call = (request, params, options) => {
      client.control.addOrder({ identifier: `new-${++arrived}.example`, amount: "1.00" });
      return client.call(request, params, options);
    };
    for (const asc of [false, true]) {
      const came = await walk({ ...threeYears, asc }, 150, busy);
      const before = came.filter((row) => !row.includes("|new-"));
      assert.deepEqual(before, asc ? expected.toReversed() : expected);
      assert.equal(new Set(came).size, came.length);
    }
    assert(arrived > 60);
  });
});
