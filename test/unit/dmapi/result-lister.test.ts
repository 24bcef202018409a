import assert from "node:assert/strict";
import { ResultLister } from "../../../src/dmapi/result-lister";
import { createFakeCall, type RecordedRequest } from "./fake-call";
import { okReply } from "./fake-transport";

type Status = "ack" | "nack" | "?";
type Meaning = "also" | "only" | "separate";

/** A server with these results, the newest first, and one meaning of `pending`. */
function serve(meaning: Meaning, statuses: Status[], isOldestFirst = false) {
  const server = { statuses, isOldestFirst };
  const selected = ({ params }: RecordedRequest) =>
    server.statuses
      .map((status, index) => ({ status, index }))
      .filter(({ status }) => {
        const isInProgress = status === "?";
        if (params["status"] !== undefined) return status === params["status"];
        if (params["pending"] === true) return isInProgress || meaning === "also";
        return !isInProgress || meaning === "only";
      });
  const toRow = ({ status, index }: { status: string; index: number }) => {
    const time = new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString().replace(/\D/g, "").slice(0, 14);
    return `${time} track-${index} ${1000 + index} domain-renew example.com ${status} -\n`;
  };
  const fake = createFakeCall((asked) => {
    const rows = selected(asked);
    if (asked.params["count-only"] === true) return okReply(`Records: ${rows.length}\n`);
    if (server.isOldestFirst) rows.reverse();
    const offset = Number(asked.params["offset"] ?? 0);
    return okReply(
      rows
        .slice(offset, offset + Number(asked.params["limit"] ?? Infinity))
        .map(toRow)
        .join(""),
    );
  });
  return { ...fake, server };
}

describe("A lister of results", () => {
  for (const meaning of ["also", "only", "separate"] as const) {
    it(`shows pending and finished results where pending means "${meaning}"`, async () => {
      const { call, requests: asked } = serve(meaning, ["?", "ack", "?", "nack"]);
      const lister = new ResultLister(call);
      for (let list = 0; list < 3; list += 1) {
        const results = await lister.list({ period: 90 });
        assert.deepEqual(
          results.map(({ status }) => status),
          ["pending", "ack", "pending", "nack"],
        );
      }
      assert.equal(asked.length, { also: 3, only: 4, separate: 6 }[meaning], "at most one spare request");
    });

    it(`finds those in progress by their status where pending means "${meaning}"`, async () => {
      const { call, requests: asked } = serve(meaning, ["?", "ack", "?", "nack"]);
      const lister = new ResultLister(call);
      assert.equal((await lister.list({ status: "pending" })).length, 2);
      assert.equal((await lister.list({ status: "nack" })).length, 1);
      assert.equal(asked.length, 2);
    });

    it(`asks once a list while there are no results, and sees the first ones, where pending means "${meaning}"`, async () => {
      for (const first of ["?", "ack"] as const) {
        const { call, requests: asked, server } = serve(meaning, []);
        const lister = new ResultLister(call);
        for (let list = 0; list < 9; list += 1) assert.deepEqual(await lister.list({}), []);
        assert(asked.length <= 10, `${asked.length} requests`);
        server.statuses = [first];
        const seen = [];
        for (let list = 0; list < 4; list += 1) seen.push((await lister.list({})).length);
        assert(seen.includes(1), `${first}: ${seen.join(", ")}`);
        assert.equal(seen.at(-1), 1);
      }
    });

    it(`reads on after the first page where pending means "${meaning}"`, async () => {
      const statuses: Status[] = Array.from({ length: 25 }, (_, index) => (index % 5 === 0 ? "?" : "ack"));
      const { call } = serve(meaning, statuses);
      const lister = new ResultLister(call);
      const ids = new Set<string>();
      for (let list = 0; list < 5; list += 1)
        for (const { procId } of await lister.list({ offset: ids.size, limit: 10 })) ids.add(procId);
      assert.equal(ids.size, 25);
    });
  }

  it("gives the newest page of a server that lists the oldest first", async () => {
    const { call } = serve("only", Array<Status>(25).fill("ack"), true);
    const lister = new ResultLister(call);
    const pages = [];
    for (const offset of [0, 10, 20]) pages.push(await lister.list({ offset, limit: 10 }));
    assert.deepEqual(
      pages.flat().map(({ procId }) => Number(procId)),
      Array.from({ length: 25 }, (_, index) => 1000 + index),
    );
  });
});
