import assert from "node:assert/strict";
import { computeTrend } from "../../soak/trend";

const trend = (values: readonly number[]) => computeTrend({ name: "memory", unit: "MB", values, maxGrowth: 0.1 });

describe("the trend of a soak", () => {
  it("is flat where only the first quarter grows", () => {
    assert.deepEqual(trend([10, 60, 100, 101, 99, 100, 100, 100]), { early: 101, late: 100, growth: 0, isFlat: true });
  });

  it("grows where the last quarter exceeds the second by more than the limit", () => {
    const { growth, isFlat } = trend([100, 100, 100, 100, 110, 115, 120, 125]);
    assert.equal(isFlat, false);
    assert.equal(growth, 0.25);
  });

  it("is not hidden by one high value", () => {
    assert.equal(trend([100, 100, 100, 500, 100, 100, 112, 113, 114, 115, 116, 117]).isFlat, false);
  });
});
