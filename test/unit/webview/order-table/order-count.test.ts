import assert from "node:assert/strict";
import { describeOrderCount, describeShownCount } from "../../../../src/webview/order-table/order-count";
import { NumberFormatter } from "../../../../src/formatting/number-formatter";

const strings = {
  oneOrder: "1 order",
  orders: "{0} orders",
  ordersOf: "{0} of {1} orders",
  ordersOfOne: "{0} of 1 order",
};
const numbers = new NumberFormatter("en");

describe("The number of orders", () => {
  it("is singular for one order", () => {
    const texts = [0, 1, 2, 1200].map((count) => describeOrderCount(strings, numbers, count));
    assert.deepEqual(texts, ["0 orders", "1 order", "2 orders", "1,200 orders"]);
  });

  it("is singular where one order is loaded", () => {
    assert.equal(describeShownCount(strings, numbers, { shown: 0, total: 1 }), "0 of 1 order");
    assert.equal(describeShownCount(strings, numbers, { shown: 1, total: 1200 }), "1 of 1,200 orders");
  });
});
