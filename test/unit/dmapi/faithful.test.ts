import assert from "node:assert/strict";
import fc from "fast-check";
import { queryRequestNames, queryVersion } from "../../../src/dmapi/version";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { DmapiError } from "../../../src/dmapi/errors";
import { parseOrders } from "../../../src/dmapi/order-block";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { countOrders, queryOrderFile, queryOrders } from "../../../src/dmapi/orders";
import { countResults, deleteResult, listResults, retrieveResult } from "../../../src/dmapi/results";
import type { Call } from "../../../src/dmapi/session";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../src/dmapi/transfers";
import { createFakeCall } from "./fake-call";
import { startSandboxSession, type SandboxSession } from "./client";
import { encode, okReply } from "./fake-transport";
import { NOW } from "./fake-order-server";
import { collectAll } from "./pagination-helpers";

/** Any text without tabs and line ends, the odd white space and a byte order mark more often than by chance. */
const field = fc
  .array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(" ", "\ufeff", "\u2028", "\u0085", "\0", ":", ",", "?")),
  )
  .map((parts) => parts.join("").replace(/[\t\r\n]/g, ""));
const amount = fc.tuple(fc.bigInt(-(10n ** 10n), 10n ** 10n), fc.integer({ min: 0, max: 99 }));

describe("Round trip of arbitrary data from sandbox to client:", () => {
  let client: SandboxSession;
  before(async () => {
    client = await startSandboxSession({ orders: 50, quirks: ["pending-only"] });
  });
  after(() => client.close());

  it("orders", async () => {
    const draft = fc.record({ type: field, status: field, currency: field, identifier: field, amount });
    const property = fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 8 }), async (drafts) => {
      const written = drafts.map(({ amount: [whole, cents], ...rest }) => {
        const text = `${whole}.${String(cents).padStart(2, "0")}`;
        return { ...rest, amount: text, id: client.control.addOrder({ ...rest, amount: text }) };
      });
      const block = await queryOrders(client.call, { orderIdAfter: `${written[0]?.id}`, showAll: true, asc: true });
      const read = parseOrders(block);
      assert.deepEqual(
        read.map(({ orderId, type, status, identifier }) => ({ orderId, type, status, identifier })),
        written.map(({ id, type, status, identifier }) => ({ orderId: `${id}`, type, status, identifier })),
      );
      written.forEach(({ amount: text, currency }, index) => {
        const isZero = /^-?0+\.00$/.test(text);
        assert.equal(read[index]?.amountNetto, isZero ? "0" : text);
        assert.equal(read[index].currency, isZero ? "" : currency);
      });
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("states of transfers, in the list and alone", async () => {
    const [domain = ""] = client.control.getSnapshot().transfers.map(({ domain }) => domain);
    const property = fc.asyncProperty(
      field.filter((state) => state !== ""),
      async (state) => {
        client.control.setTransfer(domain, state);
        const [first] = await listTransfers(client.call);
        assert.equal(first?.state, state);
        const shown = new Map(await showTransfer(client.call, domain));
        assert.equal(shown.get("status"), state.replace(/^ +| +$/g, ""));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("transaction ids", async () => {
    const [domain = ""] = client.control.getSnapshot().transfers.map(({ domain }) => domain);
    const clTrIds = field.map((text) => text.replace(/\s/g, "")).filter((text) => text !== "" && !/[*?]/.test(text));
    const property = fc.asyncProperty(clTrIds, async (clTrId) => {
      client.control.setTransfer(domain, "FOA_BEEN_SENT");
      await client.call("domain-transfer-control", { action: "resend-foa", domain, cltrid: clTrId });
      const [found] = await listResults(client.call, { clTrId, limit: 1 });
      assert.equal(found?.clTrId, clTrId);
      assert.equal(found.object, domain);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

describe("Any bytes as a reply", () => {
  const requests: Record<string, (call: Call) => Promise<unknown>> = {
    queryBalance,
    queryProfile,
    queryVersion,
    queryRequestNames,
    listTransfers,
    showTransfer: (call) => showTransfer(call, "a.example"),
    resendFoa: (call) => resendFoa(call, "a.example"),
    cancelTransfer: (call) => cancelTransfer(call, "a.example"),
    listResults: (call) => listResults(call, {}),
    countResults: (call) => countResults(call, {}),
    retrieveResult: (call) => retrieveResult(call, { procId: "1" }),
    deleteResult: (call) => deleteResult(call, { procId: "1" }),
    queryOrders: async (call) => parseOrders(await queryOrders(call, {})),
    countOrders: (call) => countOrders(call, {}),
    queryOrderFile: (call) => queryOrderFile(call, {}),
    "walkOrders by days": (call) =>
      collectAll(paginateOrders(call, { after: "2026-01-01", before: "2026-05-01" }, { now: NOW })),
    "walkOrders by ids": (call) => collectAll(paginateOrders(call, { orderIdAfter: "1" }, { now: NOW })),
  };
  const wordy = fc.constantFrom(
    ...["Status-Code: 0\n", "\n", "\t", " ", "Columns: order_id,x\n", "Separator: pipe\n", "Row-Count: 3\n", "12\t"],
    ...["Records: 5\n", "Auth-Sid: a\n", "Error: no\n", "a: b\n", "1\t2\t3\n", "20240101 a b c d e\n", "\r\n", "1.5\t"],
    ...[6, 9, 12, 14].flatMap((digits) => [`Row-Count: 1${"0".repeat(digits)}\n`, `Records: 1${"0".repeat(digits)}\n`]),
  );
  const noise = fc.uint8Array({ maxLength: 200 });
  const block = fc.tuple(fc.array(wordy, { maxLength: 12 }), noise).map(([words, rest]) => {
    return Buffer.concat([encode(okReply(words.join(""), "")), rest]);
  });
  const headers = fc.array(wordy, { maxLength: 8 }).map((words) => encode(`Status-Code: 1000\n${words.join("")}`));
  const anything = fc.oneof(
    noise,
    block,
    headers,
    fc.array(wordy).map((words) => encode(words.join(""))),
  );

  for (const [name, request] of Object.entries(requests)) {
    it(`to ${name} end in a value or a DmapiError`, async () => {
      const property = fc.asyncProperty(anything, async (reply) => {
        try {
          await request(createFakeCall(reply).call);
        } catch (error) {
          assert(error instanceof DmapiError, String(error));
        }
      });
      await fc.assert(property, { numRuns: 300 });
    });
  }
});
