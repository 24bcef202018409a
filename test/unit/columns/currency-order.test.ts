import assert from "node:assert/strict";
import { compareCurrencies, findMainCurrency } from "../../../src/columns/currency-order";

describe("the order of currencies", () => {
  it("starts with the one of most orders, and is alphabetical otherwise", () => {
    const counts = new Map([
      ["USD", 40],
      ["GBP", 2],
      ["EUR", 3],
    ]);
    const main = findMainCurrency(counts);
    assert.deepEqual([...counts.keys()].sort(compareCurrencies(main)), ["USD", "EUR", "GBP"]);
  });

  it("does not depend on which of equally frequent ones came first", () => {
    const [usd, eur] = [["USD", 2] as const, ["EUR", 2] as const];
    assert.equal(findMainCurrency(new Map([usd, eur])), "EUR");
    assert.equal(findMainCurrency(new Map([eur, usd])), "EUR");
  });

  it("is alphabetical without a main one", () => {
    assert.equal(findMainCurrency(new Map()), "");
    assert.deepEqual(["USD", "EUR", "GBP", "AUD"].sort(compareCurrencies("")), ["AUD", "EUR", "GBP", "USD"]);
  });

  it("compares either way round", () => {
    const compare = compareCurrencies("USD");
    assert.deepEqual([compare("USD", "EUR"), compare("EUR", "USD"), compare("USD", "USD")].map(Math.sign), [-1, 1, 0]);
    assert.deepEqual([compare("EUR", "GBP"), compare("GBP", "EUR"), compare("EUR", "EUR")].map(Math.sign), [-1, 1, 0]);
  });
});
