import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { computeForecast, type BalanceForecast } from "../../../src/state/balance-forecast";
import { describeForecast, forecastFields, forecastLines } from "../../../src/state/forecast-texts";

const forecast: BalanceForecast = {
  ...computeForecast({
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
  }),
};
const leftOut = { transfers: 2, otherCurrencies: 1, unreadable: 0 };

describe("The forecast in words", () => {
  it("names nothing beside its figure where nothing is left out", () => {
    assert.equal(describeForecast(forecast, 0), "70.00 USD on Dec 29, 2026 (estimate)");
  });

  it("says how much is left out wherever its figure stands", () => {
    const figure = "70.00 USD (3 not included) on Dec 29, 2026 (estimate)";
    const what = "2 transfers without a price, 1 amount in another currency";
    const incomplete = { ...forecast, leftOut };
    assert.equal(describeForecast(incomplete, 0), figure);
    assert.equal(forecastFields(incomplete).find(({ id }) => id === "last-day")?.value, figure);
    assert.deepEqual(forecastLines(incomplete, 0).slice(-2), [
      `Available in 30 days: ${figure}`,
      `Not included: ${what}`,
    ]);
  });

  it("says so beside the day on which the threshold is reached, and not where it is reached already", () => {
    const at = (threshold: BalanceForecast["threshold"]) => describeForecast({ ...forecast, leftOut, threshold }, 80);
    assert.equal(at({ kind: "day", day: "2026-12-01" }), "below 80 USD on Dec 1, 2026 (estimate) · 3 not included");
    assert.equal(at({ kind: "now" }), "below 80 USD");
  });
});
