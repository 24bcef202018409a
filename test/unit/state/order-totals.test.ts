import assert from "node:assert/strict";
import { computeOrderTotals, findOrderCurrency } from "../../../src/state/order-totals";

function order(amountBrutto: string, currency = "EUR", status = "ok", type = "renew") {
  const fields = new Map<string, string>();
  const others = {
    orderId: "1",
    procId: "1",
    createdAt: "2026-11-22T10:00:00Z",
    type: "renew",
    identifier: "a.example",
  };
  return { ...others, amountBrutto, amountNetto: "", currency, status, type, fields };
}

describe("What orders cost", () => {
  it("is added up exactly per currency, refunds deducted and told apart", () => {
    const sums = computeOrderTotals([
      order("0.10"),
      order("0.20"),
      order("-5.00"),
      order("3", "USD"),
      order("0.005", "USD"),
    ]);
    assert.deepEqual(sums.charged, [
      { currency: "EUR", amount: "-4.70" },
      { currency: "USD", amount: "3.005" },
    ]);
    assert.deepEqual(sums.refunded, [{ currency: "EUR", amount: "-5.00" }]);
  });

  it("starts with the currency of most orders", () => {
    const orders = [
      order("1"),
      order("2", "GBP"),
      order("3", "USD"),
      order("4", "USD"),
      order("0", ""),
      order("0", ""),
    ];
    const mainCurrency = findOrderCurrency([...orders, order("0", "")]);
    assert.equal(mainCurrency, "USD", "free orders have none");
    const { charged } = computeOrderTotals(orders, mainCurrency);
    assert.deepEqual(
      charged.map(({ currency }) => currency),
      ["USD", "EUR", "GBP"],
    );
  });

  it("takes top-ups in any spelling for neither charges nor refunds", () => {
    for (const type of ["credit-increase", "credit_increase", "Credit-Increase"]) {
      const sums = computeOrderTotals([order("-1000.00", "EUR", "OK", type), order("2.00")]);
      assert.deepEqual(sums.topUps, [{ currency: "EUR", amount: "1000.00" }], type);
      assert.deepEqual(sums.charged, [{ currency: "EUR", amount: "2.00" }]);
      assert.deepEqual(sums.refunded, []);
    }
  });

  it("counts orders with status ok alone", () => {
    const sums = computeOrderTotals([
      order("1.00"),
      order("9.00", "EUR", "pending"),
      order("9.00", "EUR", "error"),
      order("9.00", "EUR", "new"),
    ]);
    assert.deepEqual(sums.charged, [{ currency: "EUR", amount: "1.00" }]);
    assert.deepEqual([sums.pending.orders, sums.failed.orders, sums.other.orders], [1, 1, 1]);
  });

  it("is told apart from what pending, failed and other orders would cost, exactly and without top-ups", () => {
    const sums = computeOrderTotals([
      order("0.10", "EUR", "pending"),
      order("0.20", "EUR", "PENDING"),
      order("-0.05", "EUR", "pending"),
      order("7", "USD", "pending"),
      order("-100.00", "EUR", "pending", "credit-increase"),
      order("", "EUR", "error"),
      order("3.50", "EUR", "new"),
    ]);
    assert.deepEqual(sums.pending, {
      orders: 5,
      amounts: [
        { currency: "EUR", amount: "0.25" },
        { currency: "USD", amount: "7" },
      ],
    });
    assert.deepEqual(sums.failed, { orders: 1, amounts: [] });
    assert.deepEqual(sums.other, { orders: 1, amounts: [{ currency: "EUR", amount: "3.50" }] });
    assert.deepEqual([sums.charged, sums.unreadable], [[], 0]);
  });

  it("is no cost and no refund when the account is topped up", () => {
    const sums = computeOrderTotals([order("1.00"), order("-100.00", "EUR", "ok", "credit-increase")]);
    assert.deepEqual(sums.charged, [{ currency: "EUR", amount: "1.00" }]);
    assert.deepEqual(sums.refunded, []);
    assert.deepEqual(sums.topUps, [{ currency: "EUR", amount: "100.00" }]);
  });

  it("needs no currency where it is zero, and shows a sum of zero that came of amounts", () => {
    assert.deepEqual(computeOrderTotals([order("0", ""), order("0.00")]).charged, []);
    assert.deepEqual(computeOrderTotals([order("5.00"), order("-5.00")]).charged, [
      { currency: "EUR", amount: "0.00" },
    ]);
  });

  it("says how many amounts it could not read", () => {
    const sums = computeOrderTotals([
      order("1.00"),
      order("1,00"),
      order("1.000.00"),
      order(""),
      order("NaN"),
      order("1e3"),
    ]);
    assert.equal(sums.unreadable, 5);
    assert.deepEqual(sums.charged, [{ currency: "EUR", amount: "1.00" }]);
  });
});
