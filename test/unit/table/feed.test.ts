import assert from "node:assert/strict";
import type { HostMessage } from "../../../src/messages/host";
import type { RowBlock } from "../../../src/rows/block";
import { OrderFeed } from "../../../src/table/feed";
import type { OrderSource } from "../../../src/table/source";

function block(text: string): RowBlock {
  return { columns: ["a"], separator: "\t", body: new TextEncoder().encode(text) };
}

/** Messages in short: what kind, of which query, and the rows. */
function short(message: HostMessage): string {
  const generation = "generation" in message ? message.generation : "";
  const detail = message.type === "rows" ? ` ${new TextDecoder().decode(message.body).trim()}` : "";
  return `${message.type} ${generation}${detail}${message.type === "done" && message.partial ? " partial" : ""}`;
}

type Load = OrderSource["load"];

function start(load: Load): { feed: OrderFeed; posted: string[] } {
  const posted: string[] = [];
  const source = { account: "someone", load, describe: String };
  return { posted, feed: new OrderFeed(source, (message) => posted.push(short(message)), { notice: "" }, 30) };
}

describe("order feed", () => {
  const two: Load = async function* ({ days }) {
    yield block(`${days}a\n`);
    await Promise.resolve();
    yield block(`${days}b\n`);
  };

  it("passes blocks on as they come and tells a new page again", async () => {
    const { feed, posted } = start(two);
    await feed.load(30);
    assert.deepEqual(posted.splice(0), ["loading 1", "rows 1 30a", "rows 1 30b", "done 1"]);
    feed.replay();
    assert.deepEqual(posted, ["rows 1 30a", "rows 1 30b", "done 1"]);
  });

  it("keeps the rows of before when a query fails before its first rows", async () => {
    const { feed, posted } = start(async function* (query, signal) {
      if (query.days === 90) throw new Error("offline");
      yield* two(query, signal);
    });
    await feed.load(30);
    await feed.load(90);
    assert.deepEqual(posted.slice(-2), ["loading 2", "failed 2"]);
    assert.equal(feed.shown, 1);
    assert.equal(feed.blocks.length, 2);
  });

  it("gives the rows of before up when a query ends without any", async () => {
    const { feed, posted } = start(async function* (query, signal) {
      if (query.days !== 90) yield* two(query, signal);
    });
    await feed.load(30);
    await feed.load(90);
    assert.equal(posted.at(-1), "done 2");
    assert.equal(feed.blocks.length, 0);
  });

  it("keeps what came when it is cancelled", async () => {
    const { feed, posted } = start(async function* (_query, signal) {
      yield block("a\n");
      feed.cancel();
      await Promise.resolve();
      signal.throwIfAborted();
    });
    await feed.load(30);
    assert.deepEqual(posted, ["loading 1", "rows 1 a", "done 1 partial"]);
  });

  it("drops what a query that was replaced still brings", async () => {
    const { feed, posted } = start(two);
    await Promise.all([feed.load(30), feed.load(90)]);
    assert.deepEqual(
      posted.filter((text) => text.startsWith("rows")),
      ["rows 2 90a", "rows 2 90b"],
    );
    assert.equal(posted.at(-1), "done 2");
  });
});
