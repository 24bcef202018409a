import assert from "node:assert/strict";
import { SandboxClient, DAY, NOON, type Fields } from "./sandbox-client";

const columns = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier";
const span = { after: "2026-02-20", before: "2026-05-20" };

describe("sandbox: query-order-list", () => {
  let client: SandboxClient;
  before(async () => {
    client = await SandboxClient.start();
  });
  after(() => client.close());

  const ask = (fields: Fields = {}) => client.post("query-order-list", fields);
  const rows = async (fields: Fields = {}) => (await ask(fields)).lines.map((line) => line.split("\t"));
  const column = async (index: number, fields: Fields = {}) => (await rows(fields)).map((row) => row[index] ?? "");
  const ids = async (fields: Fields = {}) => (await column(0, fields)).map(Number);
  const days = async (fields: Fields = {}) => (await column(2, fields)).map((time) => time.slice(0, 10));
  const anOrder = async (fields: Fields = {}) => {
    const [row] = await rows(fields);
    assert.ok(row);
    return { id: Number(row[0]), procId: Number(row[1]), identifier: row[8] ?? "" };
  };

  describe("the reply", () => {
    it("is a block with Row-Count and Columns, no Separator, and rows separated by tabs", async () => {
      const reply = await ask();
      assert.equal(reply.code, 1000);
      assert.equal(reply.header("Columns"), columns);
      assert.equal(reply.header("Separator"), undefined);
      assert.equal(reply.header("Row-Count"), `${reply.lines.length}`);
      assert.ok(reply.lines.every((line) => line.split("\t").length === 9));
      assert.match(reply.lines[0] ?? "", /^\d{8}\t\d{9}\t2026-05-\d\dT\d\d:\d\d:\d\dZ\t/);
    });

    it("writes an amount of zero as 0 with an empty currency, others with two places", async () => {
      const free = (await rows({ "show-all": 1, ...span })).filter((row) => row[6] === "0");
      assert.ok(free.length > 10);
      assert.ok(free.every((row) => row[5] === "0" && row[7] === ""));
      const paid = await rows(span);
      assert.ok(paid.every((row) => /^-?\d+\.\d\d$/.test(row[5] ?? "") && /^[A-Z]{3}$/.test(row[7] ?? "")));
    });

    it("takes separators as words and as characters", async () => {
      const [tabbed] = (await ask()).lines;
      for (const [separator, character] of [
        ...[
          ["tab", "\t"],
          ["\\t", "\t"],
          ["\t", "\t"],
          ["comma", ","],
          [",", ","],
        ],
        ...[
          ["semicolon", ";"],
          [";", ";"],
          ["Pipe", "|"],
          ["|", "|"],
          ["", "\t"],
        ],
      ] as [string, string][]) {
        assert.equal((await ask({ separator })).lines[0], tabbed?.replaceAll("\t", character));
      }
      assert.equal((await ask({ separator: "space" })).code, 2005);
    });

    it("writes a decimal comma, but not between commas", async () => {
      const [row] = (await ask({ "num-comma": "true", separator: "semicolon" })).lines;
      assert.match(row ?? "", /;-?\d+,\d\d;-?\d+,\d\d;/);
      const reply = await ask({ "num-comma": 1, separator: "comma" });
      assert.deepEqual([reply.code, reply.header("Row-Count")], [2306, undefined]);
    });

    it("sends CSV as a file without the block", async () => {
      const reply = await ask({ csv: 1, separator: "comma" });
      assert.equal(reply.type, "text/csv; charset=utf-8");
      assert.equal(reply.disposition, 'attachment; filename="orders.csv"');
      const lines = reply.raw.trimEnd().split("\n");
      assert.equal(lines[0], columns);
      assert.deepEqual(lines.slice(1), (await ask({ separator: "comma" })).lines);
    });

    it("counts only", async () => {
      const reply = await ask({ "count-only": 1, ...span });
      assert.equal(reply.header("Row-Count"), `${(await rows(span)).length}`);
      assert.equal(reply.body, "");
      assert.equal((await ask({ "count-only": 1, "per-page": 10 })).header("Row-Count"), "10");
    });

    it("is empty if nothing matches", async () => {
      const reply = await ask({ fqdn: "nothing.example" });
      assert.deepEqual([reply.code, reply.header("Row-Count"), reply.body], [1000, "0", ""]);
    });
  });

  describe("time", () => {
    it("is the last 30 days by default, about 60 orders", async () => {
      const times = await column(2);
      assert.ok(times.length > 45 && times.length < 75, `${times.length}`);
      assert.ok(times.every((time) => Date.parse(time) >= NOON - 30 * DAY && Date.parse(time) <= NOON));
      assert.deepEqual(times, times.toSorted().reverse());
    });

    it("includes both days, and they may be the same", async () => {
      const found = await days({ after: "2026-05-01", before: "2026-05-03" });
      assert.deepEqual(new Set(found), new Set(["2026-05-03", "2026-05-02", "2026-05-01"]));
      assert.deepEqual(new Set(await days({ after: "2026-05-02", before: "2026-05-02" })), new Set(["2026-05-02"]));
      assert.deepEqual(await days({ after: "2026-05-03", before: "2026-05-01" }), []);
    });

    it("is truncated to 90 days silently", async () => {
      const from = await days({ after: "2025-01-01", before: "2025-12-31", asc: 1 });
      assert.ok((from[0] ?? "") >= "2025-01-01" && (from.at(-1) ?? "") > "2025-03-25");
      assert.ok(from.every((day) => day < "2025-04-01"));
      assert.deepEqual(await days({ after: "2025-01-01", asc: 1 }), from);
      const until = await days({ before: "2025-12-31", asc: 1 });
      assert.ok(until.every((day) => day >= "2025-10-03" && day <= "2025-12-31"));
      assert.ok((until[0] ?? "") < "2025-10-10");
    });

    it("reaches back three years, or 90 days with show-all", async () => {
      assert.ok((await days({ after: "2023-05-20", before: "2023-08-01" })).length > 50);
      assert.deepEqual(await days({ after: "2023-01-01", before: "2023-03-01" }), []);
      assert.deepEqual(await days({ after: "2025-06-01", before: "2025-08-01", "show-all": 1 }), []);
      assert.ok((await days({ after: "2026-02-01", "show-all": 1, asc: 1 })).every((day) => day >= "2026-02-19"));
      assert.ok((await ids({ "order-id-after": 0, "show-all": 1 })).length < 250);
    });

    it("must be ISO days", async () => {
      for (const after of ["01.05.2026", "2026-5-1", "2026-02-30", "yesterday"]) {
        const reply = await ask({ after });
        assert.deepEqual([reply.code, reply.header("Error")], [2005, "after: date as YYYY-MM-DD expected"]);
      }
    });
  });

  describe("filters", () => {
    it("hides free orders without show-all", async () => {
      const all = await rows({ "show-all": "true", ...span });
      const charged = await rows({ "show-all": "false", ...span });
      assert.ok(all.length > charged.length);
      assert.deepEqual(
        charged,
        all.filter((row) => row[6] !== "0"),
      );
    });

    it("filters by type, whichever way it is hyphenated, and by status", async () => {
      for (const type of ["renew", "privacy_pp1", "credit-increase"]) {
        assert.deepEqual(new Set(await column(4, { type, ...span })), new Set([type]));
      }
      const contacts = await rows({ type: "create_contact", "show-all": 1, ...span });
      assert.ok(contacts.length > 0);
      assert.ok(contacts.every((row) => row[4] === "create-contact" && /^C[A-Z]+-\d{8}$/.test(row[8] ?? "")));
      assert.deepEqual(await rows({ type: "unknown" }), []);
      for (const status of ["ok", "error", "pending"]) {
        assert.deepEqual(new Set(await column(3, { status, ...span })), new Set([status]));
      }
      assert.equal((await ask({ status: "done" })).code, 2005);
    });

    it("filters by TLD and by name, exact or with wildcards", async () => {
      for (const tld of ["com", ".COM", "uk"]) {
        const names = await column(8, { tld, ...span });
        assert.ok(names.length > 0 && names.every((name) => name.endsWith(tld === "uk" ? ".uk" : ".com")));
      }
      const { identifier } = await anOrder({ type: "renew" });
      assert.ok((await column(8, { fqdn: identifier.toUpperCase(), ...span })).every((name) => name === identifier));
      const like = await column(8, { "fqdn-like": "*-?????????.*", ...span });
      assert.ok(like.length > 0 && like.every((name) => /^.*-.{9}\..*$/.test(name)));
      const handles = await column(8, { "fqdn-like": "CCOM-*", "show-all": 1, ...span });
      assert.ok(handles.length > 0 && handles.every((name) => name.startsWith("CCOM-")));
      assert.equal((await ask({ "fqdn-like": "*".repeat(300) })).code, 2004);
    });

    it("finds internationalised names by their letters", async () => {
      const ascii = (await column(8, { "fqdn-like": "xn--*", after: "2026-02-20" }))[0] ?? "";
      const { domainToUnicode } = await import("node:url");
      assert.notEqual(domainToUnicode(ascii), ascii);
      assert.equal((await column(8, { fqdn: domainToUnicode(ascii), ...span }))[0], ascii);
    });
  });

  describe("ids", () => {
    it("finds one order by either id, however old", async () => {
      const { id, procId } = await anOrder({ after: "2024-01-01" });
      assert.deepEqual(await ids({ "order-id": id }), [id]);
      assert.deepEqual(await ids({ order_id: id }), [id]);
      assert.deepEqual(await ids({ "proc-id": procId }), [id]);
      assert.deepEqual(await ids({ "order-id": 1 }), []);
    });

    it("takes inclusive ranges of both", async () => {
      const all = await ids({ "order-id-after": 0, limit: 50 });
      const [high = 0, low = 0] = [all[10], all[20]];
      assert.deepEqual(await ids({ "order-id-after": low, "order-id-before": high }), all.slice(10, 21));
      assert.deepEqual(await ids({ "order-id-before": high, limit: 5 }), all.slice(10, 15));
      const procIds = await column(1, { "order-id-after": 0, limit: 50 });
      const range = { "proc-id-after": procIds[20] ?? "", "proc-id-before": procIds[10] ?? "" };
      assert.deepEqual(await ids(range), all.slice(10, 21));
    });

    it("returns at most 1000 of a range, and fewer with limit", async () => {
      assert.equal((await ids({ "order-id-after": 0 })).length, 1000);
      assert.equal((await ids({ "order-id-after": 0, limit: 5000 })).length, 1000);
      assert.equal((await ids({ "proc-id-after": 0, limit: 7 })).length, 7);
      const oldest = await ids({ "order-id-after": 0, limit: 3, asc: 1 });
      assert.deepEqual(oldest, (await ids({ after: "2023-05-20", before: "2023-07-01", asc: 1 })).slice(0, 3));
    });

    it("ignores limit without a range or beside dates", async () => {
      const all = (await ids()).length;
      assert.equal((await ids({ limit: 5 })).length, all);
      const spanned = (await ids(span)).length;
      assert.equal((await ids({ limit: 5, "order-id-after": 0, ...span })).length, spanned);
    });

    it("applies ranges and dates independently", async () => {
      const { id } = await anOrder({ after: "2024-01-01" });
      assert.deepEqual(await ids({ "order-id": id, ...span }), []);
      assert.deepEqual(await ids({ "order-id-before": id, ...span }), []);
    });

    it("must be whole numbers", async () => {
      assert.equal((await ask({ "order-id": "x" })).code, 2005);
      assert.equal((await ask({ "proc-id-after": -1 })).code, 2004);
      assert.equal((await ask({ limit: 0 })).code, 2004);
    });
  });

  describe("pages", () => {
    it("cut the list into pieces, the last one shorter", async () => {
      const all = await ids(span);
      const pages = Math.ceil(all.length / 25);
      const pieces = await Promise.all(
        Array.from({ length: pages + 1 }, (_, index) => ids({ ...span, "per-page": 25, page: index + 1 })),
      );
      assert.deepEqual(pieces.flat(), all);
      assert.deepEqual(pieces.at(-1), []);
      assert.deepEqual(await ids({ ...span, per_page: 25 }), all.slice(0, 25));
      assert.deepEqual(await ids({ ...span, page: 3 }), all);
    });

    it("respect the limit of a range", async () => {
      const fields = { "order-id-after": 0, limit: 25, "per-page": 10 };
      const sizes = await Promise.all([1, 2, 3, 4].map(async (page) => (await ids({ ...fields, page })).length));
      assert.deepEqual(sizes, [10, 10, 5, 0]);
    });

    it("hold at least ten rows and begin with 1", async () => {
      assert.equal((await ask({ "per-page": 9 })).code, 2004);
      assert.equal((await ask({ "per-page": 10, page: 0 })).code, 2004);
    });

    it("sort either way", async () => {
      const down = await ids(span);
      assert.deepEqual(await ids({ ...span, asc: "true" }), down.toReversed());
      assert.equal((await ask({ asc: "sometimes" })).code, 2005);
    });
  });

  it("yields to other requests while it scans many orders", async () => {
    const many = await SandboxClient.start({ orders: 60_000 });
    const order: string[] = [];
    const rare = many.post("query-order-list", { fqdn: "nobody.example", "order-id-after": 1 });
    await Promise.all([
      rare.then(({ lines }) => order.push(`rare: ${lines.length}`)),
      many.post("version").then(() => order.push("version")),
    ]);
    assert.deepEqual(order, ["version", "rare: 0"]);
    await many.close();
  });
});
