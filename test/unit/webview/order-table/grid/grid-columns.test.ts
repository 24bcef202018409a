import assert from "node:assert/strict";
import { RowIndex } from "../../../../../src/columns/row-index";
import { createCellFilter } from "../../../../../src/webview/order-table/grid/filter-text";
import { createGridColumns } from "../../../../../src/webview/order-table/grid/grid-columns";
import { defaultColumnLayout } from "../../../../../src/webview/order-table/grid/column-layout";

describe("columns of the grid", () => {
  it("have their sent name as title if unknown", () => {
    const names = ["order_id", "constructor", "__proto__", "toString"];
    const index = new RowIndex();
    index.add({ columns: names, separator: "\t", body: new TextEncoder().encode("1\t2\t3\t4\n") });
    const columns = createGridColumns(index, { order_id: "Order" }, defaultColumnLayout, false, [1, 1, 1, 1]);
    const summaries = columns.map(({ name, title, width }) => [name, title, typeof width]);
    assert.deepEqual(
      summaries.sort(),
      names.map((name) => [name, name === "order_id" ? "Order" : name, "number"]).sort(),
    );
  });
});

describe("the filter by a cell", () => {
  const filter = (kind: "decimal" | "instant" | "text", text: string, few = false) =>
    createCellFilter("c", text, kind, few, false);

  it("leaves the amount, the day, or the text", () => {
    assert.deepEqual(filter("decimal", "-5,00"), { column: "c", kind: "amounts", from: "-5,00", to: "-5,00" });
    assert.deepEqual(filter("instant", "2024-02-29T23:59:59Z"), {
      column: "c",
      kind: "dates",
      from: "2024-02-29",
      to: "2024-02-29",
    });
    assert.deepEqual(filter("text", "ok", true), { column: "c", kind: "values", values: ["ok"] });
  });

  it("leaves the text where it is no amount or day", () => {
    assert.deepEqual(filter("decimal", "1e5"), { column: "c", kind: "is", text: "1e5" });
    assert.deepEqual(filter("instant", "17.03.2024"), { column: "c", kind: "is", text: "17.03.2024" });
    assert.deepEqual(filter("instant", ""), { column: "c", kind: "is", text: "" });
  });
});
