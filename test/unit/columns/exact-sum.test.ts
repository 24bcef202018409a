import assert from "node:assert/strict";
import fc from "fast-check";
import { ExactSum, formatUnits } from "../../../src/columns/exact-sum";

function add(units: readonly number[]): bigint {
  const sum = new ExactSum();
  for (const each of units) sum.add(each);
  return sum.units;
}

describe("the exact sum", () => {
  it("has no rounding, however large the integers are", () => {
    assert.equal(add([4, Number.MAX_SAFE_INTEGER]), 4n + BigInt(Number.MAX_SAFE_INTEGER));
    assert.equal(add([-3, -Number.MAX_SAFE_INTEGER, -5]), -8n - BigInt(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer())), (units) => {
        assert.equal(
          add(units),
          units.reduce((total, each) => total + BigInt(each), 0n),
        );
      }),
    );
  });

  it("has no rounding after many integers of the same sign", () => {
    const each = 2 ** 49 + 1;
    for (const sign of [1, -1])
      assert.equal(add(Array.from({ length: 100 }, () => sign * each)), BigInt(sign) * 100n * BigInt(each));
  });

  it("adds integers that no double holds", () => {
    const sum = new ExactSum();
    sum.add(1);
    sum.addLarge(12345678901234567890n);
    sum.addLarge(-1n);
    assert.equal(sum.units, 12345678901234567890n);
  });

  it("is written as a decimal", () => {
    const texts = [formatUnits(-1250n, 2), formatUnits(-5n, 2), formatUnits(0n, 2), formatUnits(7n, 0)];
    assert.deepEqual(texts, ["-12.50", "-0.05", "0.00", "7"]);
  });
});
