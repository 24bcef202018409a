import assert from "node:assert/strict";
import {
  PositionRestorer,
  type GridPosition,
  type OrderIdSource,
  type PositionedGrid,
  type RowLookup,
} from "../../../../../src/webview/order-table/grid/position-restore";

/** Where the user is brought to when these orders have come, from a place kept before. */
async function restored(
  orders: string,
  saved: GridPosition,
): Promise<{ top: number; focus: number; selected: string[] }> {
  const none: GridPosition["selected"] = [];
  const grid: PositionedGrid = { topRow: 0, focus: { row: 0, column: 0 }, selection: none, cursor: { ranges: none } };
  const model: RowLookup = {
    isBusy: false,
    entries: Uint32Array.from(orders, (_, row) => row),
    findRow: (_column, order) => Promise.resolve(orders.includes(order) ? orders.indexOf(order) : undefined),
  };
  const cells: OrderIdSource = { getOrderId: (row) => orders[row] ?? "" };
  await new PositionRestorer(model, grid, cells, saved, () => undefined).restore();
  const selected = grid.selection.map(({ top, bottom }) => orders.slice(top, bottom + 1));
  return { top: grid.topRow, focus: grid.focus.row, selected };
}

/** A place in the orders abcdefgh: at the focus d, with ranges selected. */
function inAlphabet(...ranges: string[]): GridPosition {
  const all = "abcdefgh";
  const selected = ranges.map((range) => ({
    ...{ top: all.indexOf(range), bottom: all.indexOf(range) + range.length - 1, left: 0, right: 0 },
    ...{ first: range[0] ?? "", last: range.at(-1) ?? "" },
  }));
  return { top: 2, focus: { row: 3, column: 0, order: "d" }, selected };
}

describe("a position in reloaded rows", () => {
  it("is unchanged if nothing changed, and moves with its orders", async () => {
    assert.deepEqual(await restored("abcdefgh", inAlphabet("bc")), { top: 2, focus: 3, selected: ["bc"] });
    assert.deepEqual(await restored("12abcdefgh", inAlphabet("bc", "f")), { top: 4, focus: 5, selected: ["bc", "f"] });
  });

  it("keeps each range with its own orders, as far as they are together", async () => {
    const { selected } = await restored("1abcd2ef3gh", inAlphabet("bc", "ef", "fg"));
    assert.deepEqual(selected, ["bc", "ef"]);
  });

  it("stays at its row if the order is missing", async () => {
    assert.deepEqual(await restored("1abcefgh", inAlphabet("bc", "h")), { top: 2, focus: 3, selected: ["bc", "h"] });
  });
});
