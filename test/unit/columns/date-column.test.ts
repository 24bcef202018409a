import assert from "node:assert/strict";
import fc from "fast-check";
import type { DateColumn } from "../../../src/columns/date-column";
import { createIndexFromCells } from "./index-fixtures";

function read(cells: readonly string[]): DateColumn {
  const rows = cells.map((cell) => [cell, "x"]);
  return createIndexFromCells(["value", "end"], rows).typedColumns.dates(0);
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d*))?)?(Z| ?([+-])(\d\d):?(\d\d))?)?$/;

/** Epoch ms of a date, read with a pattern and `Date`; NaN for anything else. */
function expectedTime(text: string): number {
  const match = pattern.exec(text);
  if (!match) return NaN;
  const [, year, month, day, hour, minute, second, fraction, , sign, zoneHours, zoneMinutes] = match;
  const of = (digits: string | undefined) => Number(digits ?? 0);
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.getUTCDate() === of(day);
  const isTime = of(hour) * 60 + of(minute) <= 24 * 60 && of(minute) < 60 && of(second) <= 60;
  if (!isDay || !isTime || of(zoneHours) > 14 || of(zoneMinutes) > 59) return NaN;
  const zone = (of(zoneHours) * 60 + of(zoneMinutes)) * (sign === "-" ? -1 : 1);
  const minutes = of(hour) * 60 + of(minute) - zone;
  return midnight.getTime() + minutes * 60_000 + of(second) * 1000 + Number(`0.${fraction ?? ""}0`) * 1000;
}

describe("dates", () => {
  it("are UTC without a zone, to the fraction of a millisecond", () => {
    const cells = ["2024-02-29", "1969-12-31T23:59", "2026-11-30 12:00:01.2345", "2026-11-30T24:00:00Z", ""];
    const { times, unreadableRows } = read(cells);
    assert.deepEqual(
      Array.from(times, (time) => Math.round(time * 100) / 100),
      [Date.UTC(2024, 1, 29), -60_000, Date.UTC(2026, 10, 30, 12, 0, 1) + 234.5, Date.UTC(2026, 11, 1), NaN],
    );
    assert.deepEqual(unreadableRows, []);
  });

  it("have a zone in any of its notations", () => {
    const zones = ["+02:00", "+0200", " +0200", " +02:00"];
    const { times } = read(zones.map((zone) => `2026-06-01T02:00:00${zone}`));
    assert.deepEqual(
      [...times],
      zones.map(() => Date.UTC(2026, 5, 1)),
    );
    assert.deepEqual([...read(["2026-06-01T02:00-14:00"]).times], [Date.UTC(2026, 5, 1, 16)]);
  });

  it("are in the calendar and on the clock", () => {
    const cells = [
      ...["2026-02-29", "1900-02-29", "2026-04-31", "2026-11-00", "2026-00-10", "2026-13-01", "2026-11-32"],
      ...["2026-11-30T24:01", "2026-11-30T10:60", "2026-11-30T10:00:61", "2026-11-30T1000", "2026-11-30T10:00Zz"],
      ...["2026-11-30T10:00+15:00", "2026-11-30T10:00+01:60", "2026-11-30T10:00+1:00", "2026-11-30T10:00 Z"],
      ...["2026/11/30", "2026-11/30", "20a6-11-30", "2026-11-3", "2026-11-30X10:00", "2026-11-30T10:00:0"],
    ];
    assert.deepEqual(
      read(cells).unreadableRows,
      cells.map((_, row) => row),
    );
  });

  it("are read as a pattern and Date read them", () => {
    const digits = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
    const day = fc.tuple(fc.integer({ min: 0, max: 9999 }), digits(13), digits(32));
    const date = day.map(([year, month, dayOfMonth]) => [String(year).padStart(4, "0"), month, dayOfMonth].join("-"));
    const time = fc.tuple(fc.constantFrom("T", " ", "t", ""), digits(25), fc.constantFrom(":", ""), digits(61));
    const seconds = fc.tuple(fc.constantFrom(":", "."), digits(62)).map((parts) => parts.join(""));
    const fraction = fc.constantFrom("", ".", ".5", ".123", ".98765", ".x");
    const offset = fc.tuple(
      fc.constantFrom("+", "-", " +", " -", "~"),
      digits(16),
      fc.constantFrom(":", ""),
      digits(61),
    );
    const zone = fc.oneof(
      fc.constantFrom("", "Z", " Z", "z"),
      offset.map((parts) => parts.join("")),
    );
    const rest = fc.tuple(
      time.map((parts) => parts.join("")),
      fc.oneof(fc.constant(""), seconds),
      fraction,
      zone,
    );
    const cell = fc
      .tuple(
        date,
        fc.oneof(
          fc.constant(""),
          rest.map((parts) => parts.join("")),
        ),
      )
      .map(([a, b]) => a + b);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const { times, unreadableRows } = read(cells);
        cells.forEach((text, row) => {
          const expected = expectedTime(text);
          assert(Object.is(times[row], expected) || Math.abs((times[row] ?? NaN) - expected) < 1e-3, text);
          assert.equal(unreadableRows.includes(row), Number.isNaN(expected), text);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
