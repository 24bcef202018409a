import assert from "node:assert/strict";
import { orderColumnNames, orderColumns as documentedColumns } from "../../../../../src/dmapi/order-columns";
import {
  orderColumns,
  moveColumn,
  setColumnPinned,
  resizeColumn,
  setColumnVisible,
  defaultColumnLayout,
  visibleColumns,
} from "../../../../../src/webview/order-table/grid/column-layout";

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
  it("has important columns first, and unknown ones in the order sent", () => {
    const first = ["status", "type", "identifier", "amount_brutto", "currency", "created_at"];
    assert.deepEqual(visibleColumns(sent, defaultColumnLayout), [...first, "order_id", "proc_id", "extra"]);
    assert.deepEqual(visibleColumns(sent, { ...defaultColumnLayout, order: sent }), sent);
    assert.deepEqual(visibleColumns(["b", "a"], defaultColumnLayout), ["b", "a"]);
  });

  it("has a place of its own for every documented column", () => {
    const positions = Object.values(documentedColumns).map(({ gridPosition }) => gridPosition);
    assert.deepEqual(positions.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(defaultColumnLayout.order.toSorted(), orderColumnNames.toSorted());
  });

  it("moves a column over its neighbours that are shown, and stops at the edges", () => {
    const hidden = setColumnVisible(defaultColumnLayout, sent, "type", false);
    assert.deepEqual(visibleColumns(sent, moveColumn(hidden, sent, "identifier", -1)).slice(0, 2), [
      "identifier",
      "status",
    ]);
    assert.deepEqual(visibleColumns(sent, moveColumn(defaultColumnLayout, sent, "status", 2)).slice(0, 3), ["type", "identifier", "status"]); // prettier-ignore
    assert.equal(visibleColumns(sent, moveColumn(defaultColumnLayout, sent, "type", 99)).at(-1), "type");
    assert.equal(moveColumn(defaultColumnLayout, sent, "status", -1), defaultColumnLayout);
    assert.equal(moveColumn(defaultColumnLayout, sent, "gone", 1), defaultColumnLayout);
  });

  it("keeps pinned columns at the left; a column moved among them is one of them", () => {
    const pinned = setColumnPinned(defaultColumnLayout, "identifier", true);
    assert.deepEqual(orderColumns(sent, pinned).slice(0, 2), ["identifier", "status"]);
    const joined = moveColumn(pinned, sent, "status", -1);
    assert.deepEqual([joined.pinned, visibleColumns(sent, joined)[0]], [["identifier", "status"], "status"]);
    const left = moveColumn(joined, sent, "status", 2);
    assert.deepEqual([left.pinned, visibleColumns(sent, left).slice(0, 3)], [["identifier"], ["identifier", "type", "status"]]); // prettier-ignore
    assert.deepEqual(setColumnPinned(pinned, "identifier", false).pinned, []);
  });

  it("never hides the last column", () => {
    const one = setColumnVisible(defaultColumnLayout, ["a", "b"], "a", false);
    assert.deepEqual(visibleColumns(["a", "b"], one), ["b"]);
    assert.equal(setColumnVisible(one, ["a", "b"], "b", false), one);
    assert.deepEqual(setColumnVisible(one, ["a", "b"], "a", true).hidden, []);
  });

  it("clamps and resets widths", () => {
    const wide = resizeColumn(defaultColumnLayout, "type", 1000);
    assert.deepEqual([wide.widths["type"], resizeColumn(wide, "type", 1).widths["type"]], [200, 4]);
    assert.deepEqual(resizeColumn(wide, "type", undefined).widths, {});
  });
});
