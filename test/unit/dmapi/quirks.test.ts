import assert from "node:assert/strict";
import fc from "fast-check";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { findField, normalizeWord, type Order, type Result, type Transfer } from "../../../src/dmapi/model";
import { parseOrders } from "../../../src/dmapi/order-block";
import { countOrders, queryOrders } from "../../../src/dmapi/orders";
import { ResultLister } from "../../../src/dmapi/result-lister";
import { countResults, deleteResult, listResults, retrieveResult } from "../../../src/dmapi/results";
import type { Call } from "../../../src/dmapi/session";
import { listTransfers, showTransfer } from "../../../src/dmapi/transfers";
import { pickRandomQuirks, quirkNames, type QuirkName } from "../../../src/sandbox/server";
import { quirkDefinitions } from "../../../src/sandbox/quirks";
import { computeOrderTotals } from "../../../src/state/order-totals";
import { isErrorWith } from "./fake-call";
import { startSandboxSession, type SandboxSession } from "./client";

const span = { after: "2026-03-01", before: "2026-05-20" };

/** Facts of a result that no quirk changes; six columns have no object, and a time is compared by its digits. */
function factsOfResult({ timeStamp, svTrId, procId, requestType, status, clTrId, isUnreadable }: Result) {
  return [timeStamp.replace(/\D/g, ""), svTrId, procId, requestType, status, clTrId, isUnreadable ?? false];
}

function factsOfOrder(order: Order) {
  const { orderId, procId, createdAt, amountBrutto, amountNetto, currency, identifier } = order;
  return [
    ...[orderId, procId, createdAt, amountBrutto, amountNetto, currency, identifier],
    ...[normalizeWord(order.status), normalizeWord(order.type)],
  ];
}

function factsOfTransfer({ domain, state, ownerEmail, adminEmail, isUnreadable }: Transfer) {
  return [domain, state, ownerEmail, adminEmail, isUnreadable ?? false];
}

/** Everything the client reads, as it is without any quirk. */
async function readAll(call: Call) {
  const results = await new ResultLister(call).list({ period: 90 });
  const orders = parseOrders(await queryOrders(call, { ...span, perPage: 300 }));
  const transfers = await listTransfers(call);
  const [first] = transfers;
  const shown = await showTransfer(call, first?.domain ?? "");
  return {
    results: results.map(factsOfResult),
    objects: results.map(({ object }) => object),
    orders: orders.map(factsOfOrder).sort((a, b) => Number(b[0]) - Number(a[0])),
    totals: computeOrderTotals(orders),
    transfers: transfers.map(factsOfTransfer),
    shown: [findField(shown, "domain"), findField(shown, "status") ?? findField(shown, "state")],
    balance: await queryBalance(call),
    counts: [await countResults(call, { status: "nack" }), await countOrders(call, span)],
    customer: findField(await queryProfile(call), "customer-id"),
  };
}

describe("Every variant of DMAPI's replies", () => {
  let sandbox: SandboxSession;
  let plain: Awaited<ReturnType<typeof readAll>>;

  before("read everything without any", async () => {
    sandbox = await startSandboxSession({ orders: 300, seed: 7 });
    plain = await readAll(sandbox.call);
    assert(plain.results.length > 10 && plain.orders.length > 20 && plain.transfers.length > 5);
  });
  afterEach("take the quirks back", () => sandbox.control.setQuirks([]));
  after("end the sandbox", () => sandbox.close());

  async function agrees(quirks: readonly QuirkName[]): Promise<void> {
    sandbox.control.setQuirks(quirks);
    sandbox.control.killSessions();
    const read = await readAll(sandbox.call);
    const hasObjects = !quirks.includes("result-columns-six");
    assert.deepEqual(read, { ...plain, objects: hasObjects ? plain.objects : plain.objects.map(() => "") });
  }

  for (const name of quirkNames.filter((quirk) => quirkDefinitions[quirk].isRefusal !== true))
    it(`${name}: client and sandbox agree on every field`, () => agrees([name]));

  it("redirect and session-limit are refused, and the next good reply heals", async () => {
    sandbox.control.setQuirks(["redirect"]);
    await assert.rejects(listTransfers(sandbox.call), isErrorWith("http"));
    sandbox.control.setQuirks([]);
    assert.equal((await listTransfers(sandbox.call)).length, plain.transfers.length);
  });

  it("and any mix of them: they agree, and no mix ends in a wrong id", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await agrees(pickRandomQuirks(seed));
        const [newest] = await listResults(sandbox.call, { status: "ack", limit: 1 });
        const content = await retrieveResult(sandbox.call, { procId: newest?.procId ?? "" });
        const object = findField(content.fields, "Object-Name");
        if (newest?.object) assert.equal(object, newest.object);
      }),
      { numRuns: 40 },
    );
  });

  it("and any mix of them: what is deleted is what was meant", async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const other = await startSandboxSession({ orders: 10, seed, quirks: pickRandomQuirks(seed) });
      const [meant, ...others] = await listResults(other.call, { status: "ack" });
      if (!meant) assert.fail("no finished result");
      await deleteResult(other.call, { procId: meant.procId, svTrId: meant.svTrId });
      const left = await listResults(other.call, { status: "ack" });
      assert.deepEqual(left.map(factsOfResult), others.map(factsOfResult));
      await other.close();
    }
  });
});
