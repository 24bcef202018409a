import assert from "node:assert/strict";
import type { ColumnFilter } from "../../../../src/columns/column-filter";
import {
  combineFilters,
  noFacets,
  reconcileFacets,
  type FacetFilters,
  type FacetState,
} from "../../../../src/webview/order-table/facet-filters";
import { createCurrencyFilter, createTotalFilters } from "../../../../src/webview/order-table/totals/total-filters";

const columns = {
  amount: "amount_brutto",
  statuses: ["ok", "pending"],
  types: ["renew", "transfer", "credit-increase"],
};
const none: FacetFilters = { bar: [], kind: [], currency: [] };
const charged: FacetFilters = { ...none, kind: createTotalFilters("charged", columns) };
const [chargedStatus, chargedAmount, chargedType] = charged.kind;
const shop: ColumnFilter = { column: "identifier", kind: "contains", text: "shop" };
const transfers: ColumnFilter = { column: "type", kind: "values", values: ["TRANSFER"] };

/** The state after a click on Charged. */
function pressCharged(own: readonly ColumnFilter[]): FacetState {
  return { ...noFacets, kind: "charged", own: [...own], combined: combineFilters(own, charged) };
}

describe("filters of totals and bars", () => {
  it("leave the user's own filters in force, in any spelling", () => {
    const ownAmount: ColumnFilter = { column: "amount_brutto", kind: "amounts", from: "-5", to: "9,50" };
    const combined = combineFilters([shop, transfers, ownAmount], charged);
    assert.deepEqual(combined, [shop, transfers, { ...ownAmount, from: "0" }, chargedStatus]);
    const fromFive: ColumnFilter = { ...ownAmount, from: "5" };
    assert.deepEqual(combineFilters([fromFive], charged)[0], fromFive);
  });

  it("of both leave the rows of both: a refund of a charged segment is none", () => {
    const days: ColumnFilter = { column: "created_at", kind: "dates", from: "2026-07-10", to: "" };
    const bar: ColumnFilter[] = [
      { column: "created_at", kind: "dates", from: "2026-07-01", to: "2026-07-31" },
      { column: "type", kind: "values", values: ["renew"] },
      { column: "amount_brutto", kind: "amounts", from: "", to: "0" },
    ];
    assert.deepEqual(combineFilters([days], { ...charged, bar, currency: [createCurrencyFilter("EUR")] }), [
      { ...days, to: "2026-07-31" },
      createCurrencyFilter("EUR"),
      chargedStatus,
      { ...chargedAmount, to: "0" },
      { column: "type", kind: "values", values: ["renew"] },
    ]);
  });

  it("are the user's own ones without a facet", () => {
    const state = reconcileFacets(noFacets, [shop], none);
    assert.deepEqual(state, { ...noFacets, own: [shop], combined: [shop] });
    assert.equal(reconcileFacets(state, [shop], none), state);
  });

  it("stay in force when the user filters another column", () => {
    const before = pressCharged([transfers]);
    const { own, kind } = reconcileFacets(before, [...before.combined, shop], charged);
    assert.deepEqual([own, kind], [[transfers, shop], "charged"]);
    const { own: ownAfter } = reconcileFacets(before, before.combined.toReversed(), charged);
    assert.deepEqual(ownAfter, [transfers]);
  });

  it("end when the user changes one of them, and leave the others to the user", () => {
    const before = pressCharged([shop]);
    const filters = before.combined.filter((filter) => filter !== chargedAmount);
    const { own, kind } = reconcileFacets(before, filters, charged);
    assert.deepEqual([own, kind], [[shop, chargedStatus, chargedType], null]);
    const cleared = reconcileFacets(before, [], charged);
    assert.deepEqual(cleared, { ...noFacets });
  });

  it("of a facet that goes on are not left to the user when another one ends", () => {
    const both = { ...charged, bar: [{ ...transfers, values: ["renew"] }] };
    const state = { ...pressCharged([]), combined: combineFilters([], both) };
    const filters = state.combined.filter(({ column }) => column !== "status");
    const { own } = reconcileFacets(state, filters, both);
    assert.deepEqual(own, [chargedAmount, chargedType]);
  });
});
