import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, countDays } from "../../../src/dmapi/days";
import {
  computeForecast,
  hasSharedReserve,
  type ForecastInput,
  type PendingOrder,
} from "../../../src/state/balance-forecast";
import type { RenewalHistory } from "../../../src/state/renewal-history";
import type { Transfer } from "../../../src/dmapi/model";

const today = "2026-11-29";

/** Renewals of the year before `today` as `[day, amount, currency]`, one each. */
function historyOf(days: readonly (readonly [day: string, amount: string, currency?: string])[]): RenewalHistory {
  return {
    span: { after: "2025-11-29", before: "2026-11-29" },
    days: days.map(([day, amount, currency = "EUR"]) => ({ day, currency, amount, renewals: 1 })),
    unreadableDays: [],
  };
}

function forecast(input: Partial<ForecastInput> = {}) {
  return computeForecast({
    balance: { available: "100.00", pending: "0.00", total: "100.00", currency: "EUR" },
    pendingOrders: [],
    transfers: [],
    renewals: historyOf([]),
    today,
    lowThreshold: 0,
    ...input,
  });
}

function pendingOrder(amountBrutto: string, others: Partial<PendingOrder> = {}): PendingOrder {
  return { type: "transfer", identifier: "example.com", amountBrutto, currency: "EUR", ...others };
}

function transfer(state: string, domain = "example.com"): Transfer {
  return { domain, state, ownerEmail: "", adminEmail: "", fields: new Map() };
}

