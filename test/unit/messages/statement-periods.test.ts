import assert from "node:assert/strict";
import { statementPeriods } from "../../../src/messages/statement-periods";

describe("The periods of a statement", () => {
  const periods = (now: string) => statementPeriods(Date.parse(now)).map(({ unit, after, before, isOver }) => `${unit} ${after} ${before}${isOver ? "" : " so far"}`); // prettier-ignore

  it("are months, quarters and years, newest first, of which the last is not over", () => {
    const all = periods("2026-11-28T12:00:00Z");
    assert.equal(all.length, 51);
    assert.deepEqual(all.slice(0, 3), [
      "month 2026-11-01 2026-11-30 so far",
      "month 2026-10-01 2026-10-31",
      "month 2026-09-01 2026-09-30",
    ]);
    assert.deepEqual(all.slice(36, 38), ["quarter 2026-10-01 2026-12-31 so far", "quarter 2026-07-01 2026-09-30"]);
    assert.deepEqual(all.slice(48), [
      "year 2026-01-01 2026-12-31 so far",
      "year 2025-01-01 2025-12-31",
      "year 2024-01-01 2024-12-31",
    ]);
  });

  it("have the right last days around the turn of a year and in leap years", () => {
    assert.equal(periods("2027-01-01T00:00:00Z")[1], "month 2026-12-01 2026-12-31");
    assert.equal(periods("2028-03-01T00:00:00Z")[1], "month 2028-02-01 2028-02-29");
    assert.equal(periods("2026-12-31T23:59:59Z")[0], "month 2026-12-01 2026-12-31 so far");
  });
});
