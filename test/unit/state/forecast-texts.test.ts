import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { createTransfer, textOf } from "../agents/agent-fixtures";
import { describeForecast as describeForAgents } from "../../../src/agents/forecast-answer";
import { computeForecast, type BalanceForecast, type ForecastInput } from "../../../src/state/balance-forecast";
import { describeForecast, forecastFields, forecastLines } from "../../../src/state/forecast-texts";

const input: ForecastInput = {
  balance: { available: "100.00", pending: "0.00", total: "100.00", currency: "USD" },
  pendingOrders: [],
  transfers: [],
  renewals: {
    span: { after: "2025-11-29", before: "2026-11-29" },
    days: [{ day: "2025-12-01", currency: "USD", amount: "30.00", renewals: 3 }],
    unreadableDays: [],
  },
  today: "2026-11-29",
  lowThreshold: 0,
};
const forecast = computeForecast(input);
const leftOut = { transfers: 2, otherCurrencies: 1, unreadable: 0 };

describe("The forecast in words", () => {
  it("names nothing beside its figure where nothing is left out", () => {
    assert.equal(describeForecast(forecast, 0), "70.00 USD on Dec 29 (estimate)");
  });

  it("says how much is left out wherever its figure stands", () => {
    const figure = "70.00 USD (3 not included) on Dec 29 (estimate)";
    const what = "2 transfers without a price, 1 amount in another currency";
    const incomplete = { ...forecast, leftOut };
    assert.equal(describeForecast(incomplete, 0), figure);
    assert.equal(forecastFields(incomplete).find(({ id }) => id === "last-day")?.value, figure);
    assert.deepEqual(forecastLines(incomplete, 0).slice(-2), [
      `Available in 30 days: ${figure}`,
      `Not included: ${what}`,
    ]);
  });

  it("names a bound where a part of the reserved amount is for transfers", () => {
    const shared: BalanceForecast = {
      ...computeForecast({
        ...input,
        balance: { ...input.balance, pending: "25.00" },
        pendingOrders: [{ type: "Renew", identifier: "a.example", amountBrutto: "10.00", currency: "USD" }],
        transfers: [createTransfer("b.example", "FOA_BEEN_SENT")],
      }),
      threshold: { kind: "day", day: "2026-12-01" },
    };
    assert.equal(describeForecast(shared, 80), "below 80 USD on Dec 1 or earlier (estimate)");
    assert.equal(
      describeForecast({ ...shared, threshold: { kind: "later" } }, 80),
      "at most 70.00 USD on Dec 29 (estimate)",
    );
    const answer = textOf({ summary: describeForAgents(shared, 80), nextSteps: [] });
    assert.match(answer, /an estimate: at most 70\.00 USD available on 2026-12-29/);
    assert.match(answer, /on 2026-12-01 or earlier \(estimate\)/);
  });

  it("says so beside the day on which the threshold is reached, and not where it is reached already", () => {
    const at = (threshold: BalanceForecast["threshold"]) => describeForecast({ ...forecast, leftOut, threshold }, 80);
    assert.equal(at({ kind: "day", day: "2026-12-01" }), "below 80 USD on Dec 1 (estimate) · 3 not included");
    assert.equal(at({ kind: "now" }), "below 80 USD");
  });
});
