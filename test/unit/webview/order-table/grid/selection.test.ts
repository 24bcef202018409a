import assert from "node:assert/strict";
import fc from "fast-check";
import { groupFlag } from "../../../../../src/columns/row-groups";
import {
  countCellsToCopy,
  createCopyText,
  type CopySource,
} from "../../../../../src/webview/order-table/grid/copy-text";
import { Cursor } from "../../../../../src/webview/order-table/grid/cursor";
import { remapSelection } from "../../../../../src/webview/order-table/grid/remap-selection";
import { resolveKeyAction } from "../../../../../src/webview/order-table/grid/keymap";
import type { GridSize } from "../../../../../src/webview/order-table/grid/navigation";
import {
  clipRanges,
  selectedColumns,
  countRows,
  rowSpans,
} from "../../../../../src/webview/order-table/grid/selection";

const extent = { rows: 10, columns: 4 };
const cell = (row: number, column: number) => ({ row, column });
const range = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });

describe("the selection", () => {
  it("grows from where it began, in any direction, and is given up by a move", () => {
    const cursor = new Cursor();
    cursor.moveTo(cell(5, 2));
    cursor.extendTo(cell(7, 3), extent);
    cursor.extendTo(cell(4, 1), extent);
    assert.deepEqual(cursor.ranges, [range(4, 5, 1, 2)]);
    cursor.moveTo(cell(0, 0));
    assert.deepEqual([cursor.ranges, cursor.focus], [[], cell(0, 0)]);
  });

  it("takes whole rows and columns, and several ranges", () => {
    const cursor = new Cursor();
    cursor.selectRow(2, "only", extent);
    cursor.selectRow(4, "through", extent);
    cursor.selectRow(8, "too", extent);
    assert.deepEqual(cursor.ranges, [range(2, 4, 0, 3), range(8, 8, 0, 3)]);
    cursor.moveTo(cell(3, 1));
    cursor.widen("columns", extent);
    cursor.extendTo(cell(3, 2), extent);
    assert.deepEqual(cursor.ranges, [range(0, 9, 1, 2)]);
    cursor.moveTo(cell(1, 1));
    cursor.addRangeAt(cell(5, 3));
    assert.deepEqual(cursor.ranges, [range(1, 1, 1, 1), range(5, 5, 3, 3)]);
    cursor.selectAll(extent);
    assert.deepEqual(cursor.ranges, [range(0, 9, 0, 3)]);
  });

  it("counts rows that ranges share once", () => {
    const within = fc.integer({ min: 0, max: 12 });
    const ranges = fc.array(
      fc
        .tuple(within, within, within, within)
        .map(([a, b, c, d]) => range(Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d))),
    );
    fc.assert(
      fc.property(ranges, (all) => {
        const rows = new Set(all.flatMap(({ top, bottom }) => Array.from({ length: bottom - top + 1 }, (_, at) => top + at))); // prettier-ignore
        assert.equal(countRows(all), rows.size);
        const spans = rowSpans(all);
        assert(spans.every(([first], at) => at === 0 || first > (spans[at - 1]?.[1] ?? 0) + 1));
        for (const { bottom, right } of clipRanges(all, 5, 3)) assert(bottom < 5 && right < 3);
      }),
    );
    assert.deepEqual(selectedColumns([range(0, 0, 2, 3), range(1, 1, 0, 2)]), [0, 2, 3].toSpliced(1, 0, 1));
  });
});

