import assert from "node:assert/strict";
import { stringNames, type Strings } from "../../../../../src/messages/strings";
import { describeEmptyChart } from "../../../../../src/webview/order-table/chart/describe-empty-chart";

const strings = Object.fromEntries(stringNames.map((name) => [name, name])) as Strings;

describe("the chart without spending", () => {
  it("says that there was none only where all orders are loaded", () => {
    assert.equal(describeEmptyChart(strings, "complete", 0), "noSpending");
    assert.equal(describeEmptyChart(strings, "complete", 7), "noSpending");
  });

  it("says what is not known after a load that failed or was canceled", () => {
    assert.equal(describeEmptyChart(strings, "incomplete", 0), "spendingNotLoaded");
    assert.equal(describeEmptyChart(strings, "incomplete", 7), "noSpendingLoaded");
    assert.equal(describeEmptyChart(strings, "calculating", 0), "calculating");
  });
});
