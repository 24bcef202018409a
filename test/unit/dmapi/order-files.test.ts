import assert from "node:assert/strict";
import type { OrderFilter } from "../../../src/dmapi/order-query";
import { paginateOrderFiles, type CsvLayout } from "../../../src/dmapi/pagination/paginate-order-files";
import { getLastDays, planDateWindows } from "../../../src/dmapi/pagination/date-windows";
import { queryOrderFile } from "../../../src/dmapi/orders";
import { ReplyHeaders } from "../../../src/dmapi/reply";
import type { Call } from "../../../src/dmapi/session";
import { NOON, startSandboxSession, type SandboxSession } from "./client";

describe("Order files through the sandbox", () => {
  let client: SandboxSession;
  before(async () => {
    client = await startSandboxSession({ orders: 6000 });
  });
  after(() => client.close());

  const threeYears = getLastDays(1100, NOON);
  const semicolons = { separator: "semicolon", numComma: true } as const;

  async function take(filter: OrderFilter, layout: CsvLayout, call: Call = client.call) {
    const parts: Uint8Array[] = [];
    let rows = 0;
    for await (const part of paginateOrderFiles(call, filter, layout, { now: NOON })) {
      parts.push(part.bytes);
      rows += part.rows;
    }
    return { text: Buffer.concat(parts).toString(), rows };
  }

  /** What DMAPI itself writes for each window, the header of the first one alone. */
  async function expected(filter: OrderFilter, layout: CsvLayout): Promise<string> {
    const texts: string[] = [];
    for (const span of planDateWindows(filter, NOON).windows) {
      const text = Buffer.from(await queryOrderFile(client.call, { ...filter, ...span, ...layout })).toString();
      texts.push(texts.length === 0 ? text : text.slice(text.indexOf("\n") + 1));
    }
    return texts.join("");
  }

  it("equal DMAPI's bytes, with one header", async () => {
    for (const layout of [semicolons, { separator: "comma" }, {}] as const) {
      const { text, rows } = await take(threeYears, layout);
      assert.equal(text, await expected(threeYears, layout));
      assert.equal(rows, text.trimEnd().split("\n").length - 1);
      assert(rows > 4000);
      assert.equal(text.split("order_id").length, 2);
    }
    assert.match((await take(getLastDays(30, NOON), semicolons)).text, /;\d+,\d\d;/);
  });

  it("respect the query, in either order", async () => {
    const filter = { ...threeYears, type: "renew" };
    const newest = (await take(filter, {})).text.trimEnd().split("\n");
    const oldest = (await take({ ...filter, asc: true }, {})).text.trimEnd().split("\n");
    assert.deepEqual(oldest.slice(1), newest.slice(1).toReversed());
  });

  it("hold all orders of a range of ids, also beyond 1000", async () => {
    const rows = (await take(threeYears, {})).text.trimEnd().split("\n").slice(1);
    const ids = rows.slice(0, 2500).map((row) => row.split("\t")[0] ?? "");
    const range = { orderIdAfter: ids.at(-1) ?? "", orderIdBefore: ids[0] ?? "" };
    const { text } = await take(range, {});
    assert.deepEqual(text.trimEnd().split("\n").slice(1), rows.slice(0, 2500));
  });

  it("have a header where there is no order", async () => {
    const { text, rows } = await take({ ...getLastDays(30, NOON), fqdn: "nobody.example" }, {});
    assert.equal(rows, 0);
    assert.match(text, /^order_id\t.*identifier\n$/);
  });

  /** A server that puts at most 300 rows into a file, and no line end behind the last one. */
  const short: Call = async (request, params, options) => {
    const reply = await client.call(request, params, options);
    if (params?.["csv"] !== true) return reply;
    const lines = Buffer.from(reply.body).toString().trimEnd().split("\n");
    return { ...reply, body: Buffer.from(lines.slice(0, 301).join("\n")) };
  };

  it("are paged where one file is truncated, complete and in order", async () => {
    const { text, rows } = await take(threeYears, semicolons, short);
    const whole = await expected(threeYears, semicolons);
    assert.equal(text, whole.trimEnd());
    assert.equal(rows, whole.trimEnd().split("\n").length - 1);
  });

  describe("in pages, while orders arrive", () => {
    const columns = "order_id\tproc_id\tcreated_at\tstatus\ttype\tamount_brutto\tamount_netto\tcurrency\tidentifier";

    /** 30 orders in pages of 10; `arrive` is called before each page and may add orders, newest first. */
    function createServer(arrive: (ids: number[], pages: number) => void, heedsIds = true): Call {
      const ids = Array.from({ length: 30 }, (_, index) => 130 - index);
      let pages = 0;
      return (request, params = {}) => {
        if (params["page"] !== undefined) arrive(ids, ++pages);
        const newest = heedsIds ? Number(params["order-id-before"] ?? Infinity) : Infinity;
        const visible = ids.filter((id) => id <= newest);
        const start = (Number(params["page"] ?? 1) - 1) * 10;
        const rows = visible
          .slice(start, start + 10)
          .map((id) => `${id}\t1\t2026-05-20T00:00:00Z\tok\trenew\t1\t1\tUSD\tx`);
        const body = params["count-only"] === true ? `Records: ${visible.length}\n` : [columns, ...rows, ""].join("\n");
        const headers = new ReplyHeaders([]);
        return Promise.resolve({ request, httpStatus: 200, headers, body: Buffer.from(body) });
      };
    }

    const idsOf = (text: string) =>
      text
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((row) => Number(row.split("\t")[0]));

    it("hold each order once, and none is lost", async () => {
      for (const at of [1, 2, 3, 4, 5]) {
        const server = createServer((ids, pages) => pages === at && ids.unshift((ids[0] ?? 0) + 1));
        const ids = idsOf((await take(getLastDays(10, NOON), {}, server)).text);
        assert.equal(new Set(ids).size, ids.length);
        for (let id = 101; id <= 130; id += 1) assert(ids.includes(id), `${id} when one arrives at ${at}`);
      }
    });

    it("are retried if the server ignores the newest order, and otherwise fail with advice", async () => {
      const once = createServer((ids, pages) => pages === 3 && ids.unshift((ids[0] ?? 0) + 1), false);
      const ids = idsOf((await take(getLastDays(10, NOON), {}, once)).text);
      assert.equal(new Set(ids).size, 31);
      const always = createServer((ids) => ids.unshift((ids[0] ?? 0) + 1), false);
      await assert.rejects(take(getLastDays(10, NOON), {}, always), {
        reason: "malformed",
        message: /orders changed while the pages were read; export again/,
      });
    });
  });

  it("fail if counted orders are missing", async () => {
    const cut: Call = (request, params, options) =>
      short(request, params?.["page"] === 2 ? { ...params, fqdn: "nobody.example" } : params, options);
    await assert.rejects(take(threeYears, {}, cut), { reason: "malformed", message: /the file was truncated/ });
  });
});
