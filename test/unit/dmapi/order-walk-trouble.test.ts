import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { parseOrders } from "../../../src/dmapi/order-block";
import { getLastDays } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders, type PaginationProgress } from "../../../src/dmapi/pagination/paginate-orders";
import type { Call } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import { NOW, createFakeOrderServer, createOrders } from "./fake-order-server";
import { collectAll, spreadTimes, paginateIds } from "./pagination-helpers";

const year = getLastDays(365, NOW);

describe("Order pagination with failures", () => {
  describe("with a window that fails", () => {
    const failure = (page: number) => {
      const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)));
      const failing: Call = (request, params, options) =>
        params?.["before"] === "2026-02-20" && (params["page"] ?? 1) === page
          ? Promise.reject(new DmapiError("network", "ECONNRESET", { request, httpStatus: 502, trackingId: "01d6" }))
          : call(request, params, options);
      return failing;
    };

    it("reports its days and details", async () => {
      for (const page of [1, 3]) {
        const error = await paginateIds(failure(page), year).catch((thrown: unknown) => thrown);
        assert(error instanceof DmapiError);
        assert.match(error.message, /ECONNRESET \(orders of 2025-11-23 to 2026-02-20\)$/);
        assert.deepEqual([error.reason, error.httpStatus, error.trackingId], ["network", 502, "01d6"]);
      }
    });

    it("yields all newer orders first", async () => {
      let rows = 0;
      const walk = paginateOrders(failure(1), year, { now: NOW, perPage: 10 });
      await assert.rejects(async () => {
        for await (const block of walk) rows += parseOrders(block).length;
      });
      assert.equal(rows, 98);
    });

    it("yields one gap in its place, and continues", async () => {
      for (const page of [1, 3]) {
        const pieces: string[] = [];
        for await (const piece of paginateOrders(failure(page), year, { now: NOW, perPage: 10, gaps: true })) {
          if ("gap" in piece) pieces.push(`${piece.gap.after}/${piece.gap.before} ${piece.error.reason}`);
          else pieces.push(...parseOrders(piece).map(({ createdAt }) => createdAt));
        }
        const gaps = pieces.filter((text) => text.includes("/"));
        assert.deepEqual(gaps, ["2025-11-23/2026-02-20 network"]);
        const place = pieces.findIndex((text) => text.includes("/"));
        assert(pieces.slice(0, place).every((day) => day > "2025-11-22"));
        assert(pieces.slice(place + 1).every((day) => day <= "2026-02-20"));
        assert.equal(pieces.length - 1, page === 1 ? 301 : 390);
      }
    });

    it("is retried once before it is a gap, unless the session has retried", async () => {
      const page = async (failures: number, httpStatus: number) => {
        const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)));
        let tries = 0;
        const shaky: Call = (request, params, options) =>
          params?.["before"] === "2026-02-20" && params["page"] === 3 && ++tries <= failures
            ? Promise.reject(new DmapiError("http", "no", { request, httpStatus }))
            : call(request, params, options);
        const pieces = await collectAll(paginateOrders(shaky, year, { now: NOW, perPage: 10, gaps: true }));
        const rows = pieces.reduce((sum, piece) => ("gap" in piece ? sum : sum + parseOrders(piece).length), 0);
        return { tries, gaps: pieces.filter((piece) => "gap" in piece).length, rows };
      };
      assert.deepEqual(await page(1, 500), { tries: 2, gaps: 0, rows: 400 });
      assert.deepEqual(await page(2, 500), { tries: 2, gaps: 1, rows: 390 });
      assert.deepEqual(await page(1, 503), { tries: 1, gaps: 1, rows: 390 });
    });

    it("yields a gap for a truncated list too", async () => {
      const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)), { ignoresPage: true });
      const closed = { after: "2025-09-01", before: "2025-10-01" };
      const pieces = await collectAll(paginateOrders(call, closed, { now: NOW, perPage: 10, gaps: true }));
      assert.deepEqual(
        pieces.filter((piece) => "gap" in piece).map(({ gap }) => gap),
        [closed],
      );
    });

    it("is one whose count fails, or with a truncated page", async () => {
      const { call } = createFakeOrderServer(createOrders(spreadTimes(400, 364)));
      const uncounted: Call = (request, params, options) =>
        params?.["count-only"] === true
          ? Promise.reject(new DmapiError("timeout", "no answer", { request }))
          : call(request, params, options);
      await assert.rejects(paginateIds(uncounted, year), isErrorWith("timeout", /no answer \(orders of/));
      for (const page of [1, 3]) {
        const cut: Call = async (request, params, options) => {
          const reply = await call(request, params, options);
          const half = reply.body.subarray(0, reply.body.indexOf(10) + 1);
          const isChosen = params?.["before"] === "2026-02-20" && params["page"] === page;
          return isChosen ? { ...reply, body: half } : reply;
        };
        await assert.rejects(paginateIds(cut, year), isErrorWith("malformed", /truncated: 1 of 10 rows.* \(orders of/));
      }
    });

    it("fails if all other windows would fail too, and on defects", async () => {
      const refused: Call = () => Promise.reject(new DmapiError("authentication", "no", { request: "login" }));
      await assert.rejects(
        collectAll(paginateOrders(refused, year, { now: NOW, gaps: true })),
        isErrorWith("authentication"),
      );
      const defect: Call = () => Promise.reject(new TypeError("a defect"));
      await assert.rejects(collectAll(paginateOrders(defect, year, { now: NOW, gaps: true })), TypeError);
    });
  });

  it("ends at once when canceled, before or during loading", async () => {
    const { call, requests } = createFakeOrderServer(createOrders(spreadTimes(4000, 364)));
    const abort = new AbortController();
    let rows = 0;
    const walk = async () => {
      for await (const block of paginateOrders(call, year, { now: NOW, perPage: 10, signal: abort.signal })) {
        rows += parseOrders(block).length;
        abort.abort();
      }
    };
    await assert.rejects(walk(), isErrorWith("canceled", /^query-order-list: canceled$/));
    assert.equal(rows, 10);
    assert(requests.length <= 8, `${requests.length} requests`);
    await assert.rejects(walk(), isErrorWith("canceled"));
    assert(requests.length <= 8);
  });

  it("cancels pending requests when the iteration ends", async () => {
    const abort = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const hanging: Call = (_, __, options) => {
      signals.push(options?.signal);
      return new Promise(() => undefined);
    };
    const walk = paginateIds(hanging, year, { signal: abort.signal });
    await Promise.resolve();
    abort.abort();
    await assert.rejects(walk, isErrorWith("canceled"));
    assert(signals.length === 4 && signals.every((signal) => signal?.aborted));
    const { call, requests, idle } = createFakeOrderServer(createOrders(spreadTimes(4000, 364)));
    for await (const block of paginateOrders(call, year, { now: NOW, perPage: 10 })) {
      assert.equal(parseOrders(block).length, 10);
      break;
    }
    const sent = requests.length;
    await idle();
    assert.equal(requests.length, sent);
  });

  it("applies backpressure: it does not read far ahead", async () => {
    const { call, requests, idle } = createFakeOrderServer(createOrders(spreadTimes(2000, 364)));
    const walk = paginateOrders(call, year, { now: NOW, perPage: 10 });
    await walk.next();
    await idle();
    assert(requests.length < 20, `${requests.length} requests`);
    await walk.return();
  });

  it("reports progress", async () => {
    const progress: PaginationProgress[] = [];
    const onProgress = (each: PaginationProgress) => progress.push(each);
    await paginateIds(createFakeOrderServer(createOrders(spreadTimes(400, 364))).call, year, { onProgress });
    assert.deepEqual(progress[0], {
      windows: { done: 0, total: 6 },
      rows: 2,
      span: { after: "2026-05-19", before: "2026-05-21" },
    });
    assert.deepEqual(progress.at(-1), { windows: { done: 6, total: 6 }, rows: 400, span: undefined });
    assert(progress.every(({ rows, windows }, index) => rows >= (progress[index - 1]?.rows ?? 0) && windows.done <= 6));
  });
});
