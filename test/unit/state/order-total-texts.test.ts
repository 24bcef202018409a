import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { orderTotalsFacts, orderTotalsText } from "../../../src/state/order-total-texts";
import type { OrderTotals } from "../../../src/state/order-totals";

const usd = (amount: string) => [{ currency: "USD", amount }];
const nothing = { orders: 0, amounts: [] };
const noTotals: OrderTotals = {
  charged: [],
  refunded: [],
  topUps: [],
  unreadable: 0,
  pending: nothing,
  failed: nothing,
  other: nothing,
};

describe("The sum of a day or a month of orders", () => {
  it("stands alone where it has all amounts below it", () => {
    assert.equal(orderTotalsText({ ...noTotals, charged: usd("8.9") }), "8.90 USD");
    assert.equal(orderTotalsText(noTotals), "no charges");
  });

  it("is followed by the amounts below it that it lacks", () => {
    const pending = { orders: 2, amounts: usd("12.00") };
    const totals = { ...noTotals, charged: usd("8.9"), pending };
    assert.equal(orderTotalsText(totals), "8.90 USD · pending 12.00 USD");
    const others = { failed: { orders: 1, amounts: usd("3") }, other: { orders: 1, amounts: usd("4.00") } };
    assert.equal(
      orderTotalsText({ ...noTotals, ...others, topUps: usd("1000.00") }),
      "no charges · failed 3 USD · other status 4.00 USD · topped up 1,000.00 USD",
    );
  });

  it("has the same amounts in its hover, with their orders", () => {
    const totals = { ...noTotals, pending: { orders: 2, amounts: usd("12.00") }, failed: { orders: 1, amounts: [] } };
    assert.deepEqual(
      orderTotalsFacts(totals).filter(([, value]) => value !== ""),
      [
        ["Pending (not included)", "12.00 USD · 2 orders"],
        ["Failed (not included)", "1 order"],
      ],
    );
  });
});
