import assert from "node:assert/strict";
import fc from "fast-check";
import { sortRows, type SortKey } from "../../../src/columns/row-sort";
import { createIndexFromCells, oneOf } from "./index-fixtures";

/** The values of a single column after sorting it. */
function sorted(values: readonly string[], descending = false): string[] {
  const index = createIndexFromCells(
    ["value", "end"],
    values.map((value) => [value, "x"]),
  );
  return [...sortRows(index, [{ column: 0, descending }])].map((row) => index.cell(row, 0));
}

describe("sorting", () => {
  it("sorts amounts as numbers, empty ones last either way", () => {
    assert.deepEqual(sorted(["10.19", "", "-5.00", "9", "0", "-0.5"]), ["-5.00", "-0.5", "0", "9", "10.19", ""]);
    assert.deepEqual(sorted(["10.19", "", "-5.00", "9"], true), ["10.19", "9", "-5.00", ""]);
  });

  it("sorts text after the numbers", () => {
    assert.deepEqual(sorted(["3", "n/a", "-1", "", "1", "?"]), ["-1", "1", "3", "?", "n/a", ""]);
  });

  it("sorts numbers that no double can hold", () => {
    const values = ["90071992547409930", "1", "-90071992547409930", "0.001"];
    assert.deepEqual(sorted(values), ["-90071992547409930", "0.001", "1", "90071992547409930"]);
  });

  it("sorts numbers that only differ beyond the digits of a double", () => {
    const values = ["1.234567890123456789", "", "1.234567890123456788", "x", "-3", "1.234567890123456790", "2"];
    assert.deepEqual(sorted(values), [...["-3", values[2], values[0], values[5], "2"], "x", ""]);
    assert.deepEqual(sorted(values, true).slice(1, 5), ["2", values[5], values[0], values[2]]);
  });

  it("keeps the order of equal values in lists that come in order or in the opposite order", () => {
    const values = Array.from({ length: 300 }, (_, at) => Math.floor(at / 3));
    for (const column of [values, values.toReversed()]) {
      const index = createIndexFromCells(
        ["value"],
        column.map((value) => [String(value)]),
      );
      for (const descending of [false, true]) {
        const rows = column.map((value, row) => ({ value, row }));
        const expected = rows.sort((a, b) => (descending ? b.value - a.value : a.value - b.value) || a.row - b.row);
        assert.deepEqual(
          [...sortRows(index, [{ column: 0, descending }])],
          expected.map(({ row }) => row),
        );
      }
    }
  });

  it("treats only valid dates as dates", () => {
    const dates = ["2024-03-17T25:00:00Z", "2024-03-17T07:61:00Z", "2024-13-01", "2024-03-17X07:00", "2024-03-17T7"];
    const others = ["2024-03-17T07:58:14Zulu", "2024-03-17T07:58:1x", "20x4-03-17", "2024/03/17", "2024-03-1"];
    const good = ["2024-03-17", "2024-03-18 00:00", "2024-03-18T00:00:00.25Z", "2024-03-18T00:00:00.5Z"];
    const later = Array.from({ length: 9 }, () => "2025-01-01");
    const ordered = sorted([...dates, ...others, ...good.toReversed(), ...later]);
    assert.deepEqual(ordered.slice(0, 13), [...good, ...later]);
    assert.deepEqual(
      ordered.slice(13),
      [...dates, ...others].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    );
  });

  it("handles dates with fractions of any length", () => {
    const long = `2024-03-18T00:00:00.${"1".repeat(200_000)}Z`;
    assert.deepEqual(sorted(["2024-03-18T00:00:00.2Z", long, "2024-03-18"]), [
      "2024-03-18",
      long,
      "2024-03-18T00:00:00.2Z",
    ]);
  });

  it("sorts dates by time, whatever their zone", () => {
    const dates = ["2024-03-17T07:58:14Z", "2024-03-17", "2024-03-17T08:30:00+01:00", "2023-12-31 23:59:59", "soon"];
    const order = [3, 1, 2, 0, 4].map((at) => dates[at]);
    assert.deepEqual(sorted(dates), order);
  });

  it("sorts text without regard to case and by what follows a long common beginning", () => {
    assert.deepEqual(sorted(["Zebra.org", "apple.org", "b", "Apple.com", "", "ab"]), [
      "ab",
      "Apple.com",
      "apple.org",
      "b",
      "Zebra.org",
      "",
    ]);
    const long = Array.from(
      { length: 300 },
      (_, at) => `a-very-long-name-${String((at * 7) % 300).padStart(4, "0")}.example`,
    );
    assert.deepEqual(sorted(long), long.toSorted());
  });

  it("is stable and sorts by further columns where the first is equal", () => {
    const rows = [
      ["ok", "2", "a"],
      ["error", "1", "b"],
      ["OK", "1", "c"],
      ["ok", "2", "d"],
    ];
    const index = createIndexFromCells(["status", "amount", "name"], rows);
    const names = (keys: SortKey[]) => [...sortRows(index, keys)].map((row) => index.cell(row, 2)).join("");
    assert.equal(names([]), "abcd");
    assert.equal(names([{ column: 0, descending: false }]), "bacd");
    assert.equal(names([{ column: 0, descending: true }]), "acdb");
    assert.equal(
      names([
        { column: 0, descending: false },
        { column: 1, descending: true },
      ]),
      "badc",
    );
  });

  it("agrees with a plain sort of the same numbers", () => {
    const numbers = fc.array(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(numbers, fc.boolean(), (values, descending) => {
        const expected = values.toSorted((a, b) => (descending ? b - a : a - b)).map(String);
        assert.deepEqual(sorted(values.map(String), descending), expected);
      }),
    );
  });

  it("agrees with a plain sort of the same text", () => {
    const words = fc.array(fc.string({ unit: oneOf("abcxyz-0é"), minLength: 1, maxLength: 14 }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(words, (values) => {
        const texts = values.map((value) => `x${value}`);
        assert.deepEqual(
          sorted(texts),
          texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
      }),
    );
  });
});
