import assert from "node:assert/strict";
import { NumberFormatter } from "../../../../../src/formatting/number-formatter";
import { emptyTotals, type CurrencyTotals } from "../../../../../src/columns/totals";
import { stringNames, type Strings } from "../../../../../src/messages/strings";
import { describeGroupTotals } from "../../../../../src/webview/order-table/totals/describe-group-totals";

const strings = {
  ...Object.fromEntries(stringNames.map((name) => [name, name])),
  notIncluded: "not included: {0}",
} as Strings;
const zero = { charged: "0.00", refunded: "0.00", topUps: "0.00", pending: "0.00", failed: "0.00", other: "0.00" };

function describeOne(totals: Partial<CurrencyTotals>): string {
  const currencies = [{ currency: "USD", orders: 1, total: "0.00", ...zero, ...totals }];
  return describeGroupTotals(strings, new NumberFormatter("en"), { ...emptyTotals, currencies }, "");
}

describe("The subtotal of a group", () => {
  it("names the amounts of the group's rows that it lacks", () => {
    assert.equal(describeOne({ total: "8.90" }), "8.90 USD");
    assert.equal(describeOne({ total: "8.90", pending: "12.00" }), "8.90 USD (not included: pending 12.00)");
    assert.equal(
      describeOne({ topUps: "-1000.00", failed: "3.00", other: "4.00" }),
      "0.00 USD (not included: topUps 1,000.00, failed 3.00, other 4.00)",
    );
  });

  it("starts with the main currency of all rows", () => {
    const currencies = ["EUR", "GBP", "USD"].map((currency) => ({ ...zero, currency, orders: 1, total: "1.00" }));
    const describeFor = (mainCurrency: string) =>
      describeGroupTotals(strings, new NumberFormatter("en"), { ...emptyTotals, currencies }, mainCurrency);
    assert.equal(describeFor("USD"), "1.00 USD  ·  1.00 EUR  ·  1.00 GBP");
    assert.equal(describeFor("CHF"), "1.00 EUR  ·  1.00 GBP  ·  1.00 USD");
  });
});
