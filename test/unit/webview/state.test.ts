import assert from "node:assert/strict";
import { typedFrom } from "../../../src/webview/query/typed";
import { freshState, readState, type TableState } from "../../../src/webview/state";
import { freshView } from "../../../src/webview/view";

const sort = [{ name: "amount_brutto", descending: true }];

describe("the state that is kept", () => {
  it("comes back as it was, through JSON", () => {
    const state: TableState = {
      ...freshState,
      filter: "shop",
      amount: "amount_netto",
      view: { ...freshView, sort, local: true, top: 12, focus: { row: 14, column: 2, order: "7" } },
      picture: { open: false, table: true, currency: "EUR" },
      pick: {
        period: "2026-07",
        types: ["renew"],
        kind: "refunded",
        amount: "amount_netto",
        replaced: [{ column: "type", kind: "values", values: ["renew", "cor"] }],
      },
      more: true,
      draft: { ...typedFrom({ period: "last-month" }), procIdAfter: "12 " },
    };
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  it("is read beside what the extension keeps there", () => {
    const { version, ...others } = readState({ ...freshState, filter: "x", account: "a", query: {} });
    assert.deepEqual({ version, ...others }, { ...freshState, filter: "x" });
  });

  it("is brought over from version 1: what was filtered, sorted and in sight", () => {
    const before = { version: 1, filter: "de", sort, amount: "amount_netto", top: 7, focus: { row: 9, column: 3 } };
    assert.deepEqual(readState(before), {
      ...freshState,
      filter: "de",
      amount: "amount_netto",
      view: { ...freshView, sort, top: 7 },
    });
  });

  it("loses only the part that cannot be read", () => {
    const { picture, pick, view } = readState({
      ...freshState,
      view: { ...freshView, sort },
      picture: "open",
      pick: { period: "July", types: null, kind: null, replaced: [] },
    });
    assert.deepEqual([picture, pick, view.sort], [freshState.picture, null, sort]);
    assert.equal(readState({ version: 2, filter: "only this" }).filter, "only this");
  });

  it("begins anew where there is none, or one of a version to come", () => {
    for (const kept of [undefined, null, 7, "", [], {}, { ...freshState, version: 3 }, { version: 1 }]) {
      assert.deepEqual(readState(kept), freshState);
    }
  });
});