describe("the forecast of the balance", () => {
  it("takes the renewals of the same days one year ago as an estimate, and sums them exactly", () => {
    const { estimate, lastDayAmount, lastYear, span } = forecast({
      renewals: historyOf([
        ["2025-11-29", "40.00"],
        ["2025-11-30", "10.10"],
        ["2025-12-15", "20.20"],
        ["2025-12-29", "0.30"],
        ["2025-12-30", "50.00"],
      ]),
    });
    assert.deepEqual(span, { after: "2026-11-30", before: "2026-12-29" });
    assert.deepEqual(estimate, {
      kind: "estimate",
      basis: { after: "2025-11-30", before: "2025-12-29" },
      renewals: 3,
      amount: "30.60",
      otherCurrencies: [],
    });
    assert.equal(lastDayAmount, "69.40");
    assert.deepEqual(lastYear, { renewals: 5, amount: "120.60", otherCurrencies: [] });
  });

  it("covers 30 days, however long the months are, with and without a leap day", () => {
    for (const [day, after, before, length] of [
      ["2027-01-31", "2026-02-01", "2026-03-02", 30],
      ["2027-03-31", "2026-04-01", "2026-04-30", 30],
      ["2027-07-31", "2026-08-01", "2026-08-30", 30],
      ["2026-12-31", "2026-01-01", "2026-01-30", 30],
      // The leap day has no renewals one year before.
      ["2028-02-28", "2027-03-01", "2027-03-29", 29],
      // The renewals of the leap day are expected on February 28.
      ["2029-02-10", "2028-02-11", "2028-03-12", 31],
      ["2029-01-29", "2028-01-30", "2028-02-29", 31],
    ] as const) {
      const { span, estimate } = forecast({ today: day });
      assert.equal(countDays(span), 30);
      assert.deepEqual(estimate.basis, { after, before }, day);
      assert.equal(countDays(estimate.basis), length, day);
    }
  });

  it("expects each renewal on a day of the forecast, and each in one forecast alone of two that follow one another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (offset) => {
        const day = addDays("2024-01-01", offset);
        const { estimate, span } = forecast({ today: day });
        const next = forecast({ today: span.before });
        assert.equal(next.estimate.basis.after, addDays(estimate.basis.before, 1), day);
      }),
    );
  });

  it("says on which day the available amount falls below the threshold", () => {
    const renewals = historyOf([
      ["2025-12-01", "30.00"],
      ["2025-12-10", "30.00"],
      ["2025-12-20", "30.00"],
    ]);
    const thresholdOf = (lowThreshold: number) => forecast({ renewals, lowThreshold }).threshold;
    assert.deepEqual(thresholdOf(100.01), { kind: "now" });
    assert.deepEqual(thresholdOf(100), { kind: "day", day: "2026-12-01" });
    assert.deepEqual(thresholdOf(70), { kind: "day", day: "2026-12-10" });
    assert.deepEqual(thresholdOf(40.01), { kind: "day", day: "2026-12-10" });
    assert.deepEqual(thresholdOf(40), { kind: "day", day: "2026-12-20" });
    assert.deepEqual(thresholdOf(10), { kind: "later" });
    assert.deepEqual(thresholdOf(0), { kind: "later" });
  });

  it("says how many amounts it leaves out: in other currencies, unreadable, and of transfers without a price", () => {
    assert.deepEqual(forecast().leftOut, { transfers: 0, otherCurrencies: 0, unreadable: 0 });
    const { leftOut } = forecast({
      pendingOrders: [
        pendingOrder("5.00", { currency: "USD", identifier: "ordered.example" }),
        pendingOrder("0.00", { currency: "" }),
        pendingOrder("-5.00", { currency: "USD" }),
        pendingOrder("7.00"),
        pendingOrder("1,00"),
      ],
      transfers: [
        transfer("IN_DB", "a.example"),
        transfer("PAYMENT_PREPARED", "ordered.example"),
        transfer("PAYMENT_ACQUIRED", "b.example"),
        transfer("AWAITING_MOON", "c.example"),
      ],
      renewals: historyOf([
        ["2025-12-01", "30.00", "USD"],
        ["2025-12-02", "30.00"],
        ["2025-12-30", "30.00", "USD"],
      ]),
    });
    assert.deepEqual(leftOut, { transfers: 2, otherCurrencies: 2, unreadable: 1 });
  });

  it("expects the renewals of a leap day on February 28", () => {
    const renewals = { ...historyOf([["2028-02-29", "60.00"]]), span: { after: "2028-02-10", before: "2029-02-10" } };
    const { threshold } = forecast({ today: "2029-02-10", renewals, lowThreshold: 50 });
    assert.deepEqual(threshold, { kind: "day", day: "2029-02-28" });
  });

  it("deducts pending orders only as far as they exceed the reserved amount", () => {
    const of = (pending: string, lowThreshold = 0) =>
      forecast({
        balance: { available: "100.00", pending, total: "100.00", currency: "EUR" },
        pendingOrders: [pendingOrder("20.00"), pendingOrder("15.5")],
        renewals: historyOf([["2025-12-01", "10.00"]]),
        lowThreshold,
      });
    assert.deepEqual(of("5.00").pendingCharges, {
      orders: 2,
      amount: "35.50",
      otherCurrencies: [],
      unreadable: 0,
      notReserved: "30.50",
    });
    assert.equal(of("5.00").lastDayAmount, "59.50");
    assert.equal(of("35.50").pendingCharges?.notReserved, "0.00");
    assert.equal(of("40.00").pendingCharges?.notReserved, "0");
    assert.equal(of("40.00").lastDayAmount, "90.00");
    assert.deepEqual(of("5.00", 70).threshold, { kind: "pending-orders" });
    assert.deepEqual(of("40.00", 70).threshold, { kind: "later" });
  });

  it("counts neither pending top-ups nor pending refunds, and names orders whose amount it cannot read", () => {
    const { pendingCharges } = forecast({
      pendingOrders: [
        pendingOrder("-500.00", { type: "credit-increase" }),
        pendingOrder("500.00", { type: "CREDIT_INCREASE" }),
        pendingOrder("-12.00", { type: "renew" }),
        pendingOrder("7,00"),
        pendingOrder("8.00"),
      ],
    });
    assert.deepEqual(pendingCharges, {
      orders: 1,
      amount: "8.00",
      otherCurrencies: [],
      unreadable: 1,
      notReserved: "8.00",
    });
  });

  it("lists other currencies apart, and adds them to nothing", () => {
    const { pendingCharges, estimate, lastDayAmount, threshold } = forecast({
      pendingOrders: [pendingOrder("5.00"), pendingOrder("900.00", { currency: "USD" })],
      renewals: historyOf([
        ["2025-12-01", "10.00"],
        ["2025-12-01", "800.00", "USD"],
        ["2025-12-02", "700.00", "CHF"],
      ]),
    });
    assert.deepEqual(pendingCharges?.otherCurrencies, [{ currency: "USD", amount: "900.00" }]);
    assert(estimate.kind === "estimate");
    assert.equal(estimate.renewals, 3);
    assert.equal(estimate.amount, "10.00");
    assert.deepEqual(estimate.otherCurrencies, [
      { currency: "CHF", amount: "700.00" },
      { currency: "USD", amount: "800.00" },
    ]);
    assert.equal(lastDayAmount, "85.00");
    assert.deepEqual(threshold, { kind: "later" });
  });

  it("estimates nothing without renewals in these days, such as with less than a year of history", () => {
    for (const days of [[], [["2026-06-01", "99.00"]]] as const) {
      const { estimate, lastDayAmount, threshold } = forecast({ renewals: historyOf(days) });
      assert.equal(estimate.kind, "no-renewals");
      assert.equal(lastDayAmount, undefined);
      assert.deepEqual(threshold, { kind: "unknown" });
    }
    assert.deepEqual(forecast({ lowThreshold: 101 }).threshold, { kind: "now" });
  });

  it("estimates nothing where the amount of a renewal in these days, or the day of one, cannot be read", () => {
    const renewals = historyOf([["2025-12-01", "10.00"]]);
    for (const [day, kind] of [
      ["2025-12-05", "unreadable-amounts"],
      ["", "unreadable-amounts"],
      ["2026-06-01", "estimate"],
    ] as const)
      assert.equal(forecast({ renewals: { ...renewals, unreadableDays: [day] } }).estimate.kind, kind);
  });

  it("says that transfers share the reserved amount unless each of them has a pending order", () => {
    const isShared = (change: Partial<ForecastInput>) => hasSharedReserve(forecast(change));
    const balance = { available: "100.00", pending: "25.00", total: "125.00", currency: "EUR" };
    const transfers = [transfer("FOA_BEEN_SENT", "a.com")];
    const pendingOrders = [pendingOrder("30.00", { type: "renew" })];
    assert.equal(isShared({ balance, transfers, pendingOrders }), true);
    const ordered = pendingOrder("9.00", { identifier: "a.com", type: "transfer" });
    assert.equal(isShared({ balance, transfers, pendingOrders: [...pendingOrders, ordered] }), false);
    assert.equal(isShared({ balance, transfers, pendingOrders: [] }), false);
    assert.equal(isShared({ balance, transfers: [], pendingOrders }), false);
    assert.equal(isShared({ balance: { ...balance, pending: "0.00" }, transfers, pendingOrders }), false);
  });

  it("says what is not loaded", () => {
    const nothing = forecast({ pendingOrders: undefined, transfers: undefined, renewals: undefined });
    assert.equal(nothing.pendingCharges, undefined);
    assert.equal(nothing.transfers, undefined);
    assert.equal(nothing.lastYear, undefined);
    assert.equal(nothing.estimate.kind, "not-loaded");
    assert.equal(nothing.lastDayAmount, undefined);
    assert.deepEqual(nothing.threshold, { kind: "unknown" });
    const old = { ...historyOf([["2025-12-01", "10.00"]]), span: { after: "2025-12-01", before: "2026-11-29" } };
    assert.equal(forecast({ renewals: old }).estimate.kind, "not-loaded");
  });

  it("counts running transfers by what is known about their payment", () => {
    const { transfers } = forecast({
      pendingOrders: [pendingOrder("9.00", { identifier: "Ordered.com" })],
      transfers: [
        transfer("IN_DB", "ordered.com"),
        transfer("PAYMENT_PREPARED"),
        transfer("FOA_BEEN_SENT"),
        transfer("REGISTRY_REQUEST_RECEIVED_NOW_WAITING"),
        transfer("FOA_NACK"),
        transfer("PAYMENT_COMMITTED"),
        transfer("REGISTRY_ON_HOLIDAY"),
        { ...transfer("IN_DB"), isUnreadable: true },
      ],
    });
    assert.deepEqual(transfers, { reserved: 2, reservedWithoutOrder: 2, ordered: 1, unknownPrice: 1, unknownState: 2 });
  });

  it("keeps amounts exact that no floating-point number holds", () => {
    const { lastDayAmount } = forecast({
      balance: { available: "90071992547409.93", pending: "0", total: "90071992547409.93", currency: "EUR" },
      renewals: historyOf([
        ["2025-12-01", "0.1"],
        ["2025-12-02", "0.2"],
      ]),
    });
    assert.equal(lastDayAmount, "90071992547409.63");
  });
});
