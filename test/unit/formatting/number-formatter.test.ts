import assert from "node:assert/strict";
import fc from "fast-check";
import { negateDecimal, NumberFormatter } from "../../../src/formatting/number-formatter";

describe("numbers in the user's language", () => {
  const [english, german] = [new NumberFormatter("en"), new NumberFormatter("de")];

  it("are decimals written digit by digit", () => {
    assert.equal(english.formatDecimal("-1234.50"), "-1,234.50");
    assert.equal(german.formatDecimal("1234.50"), "1.234,50");
    assert.equal(english.formatDecimal("90071992547409931.07"), "90,071,992,547,409,931.07");
  });

  it("are money with its currency", () => {
    assert.equal(english.formatMoney("1234.5", "USD"), "1,234.50 USD");
    assert.equal(german.formatMoney("-1234.50", "EUR"), "-1.234,50 EUR");
    assert.equal(english.formatMoney("12.345", ""), "12.345");
    assert.equal(english.formatMoney("1200", "JPY"), "1,200 JPY");
  });

  it("leave text that is no decimal as it is", () => {
    for (const text of ["", "n/a", "1,5", "1e5", `0.${"1".repeat(300)}`])
      assert.equal(english.formatDecimal(text), text);
  });

  it("are read back exactly as written", () => {
    const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(decimals, ([whole, cents]) => {
        const decimal = `${whole}.${String(cents).padStart(2, "0")}`;
        for (const formatter of [english, german, new NumberFormatter("de-CH"), new NumberFormatter("fr")]) {
          assert.equal(formatter.parseDecimal(formatter.formatDecimal(decimal)), decimal);
        }
      }),
    );
    for (const text of ["1,2", "1.2.3", "example.com", "", "12,34.5"]) {
      assert.equal(english.parseDecimal(text), undefined, text);
    }
    assert.equal(german.parseDecimal("8,9"), "8.9");
  });

  it("have the opposite sign for a top-up", () => {
    assert.equal(negateDecimal("-1200.00"), "1200.00");
    assert.equal(negateDecimal("5"), "-5");
    assert.equal(negateDecimal("-0.00"), "0.00");
    assert.equal(negateDecimal("n/a"), "n/a");
  });
});
