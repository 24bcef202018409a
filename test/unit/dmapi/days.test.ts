import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, addYear, countDays, formatDay, subtractYear } from "../../../src/dmapi/days";

describe("days one year apart", () => {
  it("are the same day of the month, or the nearest one that the year has", () => {
    for (const [day, earlier] of [
      ["2026-11-29", "2025-11-29"],
      ["2027-01-01", "2026-01-01"],
      ["2028-02-29", "2027-03-01"],
      ["2029-02-28", "2028-02-28"],
      ["2029-03-01", "2028-03-01"],
    ] as const)
      assert.equal(subtractYear(day), earlier);
    for (const [day, later] of [
      ["2025-12-31", "2026-12-31"],
      ["2027-02-28", "2028-02-28"],
      ["2027-03-01", "2028-03-01"],
      ["2028-02-29", "2029-02-28"],
    ] as const)
      assert.equal(addYear(day), later);
  });

  it("put each day of a year on exactly one day of the next one, in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (offset) => {
        const day = addDays("1970-01-01", offset);
        const distance = countDays({ after: addYear(day), before: addYear(addDays(day, 1)) }) - 1;
        assert(distance >= 0 && distance <= 2, day);
        assert.equal(addYear(day).slice(0, 4), `${Number(day.slice(0, 4)) + 1}`);
        assert.equal(formatDay(Date.parse(addYear(day))), addYear(day));
      }),
    );
  });
});
