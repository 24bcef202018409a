import assert from "node:assert/strict";
import fc from "fast-check";
import { addAmounts, compareAmounts, CurrencySums } from "../../../src/state/amounts";

describe("exact amounts", () => {
  it("are compared by value, whatever their number of decimals", () => {
    for (const [a, b, order] of [
      ["10.19", "10.190", 0],
      ["0.1", "0.09999999999999999999999999", 1],
      ["-0.5", "0", -1],
      ["-5.00", -5, 0],
      ["12345678901234567890.01", "12345678901234567890.02", -1],
      [".5", 0.5, 0],
      ["9", "10", -1],
    ] as const) {
      assert.equal(Math.sign(compareAmounts(a, b)), order, `${a} ${b}`);
      assert.equal(Math.sign(compareAmounts(b, a)), 0 - order, `${b} ${a}`);
    }
  });

  it("count as zero where the text is no decimal", () => {
    for (const text of ["", "x", "1,5", "1.2.3", "NaN", "--1"]) assert.equal(compareAmounts(text, 0), 0, text);
  });

  it("are added up as integers are", () => {
    const units = fc.array(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), { minLength: 1 });
    fc.assert(
      fc.property(units, (all) => {
        const sums = new CurrencySums();
        for (const unit of all) assert(sums.add("EUR", toText(unit)));
        const [sum] = sums.toAmounts();
        const expected = all.reduce((total, unit) => total + unit, 0n);
        assert.equal(compareAmounts(sum?.amount ?? "0", toText(expected)), 0);
      }),
    );
  });

  it("add up with the decimals of the most exact one, and text that is no decimal as zero", () => {
    assert.equal(addAmounts("0.1", "0.2"), "0.3");
    assert.equal(addAmounts("975", "-12.345", "+0.5"), "963.155");
    assert.equal(addAmounts("-0.10", "0.05"), "-0.05");
    assert.equal(addAmounts("90071992547409.93", "0.01"), "90071992547409.94");
    assert.equal(addAmounts("1.50", "abc", "1,50", ""), "1.50");
    assert.equal(addAmounts(), "0");
  });

  function toText(unit: bigint): string {
    const digits = (unit < 0n ? -unit : unit).toString().padStart(3, "0");
    return `${unit < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
});
