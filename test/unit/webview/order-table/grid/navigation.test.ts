import assert from "node:assert/strict";
import fc from "fast-check";
import { moveFocus, clampCell, type GridSize } from "../../../../../src/webview/order-table/grid/navigation";
import { ScrollScale } from "../../../../../src/webview/order-table/grid/scroll-scale";

describe("scroll scale", () => {
  const heights = fc.record({
    content: fc.integer({ min: 0, max: 200_000_000 }),
    viewport: fc.integer({ min: 0, max: 4000 }),
  });

  it("leaves content a browser can hold as it is", () => {
    const scale = new ScrollScale(44_000, 500);
    assert.ok(scale.isExact);
    assert.equal(scale.height, 44_000);
    assert.equal(scale.toContent(1234), 1234);
  });

  it("draws larger content together, true to the pixel at both ends", () => {
    const scale = new ScrollScale(22_000_000, 500);
    assert.ok(!scale.isExact && scale.height < 8_000_000);
    assert.equal(scale.toContent(500), 500);
    assert.equal(scale.toContent(scale.scrollLimit - 500), scale.contentLimit - 500);
  });

  it("reaches both ends, never goes backwards and finds its way back", () => {
    fc.assert(
      fc.property(heights, fc.double({ min: 0, max: 1, noNaN: true }), ({ content, viewport }, part) => {
        const scale = new ScrollScale(content, viewport);
        const scroll = part * scale.scrollLimit;
        assert.equal(scale.toContent(0), 0);
        assert.equal(scale.toContent(scale.scrollLimit), scale.contentLimit);
        assert.ok(scale.toContent(scroll) <= scale.toContent(scroll + 1));
        assert.ok(Math.abs(scale.toScroll(scale.toContent(scroll)) - scroll) < 0.01);
      }),
    );
  });
});

describe("moving in the grid", () => {
  const size: GridSize = { rows: 100, columns: 9, pageRows: 20 };
  const from = { row: 50, column: 4 };

  it("follows the ARIA grid pattern", () => {
    const moves: [string, boolean, number, number][] = [
      ["ArrowUp", false, 49, 4],
      ["ArrowDown", false, 51, 4],
      ["ArrowLeft", false, 50, 3],
      ["ArrowRight", false, 50, 5],
      ["Home", false, 50, 0],
      ["End", false, 50, 8],
      ["PageUp", false, 30, 4],
      ["PageDown", false, 70, 4],
      ["Home", true, 0, 0],
      ["End", true, 99, 8],
      ["ArrowUp", true, 0, 4],
      ["ArrowDown", true, 99, 4],
    ];
    for (const [key, control, row, column] of moves)
      assert.deepEqual(moveFocus(from, key, control, size), { row, column }, key);
    assert.equal(moveFocus(from, "a", false, size), undefined);
  });

  it("stops at the edges; the header is above the first row", () => {
    assert.deepEqual(moveFocus({ row: 0, column: 0 }, "ArrowUp", false, size), { row: -1, column: 0 });
    assert.deepEqual(moveFocus({ row: -1, column: 0 }, "ArrowUp", false, size), { row: -1, column: 0 });
    assert.deepEqual(moveFocus({ row: 5, column: 0 }, "PageUp", false, size), { row: 0, column: 0 });
    assert.deepEqual(moveFocus({ row: 99, column: 8 }, "PageDown", false, size), { row: 99, column: 8 });
    assert.deepEqual(clampCell({ row: 7, column: 3 }, { rows: 0, columns: 0, pageRows: 1 }), { row: 0, column: 0 });
  });
});
