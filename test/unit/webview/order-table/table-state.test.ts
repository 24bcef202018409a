import assert from "node:assert/strict";
import { toFormValues } from "../../../../src/webview/order-table/query/form-values";
import { defaultTableState, parseTableState, type TableState } from "../../../../src/webview/order-table/table-state";
import { defaultViewState } from "../../../../src/webview/order-table/view-state";

const sort = [{ name: "amount_brutto", descending: true }];

describe("the saved table state", () => {
  it("round-trips through JSON", () => {
    const state: TableState = {
      ...defaultTableState,
      filter: "shop",
      amount: "amount_netto",
      view: { ...defaultViewState, sort, local: true, top: 12, focus: { row: 14, column: 2, order: "7" } },
      picture: { open: false, table: true, currency: "EUR" },
      facets: {
        bar: { period: "2026-07", types: ["renew"], kind: "refunded", amount: "amount_netto" },
        kind: "refunded",
        currency: "EUR",
        own: [{ column: "type", kind: "values", values: ["renew", "cor"] }],
        combined: [{ column: "type", kind: "values", values: ["renew"] }],
      },
      more: true,
      draft: { ...toFormValues({ period: "last-month" }), procIdAfter: "12 " },
    };
    assert.deepEqual(parseTableState(JSON.parse(JSON.stringify(state))), state);
  });

  it("is read beside the extension's own data", () => {
    const { version, ...others } = parseTableState({ ...defaultTableState, filter: "x", account: "a", query: {} });
    assert.deepEqual({ version, ...others }, { ...defaultTableState, filter: "x" });
  });

  it("is migrated from version 1: filter, sort order and scroll position", () => {
    const before = { version: 1, filter: "de", sort, amount: "amount_netto", top: 7, focus: { row: 9, column: 3 } };
    assert.deepEqual(parseTableState(before), {
      ...defaultTableState,
      filter: "de",
      amount: "amount_netto",
      view: { ...defaultViewState, sort, top: 7 },
    });
  });

  it("drops only the invalid part", () => {
    const { picture, facets, view } = parseTableState({
      ...defaultTableState,
      view: { ...defaultViewState, sort },
      picture: "open",
      facets: { ...defaultTableState.facets, bar: { period: "July", types: null, kind: null, amount: "" } },
    });
    assert.deepEqual([picture, facets, view.sort], [defaultTableState.picture, defaultTableState.facets, sort]);
    assert.equal(parseTableState({ version: 2, filter: "only this" }).filter, "only this");
  });

  it("is the default if there is none, or one of a newer version", () => {
    for (const stored of [undefined, null, 7, "", [], {}, { ...defaultTableState, version: 3 }, { version: 1 }]) {
      assert.deepEqual(parseTableState(stored), defaultTableState);
    }
  });
});
