import assert from "node:assert/strict";
import { SandboxClient, DAY, HOUR, type Fields } from "./sandbox-client";

describe("sandbox: result-list, result-retrieve and result-delete", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start();
  });
  afterEach(() => client.close());

  const list = async (fields: Fields = {}) =>
    (await client.post("result-list", fields)).lines.map((line) => line.split(" "));
  const column = async (index: number, fields: Fields = {}) => (await list(fields)).map((row) => row[index] ?? "");
  const first = async (fields: Fields) => {
    const [row] = await list(fields);
    assert.ok(row);
    return { trackingId: row[1] ?? "", procId: row[2] ?? "", object: row[4] ?? "", clTrId: row[6] ?? "" };
  };

  it("lists seven columns, newest first, of many kinds and all outcomes", async () => {
    const rows = await list();
    assert.equal((await client.post("result-list")).header("Row-Count"), `${rows.length}`);
    assert.equal((await client.post("result-list", { offset: 2, limit: 3 })).header("Row-Count"), "3");
    assert.equal((await client.post("result-list", { objid: "nothing.example" })).header("Row-Count"), "0");
    assert.ok(rows.length >= 20 && rows.length <= 30);
    for (const row of rows) {
      assert.equal(row.length, 7);
      assert.match(row[0] ?? "", /^2026\d{10}$/);
      assert.match(row[1] ?? "", /^[0-9a-f]{32}$/);
    }
    const times = rows.map((row) => row[0]);
    assert.deepEqual(times, times.toSorted().reverse());
    assert.deepEqual(new Set(rows.map((row) => row[5])), new Set(["ack", "nack"]));
    assert.deepEqual(new Set(await column(5, { pending: 1 })), new Set(["ack", "nack", "?"]));
    assert.equal(new Set(rows.map((row) => row[2])).size, rows.length);
    const types = new Set(rows.map((row) => row[3]));
    for (const type of ["domain-register", "contact-create", "host-create", "create-com-order"])
      assert.ok(types.has(type));
  });

  it("filters by status and by what is in progress, in both spellings", async () => {
    assert.deepEqual(new Set(await column(5, { status: "nack" })), new Set(["nack"]));
    const pending = await column(2, { status: "?" });
    assert.ok(pending.length >= 3);
    assert.deepEqual(await column(2, { status: "pending" }), pending);
    const finished = await column(2);
    const all = await column(2, { pending: 1 });
    assert.deepEqual(all.toSorted(), [...finished, ...pending].toSorted());
    for (const fields of [{ showpending: 1 }, { showall: 1 }]) assert.deepEqual(await column(2, fields), all);
    assert.equal((await client.post("result-list", { status: "done" })).code, 2005);
    assert.equal((await client.post("result-list", { pending: "maybe" })).code, 2005);
  });

  it("filters by patterns", async () => {
    assert.deepEqual(new Set(await column(3, { rtype: "contact-*" })), new Set(["contact-create", "contact-modify"]));
    assert.deepEqual(await column(3, { rtype: "HOST-??????" }), ["host-create", "host-modify"]);
    assert.ok((await column(4, { objid: "*.com" })).every((object) => object.endsWith(".com")));
    const { trackingId, procId, clTrId } = await first({ cltrid: "ref-*" });
    assert.notEqual(clTrId, "-");
    assert.deepEqual(await column(2, { svtrid: trackingId }), [procId]);
    assert.ok((await column(2, { procid: `${procId.slice(0, -1)}?`, svtrid: "*" })).includes(procId));
    assert.deepEqual(await column(2, { cltrid: clTrId }), [procId]);
    assert.deepEqual(await list({ objid: "nothing.example" }), []);
    assert.deepEqual(await list({ objid: "[a-z]+.com" }), []);
  });

  it("pages with offset and limit, and counts without them", async () => {
    const all = await column(2);
    assert.deepEqual(await column(2, { limit: 3 }), all.slice(0, 3));
    assert.deepEqual(await column(2, { offset: 2, limit: 3 }), all.slice(2, 5));
    assert.deepEqual(await column(2, { offset: 1000 }), []);
    const reply = await client.post("result-list", { "count-only": 1, limit: 3, status: "ack" });
    const count = (await list({ status: "ack" })).length;
    assert.equal(reply.body, `Records: ${count}\n`);
    assert.equal(reply.header("Row-Count"), `${count}`);
    assert.equal((await client.post("result-list", { offset: -1 })).code, 2004);
    assert.equal((await client.post("result-list", { limit: "few" })).code, 2005);
  });

  it("looks back 90 days, or a period, or at the days that end with a date", async () => {
    const all = await column(0);
    const since = (days: number) => stamp(Date.UTC(2026, 4, 20, 12) - days * DAY);
    assert.deepEqual(
      await column(0, { period: 10 }),
      all.filter((time) => time >= since(10)),
    );
    const day = all.at(-1)?.slice(0, 8) ?? "";
    const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    for (const form of [date, day]) {
      assert.deepEqual(
        await column(0, { date: form }),
        all.filter((time) => time.startsWith(day)),
      );
    }
    assert.deepEqual(
      await column(0, { date: "2026-05-15", period: 3 }),
      all.filter((time) => time >= "20260513" && time < "20260516"),
    );
    client.control.advance(60 * DAY);
    await client.signIn("sandbox-full");
    assert.ok((await list()).length < all.length);
    assert.equal((await client.post("result-list", { date: "15.05.2026" })).code, 2005);
    assert.equal((await client.post("result-list", { date: "2026-02-30" })).code, 2005);
    assert.equal((await client.post("result-list", { period: 0 })).code, 2004);
  });

  it("retrieves an acknowledged result: a block, an empty line, a text", async () => {
    const { trackingId, procId, object } = await first({ rtype: "domain-transfer-get-auth-id", status: "ack" });
    const reply = await client.post("result-retrieve", { "Proc-ID": procId });
    assert.equal(reply.code, 0);
    assert.match(reply.body, new RegExp(`^Object-Name: ${object}\nRequest-Type: domain-transfer-get-auth-id\n`));
    assert.match(reply.body, /\nCompletion-Status: ack\n\nThe Authorization ID is: "[0-9a-f]{8}-[0-9a-f]{8}"\n$/);
    assert.equal((await client.post("result-retrieve", { SvTrID: trackingId })).body, reply.body);
    const both = await client.post("result-retrieve", { SvTrID: trackingId, "Proc-ID": "1" });
    assert.equal(both.body, reply.body);
  });

  it("says why a request failed, in the old style for old request types", async () => {
    const { procId } = await first({ rtype: "host-modify" });
    const reply = await client.post("result-retrieve", { "proc-id": procId });
    assert.match(reply.body, /\nCompletion-Status: nack\nError: Host is used by another domain\n\nHost is used/);
    const old = await client.post("result-retrieve", { "proc-id": (await first({ rtype: "renew-org-order" })).procId });
    assert.match(
      old.body,
      /\nrequest_state: nack\nresult_msg: Order rejected\nerror_text: Account balance was too low\n\n/,
    );
    const fine = await client.post("result-retrieve", {
      "proc-id": (await first({ rtype: "create-com-order" })).procId,
    });
    assert.match(fine.body, /\nresult_msg: Order processed\nerror_text: \n\n.*\n\nIt expires on \d{4}-\d\d-\d\d\.\n$/);
  });

  it("says the status alone where there is no content", async () => {
    const { procId } = await first({ status: "?" });
    assert.equal((await client.post("result-retrieve", { "proc-id": procId })).body, "Completion-Status: ?\n\n");
    const old = await first({ status: "nack" });
    client.control.advance(91 * DAY);
    await client.signIn("sandbox-full");
    assert.equal((await client.post("result-retrieve", { "proc-id": old.procId })).body, "Completion-Status: nack\n\n");
  });

  it("says what is wrong with a request for one result", async () => {
    for (const name of ["result-retrieve", "result-delete"]) {
      const missing = await client.post(name);
      assert.deepEqual([missing.code, missing.header("Error")], [2003, "Proc-ID or SvTrId: one of them is required"]);
      assert.equal((await client.post(name, { "proc-id": 1 })).code, 2303);
      assert.equal((await client.post(name, { svtrid: "0" })).code, 2303);
    }
  });

  it("deletes the content of a result, once, and lists it with showall only", async () => {
    const { procId, object } = await first({ rtype: "domain-lock" });
    const reply = await client.post("result-delete", { "proc-id": procId });
    assert.deepEqual([reply.code, reply.header("Result")], [0, "ACK"]);
    assert.match(reply.body, new RegExp(`${procId}.*${object}.*was deleted`));
    assert.deepEqual(await list({ procid: procId }), []);
    for (const fields of [{ showall: 1 }, { showdeleted: 1 }, { showdeleted: 1, showpending: 1 }]) {
      assert.deepEqual(await column(5, { procid: procId, ...fields }), ["ack"]);
    }
    assert.equal((await client.post("result-retrieve", { "proc-id": procId })).body, "Completion-Status: ack\n\n");
    assert.deepEqual((await client.post("result-delete", { "proc-id": procId })).code, 2303);
  });

  it("deletes a result in progress, which then finishes without content", async () => {
    const { procId } = await first({ rtype: "domain-transfer-get-auth-id", status: "?" });
    assert.equal((await client.post("result-delete", { "proc-id": procId })).code, 0);
    assert.deepEqual(await list({ procid: procId, pending: 1 }), []);
    assert.deepEqual(await column(5, { procid: procId, showall: 1 }), ["?"]);
    client.control.advance(HOUR);
    assert.equal((await client.post("result-retrieve", { "proc-id": procId })).body, "Completion-Status: ack\n\n");
  });

  it("keeps a result if it is deleted with a read-only key", async () => {
    const done = await first({ status: "ack" });
    await client.signIn("sandbox-readonly");
    const reply = await client.post("result-delete", { "proc-id": done.procId });
    assert.deepEqual([reply.http, reply.code], [403, 2202]);
    assert.equal((await list({ procid: done.procId })).length, 1);
    await client.signIn("sandbox-modify-only");
    assert.equal((await client.post("result-delete", { "proc-id": done.procId })).code, 0);
  });

  it("finishes what was in progress at the start, one way or the other", async () => {
    const waiting = (await list({ status: "?" })).filter((row) => row[3] !== "domain-transfer-in-reseller");
    client.control.advance(HOUR);
    const outcomes = await Promise.all(waiting.map((row) => column(5, { procid: row[2] ?? "" })));
    assert.deepEqual(outcomes.flat().toSorted(), ["ack", "nack"]);
  });
});

function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, "");
}
