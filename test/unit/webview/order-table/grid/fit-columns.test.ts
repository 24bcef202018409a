import assert from "node:assert/strict";
import { fitColumns } from "../../../../../src/webview/order-table/grid/fit-columns";
import type { GridColumn } from "../../../../../src/webview/order-table/grid/grid-columns";

function column(name: string, width: number, textWidth = width, leastWidth = textWidth): GridColumn {
  return {
    column: 0,
    name,
    title: name,
    kind: "text",
    isStatus: false,
    isPinned: false,
    width,
    textWidth,
    leastWidth,
  };
}

const columns = [
  column("status", 12, 10),
  column("identifier", 30, 26, 8),
  column("currency", 13, 9, 5),
  column("created_at", 24),
];

/** The widths in a grid with room for so many digits. */
function widthsIn(room: number): number[] {
  return fitColumns(columns, () => room).map(({ width }) => width);
}

describe("columns in the width of the grid", () => {
  it("stay as they are where the essential ones fit", () => {
    assert.deepEqual(widthsIn(55), [12, 30, 13, 24]);
  });

  it("are narrowed to their texts first, and no more than needed", () => {
    assert.deepEqual(widthsIn(54), [12, 29, 13, 24]);
    assert.deepEqual(widthsIn(45), [10, 26, 9, 24]);
  });

  it("then have long texts cut off, the longest first", () => {
    assert.deepEqual(widthsIn(30), [10, 11, 9, 24]);
    const withStatus = [column("status", 12, 12, 9), column("identifier", 20, 20, 8)];
    assert.deepEqual(
      fitColumns(withStatus, () => 22).map(({ width }) => width),
      [12, 10],
    );
    assert.deepEqual(widthsIn(10), [10, 8, 5, 24]);
  });

  it("stay as they are without essential ones, and the room is that of the columns up to the last essential one", () => {
    const others = [column("created_at", 24), column("order_id", 15)];
    assert.deepEqual(
      fitColumns(others, () => 1),
      others,
    );
    const counts: number[] = [];
    fitColumns(columns, (count) => counts.push(count));
    assert.deepEqual(counts, [3]);
  });
});
