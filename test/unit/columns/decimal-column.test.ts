import assert from "node:assert/strict";
import fc from "fast-check";
import { createDecimalSortKeys, decimalPattern, type DecimalColumn } from "../../../src/columns/decimal-column";
import { formatUnits } from "../../../src/columns/exact-sum";
import { createIndexFromCells, oneOf } from "./index-fixtures";

function read(cells: readonly string[]): DecimalColumn {
  return createIndexFromCells(
    ["value", "end"],
    cells.map((cell) => [cell, "x"]),
  ).typedColumns.decimals(0);
}

describe("decimals", () => {
  it("holds amounts as integers at a common scale", () => {
    const column = read(["10.19", "0", "-5", "+3.1", "-5,00", ""]);
    assert.equal(column.scale, 2);
    assert.deepEqual([...column.units], [1019, 0, -500, 310, -500, NaN]);
    assert.deepEqual(column.unreadableRows, []);
  });

  it("does not parse anything else", () => {
    const cells = ["1.2.3", "1e3", "0x10", "-", "+", ".", "5.", " 5", "--5", "1,234.56", "abc", "１"];
    assert.deepEqual(
      read(cells).unreadableRows,
      cells.map((_, row) => row),
    );
  });

  it("keeps values beyond the safe integers", () => {
    const column = read(["12345678901234567890.12", "0.001", "-1"]);
    assert.equal(column.scale, 3);
    assert.deepEqual([...column.large], [[0, 12345678901234567890120n]]);
    assert.deepEqual([...column.units.subarray(1)], [1, -1000]);
  });

  it("reads signs, missing zeros and blanks as they are", () => {
    const column = read(["+1", ".5", "-0", "1e3", "", " ", "-,25"]);
    assert.deepEqual([...column.units], [100, 50, 0, NaN, NaN, NaN, -25]);
    assert(!Object.is(column.units[2], -0));
    assert.deepEqual(column.unreadableRows, [3, 5]);
  });

  it("stays exact when a later amount has more digits", () => {
    const column = read(["2", "9007199254740991", "0.05", "1.234567890123456789", "-0.1"]);
    assert.equal(column.scale, 18);
    const exact = ["2", "9007199254740991", "0.05", "1.234567890123456789", "-0.1"].map((_, row) =>
      formatUnits(column.large.get(row) ?? BigInt(column.units[row]!), 18),
    );
    assert.deepEqual(exact, [
      "2.000000000000000000",
      "9007199254740991.000000000000000000",
      "0.050000000000000000",
      "1.234567890123456789",
      "-0.100000000000000000",
    ]);
  });

  it("accepts exactly what the pattern does", () => {
    const almost = fc.string({ unit: oneOf("0019.,+-e "), minLength: 1, maxLength: 44 });
    fc.assert(
      fc.property(almost, (text) => assert.equal(read([text]).unreadableRows.length === 0, decimalPattern.test(text))),
    );
  });

  it("are exact at both ends of what a double holds", () => {
    const cells = ["9007199254740991", "-9007199254740991", "9007199254740993", "999999999999999", "1000000000000000"];
    const { units, large } = read(cells);
    assert.deepEqual(
      cells.map((_, row) => large.get(row) ?? BigInt(units[row] ?? NaN)),
      cells.map(BigInt),
    );
  });

  it("are exact where a later scale makes an integer unsafe", () => {
    const cells = ["900719925474099", "90071992547409.92", "+0.01"];
    const { units, large, scale } = read(cells);
    assert.equal(scale, 2);
    assert.deepEqual(
      cells.map((_, row) => large.get(row) ?? BigInt(units[row] ?? NaN)),
      [90071992547409900n, 9007199254740992n, 1n],
    );
  });

  it("have at most forty characters", () => {
    const [longest, tooLong] = ["1".repeat(40), "1".repeat(41)];
    const { large, unreadableRows } = read([longest, tooLong]);
    assert.deepEqual([large.get(0), unreadableRows], [BigInt(longest), [1]]);
  });

  it("has sort keys in the order of the exact values, and those of safe integers are their units", () => {
    const whole = fc.bigInt({ min: 9007199254740988n, max: 9007199254740996n }).map(String);
    const amounts = fc.oneof(whole, fc.constantFrom("1.5", "0", "", "90071992547409930000000000000000000000"));
    const signed = fc
      .tuple(
        oneOf("-+").map((sign) => sign.replace("+", "")),
        amounts,
      )
      .map(([sign, amount]) => (amount ? sign + amount : ""));
    fc.assert(
      fc.property(fc.array(signed, { minLength: 1, maxLength: 30 }), (cells) => {
        const column = read(cells);
        const keys = createDecimalSortKeys(column);
        const exact = cells.map((cell, row) =>
          cell ? (column.large.get(row) ?? BigInt(column.units[row]!)) : undefined,
        );
        exact.forEach((a, row) => {
          if (a === undefined || Number.isSafeInteger(column.units[row])) assert.equal(keys[row], column.units[row]);
          exact.forEach((b, other) => {
            if (a !== undefined && b !== undefined)
              assert.equal(Math.sign(keys[row]! - keys[other]!), Number(a > b) - Number(a < b));
          });
        });
      }),
    );
  });
});
