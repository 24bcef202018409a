import assert from "node:assert/strict";
import type { HostMessage } from "../../../src/messages/host-messages";
import type { RowBlock } from "../../../src/columns/row-block";
import { OrderStream, type MissingOrders } from "../../../src/order-table/order-stream";
import type { OrderSource } from "../../../src/order-table/order-source";

function block(text: string): RowBlock {
  return { columns: ["order_id"], separator: "\t", body: new TextEncoder().encode(text) };
}

/** Messages in short: what kind, of which query, and the rows. */
function short(message: HostMessage): string {
  const generation = "generation" in message ? ` ${message.generation}` : "";
  return `${message.type}${generation}${detailOf(message)}`;
}

function detailOf(message: HostMessage): string {
  switch (message.type) {
    case "rows": {
      const place = message.at === undefined ? "" : ` at ${message.at}`;
      return ` ${new TextDecoder().decode(message.body).trim().replaceAll("\n", ",")}${place}`;
    }
    case "gaps":
      return message.gaps.map(({ id, after, retrying }) => ` ${id}:${after}${retrying ? "…" : ""}`).join("");
    case "done":
      return (message.isPartial ? " partial" : "") + (message.isEarlierShown ? " earlier" : "");
    default:
      return "";
  }
}

type Load = OrderSource["load"];

function start(load: Load): { feed: OrderStream; posted: string[] } {
  const posted: string[] = [];
  const account = { id: "1", name: "someone", environmentLabel: "" };
  const source: OrderSource = {
    account,
    endpoint: "https://dmapi.joker.com",
    clock: () => Date.UTC(2026, 10, 22, 12),
    load,
    loadOriginal: load as never,
    describeError: String,
  };
  const post = (message: HostMessage) => message.type !== "progress" && posted.push(short(message));
  return { posted, feed: new OrderStream(source, post, {}) };
}

describe("The order stream", () => {
  const two: Load = async function* ({ tld = "" }) {
    yield block(`${tld}a\n`);
    await Promise.resolve();
    yield block(`${tld}b\n`);
  };

  it("posts blocks as they arrive, and all of them to a reloaded page", async () => {
    const { feed, posted } = start(two);
    await feed.load({ tld: "x" });
    assert.deepEqual(posted.splice(0), ["loading 1", "rows 1 xa", "rows 1 xb", "done 1"]);
    feed.replay();
    assert.deepEqual(posted, ["rows 1 xa", "rows 1 xb", "done 1"]);
  });

  it("keeps the previous rows when a query fails before its first rows", async () => {
    const { feed, posted } = start(async function* (filter, options) {
      if (filter.tld === "bad") throw new Error("offline");
      yield* two(filter, options);
    });
    await feed.load({});
    await feed.load({ tld: "bad" });
    assert.deepEqual(posted.slice(-2), ["loading 2", "failed 2"]);
    assert.equal(feed.generation, 1);
    assert.equal(feed.buffer.rowCount, 2);
  });

  it("drops the previous rows when a query ends without any", async () => {
    const { feed, posted } = start(async function* (filter, options) {
      if (filter.tld !== "none") yield* two(filter, options);
    });
    await feed.load({});
    await feed.load({ tld: "none" });
    assert.equal(posted.at(-1), "done 2");
    assert.equal(feed.buffer.rowCount, 0);
  });

  it("keeps the loaded rows when canceled", async () => {
    const { feed, posted } = start(async function* (_filter, { signal }) {
      yield block("a\n");
      feed.cancel();
      await Promise.resolve();
      signal.throwIfAborted();
    });
    await feed.load({});
    assert.deepEqual(posted, ["loading 1", "rows 1 a", "done 1 partial"]);
    assert.deepEqual(feed.missingOrders, { days: [], isIncomplete: true } satisfies MissingOrders);
  });

  it("reports the previous rows when canceled before its first rows", async () => {
    const { feed, posted } = start(async function* (filter, options) {
      if (filter.tld === "slow") feed.cancel();
      options.signal.throwIfAborted();
      yield* two(filter, options);
    });
    await feed.load({ tld: "x" });
    await feed.load({ tld: "slow" });
    assert.deepEqual(posted.slice(-2), ["loading 2", "done 1 partial earlier"]);
    assert.equal(feed.buffer.rowCount, 2);
    assert.deepEqual([feed.bufferedQuery, feed.query], [{ tld: "x" }, { tld: "slow" }]);
    assert.deepEqual(feed.missingOrders, { days: [], isIncomplete: false } satisfies MissingOrders);
  });

  it("drops the rows of a replaced query", async () => {
    const { feed, posted } = start(two);
    await Promise.all([feed.load({ tld: "x" }), feed.load({ tld: "y" })]);
    assert.deepEqual(
      posted.filter((text) => text.startsWith("rows")),
      ["rows 2 ya", "rows 2 yb"],
    );
    assert.equal(posted.at(-1), "done 2");
  });
});

