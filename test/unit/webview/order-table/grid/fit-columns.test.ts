import assert from "node:assert/strict";
import { fitColumns } from "../../../../../src/webview/order-table/grid/fit-columns";
import type { GridColumn } from "../../../../../src/webview/order-table/grid/grid-columns";

function column(name: string, width: number, textWidth = width, hasOwnWidth = false): GridColumn {
  return {
    column: 0,
    name,
    title: name,
    kind: "text",
    isStatus: false,
    isPinned: false,
    width,
    textWidth,
    hasOwnWidth,
  };
}

const columns = [
  column("status", 12, 10),
  column("identifier", 30, 26),
  column("currency", 13, 9),
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

  it("then have a long identifier cut off, then the others, and only in the end what makes an identifier readable", () => {
    assert.deepEqual(widthsIn(39), [10, 20, 9, 24]);
    assert.deepEqual(widthsIn(34), [9, 20, 5, 24]);
    assert.deepEqual(widthsIn(28), [3, 20, 5, 24], "the icon of a status is enough");
    assert.deepEqual(widthsIn(22), [3, 15, 4, 24]);
    assert.deepEqual(widthsIn(10), [3, 8, 4, 24]);
  });

  it("keep a status readable where the types leave room", () => {
    const german = [column("status", 16), column("type", 24), column("identifier", 20)];
    assert.deepEqual(
      fitColumns(german, () => 50).map(({ width }) => width),
      [16, 14, 20],
    );
  });

  it("show the column after the essential ones whole where cutting off long identifiers is enough", () => {
    assert.deepEqual(widthsIn(70), [11, 26, 9, 24]);
    assert.deepEqual(widthsIn(63), [10, 20, 9, 24]);
    assert.deepEqual(widthsIn(62), [12, 30, 13, 24], "else nothing is cut off for it");
  });

  it("keep a width of the user's", () => {
    const withOwn = [column("status", 12, 12, true), column("identifier", 20, 20)];
    assert.deepEqual(
      fitColumns(withOwn, () => 22).map(({ width }) => width),
      [12, 10],
    );
  });

  it("stay as they are without essential ones, and the room is that of the columns up to the last essential one", () => {
    const others = [column("created_at", 24), column("order_id", 15)];
    assert.deepEqual(
      fitColumns(others, () => 1),
      others,
    );
    const counts: number[] = [];
    fitColumns(columns, (count) => 100 * counts.push(count));
    assert.deepEqual(counts, [3, 4], "and that of one more");
  });
});
