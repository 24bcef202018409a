import assert from "node:assert/strict";
import fc from "fast-check";
import { choosePeriodUnit, listPeriods, PeriodFinder } from "../../../src/columns/calendar-periods";
import { dayMs } from "../../../src/dmapi/days";
import { inTimeZone } from "../../time-zone";

const names = (...[first, last, unit, isLocal]: Parameters<typeof listPeriods>) =>
  listPeriods(first, last, unit, isLocal).map(({ name }) => name);

describe("calendar periods", () => {
  it("are days up to two months, months up to ten years, and years beyond", () => {
    const units = [61.9, 62, 3659, 3660].map((days) => choosePeriodUnit(0, days * dayMs));
    assert.deepEqual(units, ["day", "month", "month", "year"]);
  });

  it("follow one another from that of the first time through that of the last", () => {
    const [first, last] = [Date.UTC(2023, 11, 31, 23), Date.UTC(2024, 2, 1)];
    assert.deepEqual(names(first, last, "month", false), ["2023-12", "2024-01", "2024-02", "2024-03"]);
    assert.deepEqual(names(first, last, "year", false), ["2023", "2024"]);
    assert.equal(names(first, last, "day", false).length, 62);
    const periods = listPeriods(first, last, "day", false);
    periods.forEach(({ from }, at) => assert(at === 0 || periods[at - 1]?.until === from));
  });

  it("begin at midnight of the user's zone, also on the days on which clocks change", () =>
    inTimeZone("Europe/Berlin", () => {
      const periods = listPeriods(Date.UTC(2027, 2, 27, 23), Date.UTC(2027, 2, 28, 22), "day", true);
      assert.deepEqual(
        periods.map(({ name, from, until }) => [name, (until - from) / 3_600_000]),
        [
          ["2027-03-28", 23],
          ["2027-03-29", 24],
        ],
      );
    }));

  it("are found for a time in any order of times, and for none outside of them", () => {
    const periods = listPeriods(Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31), "month", false);
    const finder = new PeriodFinder(periods);
    assert.deepEqual(
      [Date.UTC(2025, 11, 31, 23), Date.UTC(2027, 0, 1), NaN].map((time) => finder.find(time)),
      [-1, -1, -1],
    );
    const time = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) - 1 });
    fc.assert(fc.property(time, (at) => assert.equal(finder.find(at), new Date(at).getUTCMonth())));
    assert.equal(new PeriodFinder([]).find(0), -1);
  });
});