describe("The order stream with failed days", () => {
  const march = { after: "2026-03-01", before: "2026-03-31" };
  const [first, second] = [
    { after: "2026-04-01", before: "2026-04-30" },
    { after: "2026-02-01", before: "2026-02-28" },
  ];
  let march1 = block("5\n");
  let failing = true;

  /** March came in part, with a row on each side of the gap. */
  const months: Load = async function* (filter, { onProgress }) {
    const at = (span: typeof march) => onProgress({ windows: { done: 0, total: 3 }, rows: 0, span });
    if (filter.after === march.after) {
      if (failing) yield { gap: march, error: new Error("again") };
      else yield march1;
      return;
    }
    at(first);
    yield block("9\n8\n");
    at(march);
    yield block("7\n5\n");
    yield { gap: march, error: new Error("timeout") };
    yield block("3\n");
    at(second);
    yield block("2\n1\n");
    await Promise.resolve();
  };

  beforeEach(() => {
    failing = true;
    march1 = block("7\n6\n5\n4\n3\n");
  });

  it("posts the gap, and inserts the missing rows in place, once", async () => {
    const { feed, posted } = start(months);
    await feed.load({});
    assert.deepEqual(posted.slice(-3), ["rows 1 3", "rows 1 2,1", "done 1"]);
    assert(posted.includes("gaps 1 1:2026-03-01"));
    assert.deepEqual(feed.missingOrders, { days: [march], isIncomplete: false } satisfies MissingOrders);
    posted.length = 0;
    failing = false;
    await feed.retryGap(1, 1);
    assert.deepEqual(posted, ["gaps 1 1:2026-03-01…", "rows 1 6 at 3", "rows 1 4 at 5", "gaps 1"]);
    const { buffer: kept } = feed;
    const index = kept.createIndex();
    const ids = Array.from(kept.rowOrder() ?? [], (row) => index.cell(row, 0)).join("");
    assert.equal(ids, "987654321");
    assert.deepEqual(feed.missingOrders, { days: [], isIncomplete: false } satisfies MissingOrders);
    posted.length = 0;
    feed.replay();
    const postedRows = posted.filter((text) => text.startsWith("rows")).map((text) => text.slice("rows 1 ".length));
    assert.equal(postedRows.join(",").replaceAll(",", ""), "987654321");
    assert.equal(kept.rowOrder(), undefined);
  });

  it("keeps the previous rows when all days fail", async () => {
    const { feed, posted } = start(async function* (filter, options) {
      if (filter.tld !== "bad") yield* months(filter, options);
      else for (const gap of [first, march]) yield { gap, error: new Error("offline") };
    });
    await feed.load({});
    await feed.load({ tld: "bad" });
    assert.deepEqual(posted.slice(-2), ["loading 2", "failed 2"]);
    assert.equal(feed.buffer.rowCount, 7);
    assert.deepEqual(feed.missingOrders, { days: [march], isIncomplete: false } satisfies MissingOrders);
  });

  it("posts the gaps before the first rows with these, in their places", async () => {
    const { feed, posted } = start(async function* (filter, { onProgress }) {
      const at = (span: typeof march) => onProgress({ windows: { done: 0, total: 2 }, rows: 0, span });
      if (filter.after === march.after) yield block("9\n");
      else {
        yield { gap: march, error: new Error("timeout") };
        at(second);
        await Promise.resolve();
        yield block("1\n");
      }
    });
    await feed.load({});
    assert.deepEqual(posted, ["loading 1", "gaps 1 1:2026-03-01", "rows 1 1", "done 1"]);
    await feed.retryGap(1, 1);
    assert.deepEqual(posted.slice(-2), ["rows 1 9 at 0", "gaps 1"]);
  });

  it("keeps the gap with the new error when its days fail again", async () => {
    const { feed, posted } = start(months);
    await feed.load({});
    posted.length = 0;
    await feed.retryGap(1, 1);
    assert.deepEqual(posted, ["gaps 1 1:2026-03-01…", "gaps 1 1:2026-03-01"]);
    assert.equal(feed.buffer.rowCount, 7);
  });

  it("retries a gap with the query of its rows, whatever was requested since", async () => {
    const requestedDays: (string | undefined)[] = [];
    const { feed, posted } = start(async function* (filter, options) {
      if (filter.tld === "bad") throw new Error("offline");
      if (filter.after === march.after) requestedDays.push(filter.tld);
      yield* months(filter, options);
    });
    await feed.load({ tld: "de" });
    await feed.load({ tld: "bad" });
    failing = false;
    await feed.retryGap(1, 1);
    assert.deepEqual(requestedDays, ["de"]);
    assert.equal(posted.at(-1), "gaps 1");
  });

  it("does not retry gaps of another query, nor one twice at once", async () => {
    const { feed, posted } = start(months);
    await feed.load({});
    posted.length = 0;
    await Promise.all([feed.retryGap(1, 1), feed.retryGap(1, 1), feed.retryGap(7, 1), feed.retryGap(1, 9)]);
    assert.equal(posted.length, 2);
  });
});