describe("a selection whose orders have moved", () => {
  const before = Uint32Array.from([0, 1, 2, 3, 4, 5]);
  const after = (...rows: number[]) => Uint32Array.from(rows);

  it("stays with its orders, in pieces where these have come apart", () => {
    assert.deepEqual(remapSelection([range(1, 3, 0, 2)], before, after(5, 3, 2, 1, 0, 4)), [range(1, 3, 0, 2)]);
    assert.deepEqual(remapSelection([range(1, 3, 0, 2)], before, after(3, 5, 1, 0, 2, 4)), [
      range(0, 0, 0, 2),
      range(2, 2, 0, 2),
      range(4, 4, 0, 2),
    ]);
  });

  it("drops hidden rows, and skips groups", () => {
    assert.deepEqual(remapSelection([range(1, 3, 1, 1), range(5, 5, 0, 3)], before, after(0, 3, 1)), [
      range(1, 2, 1, 1),
    ]);
    assert.deepEqual(remapSelection([range(1, 2, 0, 0)], before, after(groupFlag, 1, groupFlag + 1, 2)), [
      range(1, 1, 0, 0),
      range(3, 3, 0, 0),
    ]);
    assert.deepEqual(remapSelection([range(0, 5, 0, 3)], before, after()), []);
  });

  it("over all rows is over all rows again", () => {
    assert.deepEqual(remapSelection([range(0, 5, 2, 2)], before, after(3, 1)), [range(0, 1, 2, 2)]);
    assert.deepEqual(remapSelection([range(0, 5, 2, 2)], before, after(0, 1, 2, 3, 4, 5, 6)), [range(0, 6, 2, 2)]);
  });

  it("is the very same as long as nothing moves, and given up in more than 500 pieces", () => {
    const ranges = [range(1, 2, 0, 0)];
    assert.equal(remapSelection(ranges, before, after(0, 1, 2, 7)), ranges);
    const all = Uint32Array.from({ length: 2000 }, (_, at) => at);
    const apart = Uint32Array.from(all, (at) => (at % 2 === 0 ? at / 2 : 1000 + (at - 1) / 2));
    assert.deepEqual(
      remapSelection(
        [range(0, 600, 0, 0)],
        all,
        apart.map((row) => 1999 - row),
      ),
      [],
    );
  });

  it("has exactly the cells of the orders that were selected and are there", () => {
    const rows = fc.uniqueArray(fc.nat(30), { maxLength: 30 });
    fc.assert(
      fc.property(rows, rows, fc.nat(29), fc.nat(29), (from, to, a, b) => {
        const last = Math.min(Math.max(a, b), from.length - 1);
        const first = Math.min(Math.min(a, b), last);
        if (first < 0 || (first === 0 && last === from.length - 1)) return;
        const ranges = remapSelection([range(first, last, 1, 2)], Uint32Array.from(from), Uint32Array.from(to));
        const found = new Set(ranges.flatMap(({ top, bottom }) => to.slice(top, bottom + 1)));
        const expected = from.slice(first, last + 1).filter((row) => to.includes(row));
        assert.deepEqual(found, new Set(expected));
      }),
    );
  });

  it("grows on from the piece with the focus", () => {
    const cursor = new Cursor();
    cursor.moveTo(cell(1, 0));
    cursor.extendTo(cell(3, 0), extent);
    cursor.relocate(cell(2, 0), [range(2, 2, 0, 0), range(5, 6, 0, 0)]);
    cursor.extendTo(cell(3, 1), extent);
    assert.deepEqual(cursor.ranges, [range(5, 6, 0, 0), range(2, 3, 0, 1)]);
  });
});

