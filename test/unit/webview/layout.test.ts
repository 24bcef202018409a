import assert from "node:assert/strict";
import {
  arranged,
  moved,
  pinnedOrNot,
  resized,
  shownOrHidden,
  usualLayout,
  visible,
} from "../../../src/webview/grid/layout";

const sent = [
  "order_id",
  "proc_id",
  "created_at",
  "status",
  "type",
  "amount_brutto",
  "currency",
  "identifier",
  "extra",
];

describe("the layout of columns", () => {
  it("has what matters first, and columns nobody knows in the order they were sent", () => {
    const first = ["created_at", "type", "identifier", "amount_brutto", "currency", "status"];
    assert.deepEqual(visible(sent, usualLayout), [...first, "order_id", "proc_id", "extra"]);
    assert.deepEqual(visible(sent, { ...usualLayout, order: sent }), sent);
    assert.deepEqual(visible(["b", "a"], usualLayout), ["b", "a"]);
  });

  it("moves a column over its neighbours that are shown, and stops at the edges", () => {
    const hidden = shownOrHidden(usualLayout, sent, "type", false);
    assert.deepEqual(visible(sent, moved(hidden, sent, "identifier", -1)).slice(0, 2), ["identifier", "created_at"]);
    assert.deepEqual(visible(sent, moved(usualLayout, sent, "created_at", 2)).slice(0, 3), ["type", "identifier", "created_at"]); // prettier-ignore
    assert.equal(visible(sent, moved(usualLayout, sent, "type", 99)).at(-1), "type");
    assert.equal(moved(usualLayout, sent, "created_at", -1), usualLayout);
    assert.equal(moved(usualLayout, sent, "gone", 1), usualLayout);
  });

  it("keeps pinned columns at the left; a column moved among them is one of them", () => {
    const pinned = pinnedOrNot(usualLayout, "identifier", true);
    assert.deepEqual(arranged(sent, pinned).slice(0, 2), ["identifier", "created_at"]);
    const joined = moved(pinned, sent, "created_at", -1);
    assert.deepEqual([joined.pinned, visible(sent, joined)[0]], [["identifier", "created_at"], "created_at"]);
    const left = moved(joined, sent, "created_at", 2);
    assert.deepEqual([left.pinned, visible(sent, left).slice(0, 3)], [["identifier"], ["identifier", "type", "created_at"]]); // prettier-ignore
    assert.deepEqual(pinnedOrNot(pinned, "identifier", false).pinned, []);
  });

  it("never hides the last column", () => {
    const one = shownOrHidden(usualLayout, ["a", "b"], "a", false);
    assert.deepEqual(visible(["a", "b"], one), ["b"]);
    assert.equal(shownOrHidden(one, ["a", "b"], "b", false), one);
    assert.deepEqual(shownOrHidden(one, ["a", "b"], "a", true).hidden, []);
  });

  it("keeps widths within bounds, and gives them up", () => {
    const wide = resized(usualLayout, "type", 1000);
    assert.deepEqual([wide.widths["type"], resized(wide, "type", 1).widths["type"]], [200, 4]);
    assert.deepEqual(resized(wide, "type", undefined).widths, {});
  });
});
