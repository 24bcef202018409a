import assert from "node:assert/strict";
import fc from "fast-check";
import { decimalPattern, readDecimals, type DecimalColumn } from "../../../src/rows/decimal";
import { formatUnits } from "../../../src/rows/exact-sum";
import { utf8, oneOf } from "./lists";

function read(cells: readonly string[]): DecimalColumn {
  const starts = new Uint32Array(cells.length + 1);
  cells.forEach((cell, row) => (starts[row + 1] = starts[row]! + utf8.encode(cell).length));
  return readDecimals({ bytes: utf8.encode(cells.join("")), starts });
}

describe("decimals", () => {
  it("holds amounts as integers at a common scale", () => {
    const column = read(["10.19", "0", "-5", "+3.1", "-5,00", ""]);
    assert.equal(column.scale, 2);
    assert.deepEqual([...column.units], [1019, 0, -500, 310, -500, NaN]);
    assert.deepEqual(column.others, []);
  });

  it("leaves everything else alone", () => {
    const cells = ["1.2.3", "1e3", "0x10", "-", "+", ".", "5.", " 5", "--5", "1,234.56", "abc", "１"];
    assert.deepEqual(
      read(cells).others,
      cells.map((_, row) => row),
    );
  });

  it("keeps what no safe number can hold", () => {
    const column = read(["12345678901234567890.12", "0.001", "-1"]);
    assert.equal(column.scale, 3);
    assert.deepEqual([...column.large], [[0, 12345678901234567890120n]]);
    assert.deepEqual([...column.units.subarray(1)], [1, -1000]);
  });

  it("accepts exactly what the pattern does", () => {
    const almost = fc.string({ unit: oneOf("0019.,+-e "), minLength: 1, maxLength: 44 });
    fc.assert(fc.property(almost, (text) => assert.equal(read([text]).others.length === 0, decimalPattern.test(text))));
  });

  it("writes units as plain decimals", () => {
    assert.equal(formatUnits(-1250n, 2), "-12.50");
    assert.equal(formatUnits(5n, 2), "0.05");
    assert.equal(formatUnits(-7n, 0), "-7");
    assert.equal(formatUnits(0n, 2), "0.00");
  });
});
