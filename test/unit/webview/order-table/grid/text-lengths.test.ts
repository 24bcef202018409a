import assert from "node:assert/strict";
import { RowIndex } from "../../../../../src/columns/row-index";
import { TextLengths } from "../../../../../src/webview/order-table/grid/text-lengths";

function addRows(index: RowIndex, rows: readonly string[]): void {
  index.add({ columns: ["id", "note"], separator: "\t", body: new TextEncoder().encode(rows.join("")) });
}

describe("The lengths of the texts of columns", () => {
  it("are those of the longest ones as displayed", () => {
    const lengths = new TextLengths({ formatCell: (column, text) => (column === "id" ? `<${text}>` : text) });
    const index = new RowIndex();
    assert.deepEqual(lengths.measure(index), []);
    addRows(index, ["1\tabc\n", "22\t\n"]);
    assert.deepEqual(lengths.measure(index), [4, 3]);
  });

  it("grow with rows that are added, each of which is measured once", () => {
    let formatted = 0;
    const lengths = new TextLengths({ formatCell: (_, text) => (formatted++, text) });
    const index = new RowIndex();
    addRows(index, ["1\tabc\n"]);
    assert.deepEqual(lengths.measure(index), [1, 3]);
    addRows(index, ["333\ta\n"]);
    assert.deepEqual(lengths.measure(index), [3, 3]);
    assert.deepEqual(lengths.measure(index), [3, 3]);
    assert.equal(formatted, 4);
  });

  it("are those of a sample of many rows, and begin anew with another index", () => {
    let formatted = 0;
    const lengths = new TextLengths({ formatCell: (_, text) => (formatted++, text) });
    const index = new RowIndex();
    addRows(index, Array<string>(100_000).fill("4444\tx\n"));
    assert.deepEqual(lengths.measure(index), [4, 1]);
    assert(formatted <= 2 * 401, `${formatted} texts`);
    const other = new RowIndex();
    addRows(other, ["1\t22\n"]);
    assert.deepEqual(lengths.measure(other), [1, 2]);
  });
});
