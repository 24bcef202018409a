import assert from "node:assert/strict";
import { NumberFormatter } from "../../../../../src/formatting/number-formatter";
import { stringNames, type Strings } from "../../../../../src/messages/strings";
import { ChartFormatter } from "../../../../../src/webview/order-table/chart/chart-formatter";

const strings: Strings = {
  ...(Object.fromEntries(stringNames.map((name) => [name, name])) as Strings),
  barLabel: "{0}: charged {1}, refunded {2}",
  barCharged: "{0}: charged {1}",
  barRefunded: "{0}: refunded {1}",
  barWithoutSpending: "{0}: no spending",
};

describe("The text of a bar", () => {
  const formatter = new ChartFormatter({ strings, names: { status: {}, type: {} } }, new NumberFormatter("en"), "en");

  it("names no sum of nothing: the rows may be limited to those without it", () => {
    const describeBar = (charged: string, refunded: string) =>
      formatter.formatSpending("Aug 2026", { charged, refunded }, "USD");
    assert.equal(describeBar("201.04", "-39.90"), "Aug 2026: charged 201.04 USD, refunded -39.90 USD");
    assert.equal(describeBar("201.04", "0.00"), "Aug 2026: charged 201.04 USD");
    assert.equal(describeBar("0.00", "-39.90"), "Aug 2026: refunded -39.90 USD");
    assert.equal(describeBar("0.00", "0.00"), "Aug 2026: no spending");
  });
});