describe("keys in the grid", () => {
  const size: GridSize = { ...extent, pageRows: 5 };
  const key = (name: string, keys: Partial<Record<"shiftKey" | "ctrlKey" | "altKey", boolean>> = {}) => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...keys,
  });

  it("select on cells", () => {
    const on = (event: ReturnType<typeof key>) => resolveKeyAction(event, cell(3, 1), false, size);
    assert.deepEqual(on(key("ArrowDown", { shiftKey: true })), { do: "extend", to: cell(4, 1) });
    assert.deepEqual(on(key("End", { shiftKey: true, ctrlKey: true })), { do: "extend", to: cell(9, 3) });
    assert.deepEqual(on(key("a", { ctrlKey: true })), { do: "all" });
    assert.deepEqual(on(key(" ", { shiftKey: true })), { do: "rows" });
    assert.deepEqual(on(key(" ", { ctrlKey: true })), { do: "columns" });
    assert.deepEqual(on(key("F10", { shiftKey: true })), { do: "context" });
    assert.deepEqual([on(key("Tab")), on(key("ArrowLeft", { altKey: true })), on(key("x"))], [undefined, undefined, undefined]); // prettier-ignore
  });

  it("sort, size and move columns on headers", () => {
    const on = (event: ReturnType<typeof key>) => resolveKeyAction(event, cell(-1, 1), false, size);
    assert.deepEqual(on(key("Enter", { shiftKey: true })), { do: "sort", further: true });
    assert.deepEqual(on(key("ArrowLeft", { shiftKey: true })), { do: "resize", by: -1 });
    assert.deepEqual(on(key("ArrowRight", { shiftKey: true, ctrlKey: true })), { do: "move", by: 1 });
    assert.deepEqual(on(key("ArrowDown", { altKey: true })), { do: "menu" });
    assert.deepEqual(on(key("ArrowDown")), { do: "go", to: cell(0, 1) });
  });

  it("collapse and expand groups", () => {
    const on = (event: ReturnType<typeof key>) => resolveKeyAction(event, cell(0, 0), true, size);
    assert.deepEqual(on(key("ArrowLeft")), { do: "fold" });
    assert.deepEqual(on(key("ArrowRight")), { do: "unfold" });
    assert.deepEqual(on(key("Enter")), { do: "toggle" });
    assert.deepEqual(on(key("ArrowDown")), { do: "go", to: cell(1, 0) });
  });
});

describe("copying", () => {
  const cells = [
    ["1", "=1+1", "a|b"],
    ["2", "-5.00", 'say "hi", you'],
  ];
  const columns = ["id", "amount", "note"].map((name, column) => ({ name, title: name.toUpperCase(), column }));
  const source: CopySource = {
    columns,
    entries: Uint32Array.from([groupFlag, 0, 1]),
    focus: cell(2, 1),
    ranges: [range(0, 2, 0, 2)],
    getFields: (row) => cells[row] ?? [],
    formatField: (fields, { column }) => (fields[column] ?? "").toUpperCase(),
  };

  it("writes tabs as shown, guarded against formulas, and leaves groups out", () => {
    assert.equal(createCopyText("tsv", source), '1\t\'=1+1\tA|B\n2\t-5.00\tSAY "HI", YOU');
    assert.equal(createCopyText("tsv", { ...source, ranges: [] }), "-5.00");
  });

  it("leaves cells between ranges empty", () => {
    const ranges = [range(1, 1, 0, 0), range(2, 2, 2, 2)];
    assert.equal(createCopyText("tsv", { ...source, ranges }), '1\t\n\tSAY "HI", YOU');
  });

  it("writes CSV and JSON as sent, under the columns' names", () => {
    assert.equal(createCopyText("csv", source), 'id,amount,note\r\n1,\'=1+1,"a|b"\r\n2,-5.00,"say ""hi"", you"\r\n');
    assert.deepEqual(JSON.parse(createCopyText("json", source)), [
      { id: "1", amount: "=1+1", note: "a|b" },
      { id: "2", amount: "-5.00", note: 'say "hi", you' },
    ]);
  });

  it("writes Markdown that shows the cells as they are", () => {
    const [head, line, first] = createCopyText("markdown", source).split("\n");
    assert.deepEqual([head, line, first], ["| ID | AMOUNT | NOTE |", "| --- | --- | --- |", "| 1 | =1+1 | A\\|B |"]);
  });

  it("computes its size in advance", () => {
    assert.equal(countCellsToCopy(source), 9);
    assert.equal(countCellsToCopy({ ...source, ranges: [range(0, 1_000_000, 0, 8)] }), 3_000_003);
  });
});
