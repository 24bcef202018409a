import assert from "node:assert/strict";
import { countResults, deleteResult, listResults, retrieveResult } from "../../../../src/dmapi/results";
import { isErrorWith } from "../fake-call";
import type { Rule } from "./rule-fixture";

const list = "result-list";
const day = 86_400_000;
const one = { says: "One of these must be specified. If both are specified, SvTrId has precedence" };

/** Sentences of "Account and Handling" about the answers to asynchronous requests. */
export const resultRules: readonly Rule[] = [
  {
    says: "pending get results of requests still in progress",
    client: async ({ call, sentRequests: sent }) => {
      const results = await listResults(call, { pending: true });
      assert.equal(sent.at(-1)?.form["pending"], "1");
      assert(results.length > 0 && results.every(({ status }) => status === "pending"));
    },
    sandbox: async ({ column }) => assert.deepEqual(new Set(await column(list, 5, { pending: 1 })), new Set(["?"])),
  },
  {
    says: "showall get all results incl. deletes using result-delete",
    client: async ({ call }) => {
      const [done] = await listResults(call, { status: "ack" });
      await deleteResult(call, done!);
      assert.deepEqual(await listResults(call, { procId: done!.procId }), []);
      assert.equal((await listResults(call, { procId: done!.procId, showAll: true })).length, 1);
    },
  },
  {
    says: "period get results for specifed period of days (default: 90)",
    client: async ({ call, sentRequests: sent }) => {
      await listResults(call, { period: 7 });
      assert.equal(sent.at(-1)?.form["period"], "7");
      await assert.rejects(listResults(call, { period: 0 }), isErrorWith("invalid", /period/));
    },
    sandbox: async ({ column, sandboxClient: client, control }) => {
      assert.deepEqual(await column(list, 2), await column(list, 2, { period: 90 }));
      assert((await column(list, 2, { period: 10 })).length < (await column(list, 2)).length);
      control.advance(91 * day);
      await client.signIn("sandbox-full");
      assert.deepEqual(await column(list, 2, { status: "nack", rtype: "host-*" }), []);
    },
  },
  {
    says: `date get results received on (or before) specified date. When date is specified, parameter "period" will be applied to this date (instead of today) and defaults to 1`,
    client: async ({ call }) => {
      const [newest] = await listResults(call, {});
      const date = newest!.timeStamp.replace(/^(\d{4})(\d\d)(\d\d).*/, "$1-$2-$3");
      const day = newest!.timeStamp.slice(0, 8);
      const found = await listResults(call, { date });
      assert(found.length > 0 && found.every(({ timeStamp }) => timeStamp.startsWith(day)));
      await assert.rejects(listResults(call, { date: "2026-02-29" }), isErrorWith("invalid", /date/));
    },
    sandbox: async ({ column }) => {
      const days = (await column(list, 0)).map((time) => time.slice(0, 8));
      const last = days.at(-1) ?? "";
      const date = `${last.slice(0, 4)}-${last.slice(4, 6)}-${last.slice(6)}`;
      assert.deepEqual(
        (await column(list, 0, { date })).map((time) => time.slice(0, 8)),
        days.filter((each) => each === last),
      );
      assert.equal((await column(list, 0, { date: "2026-05-20", period: 200 })).length, days.length);
    },
  },
  {
    says: "offset start dispalying results from specified position",
    client: async ({ call }) => {
      const all = await listResults(call, {});
      assert.deepEqual(await listResults(call, { offset: 3 }), all.slice(3));
      await assert.rejects(listResults(call, { offset: -1 }), isErrorWith("invalid", /offset/));
    },
    sandbox: async ({ column }) =>
      assert.deepEqual(await column(list, 2, { offset: 2 }), (await column(list, 2)).slice(2)),
  },
  {
    says: "limit only get number of results specified by limit",
    client: async ({ call }) => {
      assert.equal((await listResults(call, { limit: 4 })).length, 4);
      await assert.rejects(listResults(call, { limit: 0 }), isErrorWith("invalid", /limit/));
    },
    sandbox: async ({ column }) =>
      assert.deepEqual(await column(list, 2, { limit: 3 }), (await column(list, 2)).slice(0, 3)),
  },
  {
    says: "status get results having specified status (ack/nack/?)",
    client: async ({ call, sentRequests: sent }) => {
      for (const status of ["ack", "nack", "pending"] as const) {
        const results = await listResults(call, { status });
        assert(results.length > 0 && results.every((result) => result.status === status));
      }
      assert.equal(sent.at(-1)?.form["status"], "?");
    },
    sandbox: async ({ column, sandboxClient: client }) => {
      for (const status of ["ack", "nack", "?"])
        assert.deepEqual([...new Set(await column(list, 5, { status }))], [status]);
      assert.equal((await client.post(list, { status: "done" })).code, 2005);
    },
  },
  {
    says: `when set to 1, only count number of records and return single line in format "Records: N"`,
    client: async ({ call, sentRequests: sent }) => {
      const count = await countResults(call, { status: "nack" });
      assert.equal(sent.at(-1)?.form["count-only"], "1");
      assert.equal(count, (await listResults(call, { status: "nack" })).length);
    },
    sandbox: async ({ sandboxClient: client, column }) => {
      const count = (await column(list, 0)).length;
      assert.equal((await client.post(list, { "count-only": 1 })).body, `Records: ${count}\n`);
    },
  },
  {
    says: `All following filters may use patterns ("*" and "?")`,
    client: async ({ call }) => {
      const [one] = await listResults(call, { clTrId: "ref-*" });
      const { procId, svTrId, clTrId, requestType } = one!;
      const patterns = { procId: procId.replace(/.$/, "?"), svTrId: `${svTrId.slice(0, 20)}*`, clTrId, requestType };
      const found = await listResults(call, { ...patterns, object: "*?*" });
      assert(found.some((result) => result.procId === procId));
    },
    sandbox: async ({ column }) => {
      const all = await column(list, 4);
      assert.deepEqual(
        await column(list, 4, { objid: "*.com" }),
        all.filter((object) => object.endsWith(".com")),
      );
      assert.deepEqual(await column(list, 3, { rtype: "host-c?eate" }), ["host-create"]);
    },
  },
  {
    says: "List of answers from joker.com (one per line): TimeStamp SvTrId Proc-ID request-type status ClTrId",
    client: async ({ call, sandboxClient: client }) => {
      const { lines } = await client.post(list);
      const read = await listResults(call, {});
      assert.deepEqual(
        read.map(({ fields }) => [...fields.values()].join(" ")),
        lines,
      );
    },
  },
  {
    says: "TimeStamp: The time when request was made, YYYYMMDDHHMMSS",
    sandbox: async ({ column }) => {
      const times = await column(list, 0);
      assert(times.length > 0 && times.every((time) => /^2026\d{10}$/.test(time)));
    },
  },
  {
    says: "status: ack, nack or ?, where ack means that request was completed successfully.",
    client: async ({ call, control }) => {
      const [domain = ""] = control.getSnapshot().transfers.map((transfer) => transfer.domain);
      control.setTransfer(domain, "FOA_BEEN_SENT");
      await call("domain-transfer-control", { action: "resend-foa", domain });
      assert.equal((await listResults(call, { limit: 1 }))[0]?.status, "pending");
      control.advance(10_000);
      assert.equal((await listResults(call, { limit: 1 }))[0]?.status, "ack");
    },
  },
  {
    says: `ClTrId: User specified transaction ID, or "-" if nothing was provided by the user`,
    client: async ({ call }) => assert((await listResults(call, { clTrId: "-" })).length > 0),
    sandbox: async ({ column }) => {
      const ids = await column(list, 6);
      assert(ids.length > 0 && ids.every((id) => id === "-" || id.startsWith("ref-")));
    },
  },
  {
    ...one,
    client: async ({ call, sentRequests: sent }) => {
      await assert.rejects(retrieveResult(call, {}), isErrorWith("invalid", /Proc-ID/));
      const [first, second] = await listResults(call, { status: "ack" });
      const { fields } = await retrieveResult(call, { procId: first!.procId, svTrId: second!.svTrId });
      assert.deepEqual([sent.at(-1)?.form["Proc-ID"], sent.at(-1)?.form["SvTrID"]], [first!.procId, second!.svTrId]);
      assert.equal(new Map(fields).get("SvTrId") ?? second!.svTrId, second!.svTrId);
    },
    sandbox: async ({ sandboxClient: client, rows }) => {
      for (const name of ["result-retrieve", "result-delete"]) assert.equal((await client.post(name)).code, 2003);
      const [first, second] = await rows(list, { rtype: "domain-*", status: "ack" });
      const both = await client.post("result-retrieve", { "proc-id": first?.[2] ?? "", svtrid: second?.[1] ?? "" });
      assert.match(both.body, new RegExp(`^SvTrId: ${second?.[1] ?? ""}$`, "m"));
    },
  },
  {
    says: "it is not possible to use them to retrieve specific results",
    sandbox: async ({ sandboxClient: client }) => {
      const sent = await client.post("domain-transfer-control", {
        action: "resend-foa",
        domain: "acme-widgets.com",
        cltrid: "mine-1",
      });
      assert.equal(sent.code, 1000);
      const listed = await client.post(list, { cltrid: "mine-1" });
      assert.equal(listed.lines.length, 1);
      assert.equal((await client.post("result-retrieve", { cltrid: "mine-1" })).code, 2003);
    },
  },
  {
    says: "If detailed information (content) is not available, only status will be returned",
    client: async ({ call }) => {
      const [waiting] = await listResults(call, { pending: true });
      const { fields, text } = await retrieveResult(call, waiting!);
      assert.deepEqual([fields, text], [[["Completion-Status", "?"]], ""]);
    },
  },
  {
    says: "A descriptive message (confirmation) in case of success.",
    sandbox: async ({ sandboxClient: client, rows }) => {
      const [first] = await rows(list, { status: "ack" });
      assert.match((await client.post("result-delete", { "proc-id": first?.[2] ?? "" })).body, /was deleted/);
    },
  },
  {
    says: "This request will delete the content (not the status) of a reply to an asynchronous request.",
    client: async ({ call, sentRequests: sent }) => {
      const [failed] = await listResults(call, { status: "nack" });
      await deleteResult(call, failed!);
      assert.equal(sent.filter(({ name }) => name === "result-delete").length, 1);
      assert.deepEqual((await retrieveResult(call, failed!)).fields, [["Completion-Status", "nack"]]);
    },
  },
  {
    says: "Deleted results will not be listed anymore when using result-list",
    sandbox: async ({ sandboxClient: client, column }) => {
      const [procId = ""] = await column(list, 2, { status: "ack" });
      await client.post("result-delete", { "proc-id": procId });
      assert.deepEqual(await column(list, 2, { procid: procId }), []);
    },
  },
];
