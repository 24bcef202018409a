import assert from "node:assert/strict";
import {
  parseRenewalHistory,
  RenewalCollector,
  serializeRenewalHistory,
  type RenewalHistory,
} from "../../../src/state/renewal-history";

const span = { after: "2025-11-29", before: "2026-11-29" };

type Row = readonly [createdAt: string, identifier: string, amount: string, currency?: string];

/** Charged renewals. */
async function collect(rows: readonly Row[]): Promise<RenewalHistory> {
  const collector = new RenewalCollector();
  for (const [createdAt, identifier, amountBrutto, currency = "EUR"] of rows)
    collector.add({ createdAt, identifier, amountBrutto, currency, status: "ok", type: "renew" });
  return collector.toHistory(span);
}

describe("the history of renewals", () => {
  it("has exact sums by day and currency, the oldest day first", async () => {
    const history = await collect([
      ["2026-03-02 10:00:00", "c.com", "0.20"],
      ["2026-03-02 09:00:00", "d.com", "0.1"],
      ["2026-03-02 08:00:00", "e.com", "7.00", "USD"],
      ["2025-12-24 23:59:59", "a.com", "11.90"],
    ]);
    assert.deepEqual(history, {
      span,
      days: [
        { day: "2025-12-24", currency: "EUR", amount: "11.90", renewals: 1 },
        { day: "2026-03-02", currency: "EUR", amount: "0.30", renewals: 2 },
        { day: "2026-03-02", currency: "USD", amount: "7.00", renewals: 1 },
      ],
      unreadableDays: [],
    });
  });

  it("has no other orders, none that were not charged, none without a price and none of other days", async () => {
    const collector = new RenewalCollector();
    const order = { createdAt: "2026-03-02", identifier: "a.com", amountBrutto: "5", currency: "EUR" };
    for (const [status, type] of [
      ["ok", "transfer"],
      ["ok", "credit-increase"],
      ["error", "renew"],
      ["pending", "renew"],
    ] as const)
      collector.add({ ...order, status, type });
    collector.add({ ...order, status: "ok", type: "renew", amountBrutto: "0.00" });
    for (const createdAt of ["2025-11-28 23:59:59", "2026-11-30 00:00:00"])
      collector.add({ ...order, createdAt, status: "ok", type: "renew" });
    assert.deepEqual((await collector.toHistory(span)).days, []);
  });

  it("deducts a refund from the renewal of the same domain that it follows, on the day of that renewal", async () => {
    const history = await collect([
      ["2026-02-10 12:00:00", "a.com", "-10.00"],
      ["2026-02-05 12:00:00", "A.com", "10.00"],
      ["2026-02-05 13:00:00", "b.com", "9.00"],
      ["2026-02-06 13:00:00", "b.com", "-4.50"],
      ["2026-02-01 12:00:00", "c.com", "-3.00"],
      ["2026-02-20 12:00:00", "c.com", "3.00"],
    ]);
    assert.deepEqual(history.days, [
      { day: "2026-02-05", currency: "EUR", amount: "4.50", renewals: 1 },
      { day: "2026-02-20", currency: "EUR", amount: "3.00", renewals: 1 },
    ]);
  });

  it("does not deduct a refund in another currency", async () => {
    const history = await collect([
      ["2026-02-05 12:00:00", "a.com", "10.00"],
      ["2026-02-10 12:00:00", "a.com", "-10.00", "USD"],
    ]);
    assert.deepEqual(history.days, [{ day: "2026-02-05", currency: "EUR", amount: "10.00", renewals: 1 }]);
  });

  it("names the days with amounts that cannot be read", async () => {
    const history = await collect([
      ["2026-02-05 12:00:00", "a.com", "10,00 EUR"],
      ["yesterday", "b.com", "10.00"],
    ]);
    assert.deepEqual(history.days, []);
    assert.deepEqual(history.unreadableDays, ["", "2026-02-05"]);
  });

  it("is the same after it was stored, without domains", async () => {
    const history = await collect([
      ["2026-02-05 12:00:00", "a.com", "10.00"],
      ["2026-02-06 12:00:00", "b.com", "?"],
    ]);
    const stored = JSON.stringify(serializeRenewalHistory(history));
    assert.doesNotMatch(stored, /a\.com/);
    assert.deepEqual(parseRenewalHistory(JSON.parse(stored)), history);
  });

  it("is not read from anything else", async () => {
    const stored = serializeRenewalHistory(await collect([["2026-02-05", "a.com", "1.00"]]));
    for (const other of [
      undefined,
      null,
      [],
      "text",
      { ...stored, version: 2 },
      { ...stored, days: [["2026-02-05", "EUR", "1e3", 1]] },
      { ...stored, days: [["today", "EUR", "1", 1]] },
      { ...stored, after: undefined },
    ])
      assert.equal(parseRenewalHistory(other), undefined);
  });
});
