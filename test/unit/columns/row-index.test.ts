import assert from "node:assert/strict";
import fc from "fast-check";
import { splitBlock } from "../../../src/columns/row-block";
import { RowIndex } from "../../../src/columns/row-index";
import { allCells, createIndex, utf8 } from "./index-fixtures";

describe("row index", () => {
  it("finds rows and cells, empty ones too", () => {
    assert.deepEqual(allCells(createIndex(["a", "b", "c"], "1\t\t3\n\t\t\n4\t5\t6\n")), [
      ["1", "", "3"],
      ["", "", ""],
      ["4", "5", "6"],
    ]);
  });

  it("reads a last line without a line end, and CRLF", () => {
    assert.deepEqual(allCells(createIndex(["a", "b"], "1\t2\r\n3\t4")), [
      ["1", "2"],
      ["3", "4"],
    ]);
    assert.deepEqual(allCells(createIndex(["a", "b"], "1\t\r\n3\t4\r")), [
      ["1", ""],
      ["3", "4"],
    ]);
  });

  it("has no rows for an empty body or empty lines", () => {
    assert.equal(createIndex(["a"], "").count, 0);
    assert.deepEqual(allCells(createIndex(["a"], "\n1\n\r\n\n2\n")), [["1"], ["2"]]);
  });

  it("keeps short rows and long rows whole", () => {
    const index = createIndex(["a", "b"], "1\n1\t2\t3\t4\n5\t6\n");
    assert.deepEqual(index.columns, ["a", "b", "column 3", "column 4"]);
    assert.deepEqual(allCells(index), [
      ["1", "", "", ""],
      ["1", "2", "3", "4"],
      ["5", "6", "", ""],
    ]);
  });

  it("names columns with a missing or duplicate name", () => {
    const index = createIndex(["a", "a", ""], "1\t2\t3\n");
    assert.deepEqual(index.columns, ["a", "a 2", "column 3"]);
    assert.deepEqual(allCells(index), [["1", "2", "3"]]);
  });

  it("never gives two columns one name", () => {
    const index = createIndex(["a 3", "column 2", "a", "", "a", "a"], "1\t2\t3\t4\t5\t6\t7\n");
    assert.equal(new Set(index.columns).size, 7);
    assert.deepEqual(allCells(index), [["1", "2", "3", "4", "5", "6", "7"]]);
    assert.deepEqual(allCells(createIndex(["column 2", "", "a 4", "a", "a"], "1\t2\t3\t4\t5\n")), [
      ["1", "2", "3", "4", "5"],
    ]);
  });

  it("handles a row with very many fields", () => {
    const index = createIndex(["a"], `${"\t".repeat(200_000)}x\n`);
    assert.equal(index.columns.length, 200_001);
    assert.equal(index.cell(0, 200_000), "x");
  });

  it("merges the columns of blocks by name", () => {
    const index = createIndex(["a", "b"], "1\t2\n");
    index.add({ columns: ["b", "c", "a"], separator: ";", body: utf8.encode("3;4;5\n") });
    assert.deepEqual(index.columns, ["a", "b", "c"]);
    assert.deepEqual(allCells(index), [
      ["1", "2", ""],
      ["5", "3", "4"],
    ]);
  });

  it("refuses separators that are not one ASCII character, and rows that are not there", () => {
    const index = new RowIndex();
    for (const separator of ["", "\n", "\t\t", "é"]) {
      assert.throws(() => index.add({ columns: [], separator, body: utf8.encode("1\n") }), RangeError);
    }
    assert.throws(() => index.cell(0, 0), RangeError);
    assert.throws(() => createIndex(["a"], "1\n").cell(-1, 0), RangeError);
  });

  const cell = fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replace(/[\t\r\n]/g, "ü"));
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 30 });

  it("returns the cells that were joined, however they are split into blocks", () => {
    fc.assert(
      fc.property(table, fc.boolean(), fc.integer({ min: 1, max: 60 }), (rows, windows, size) => {
        const body = utf8.encode(rows.map((row) => row.join("\t")).join(windows ? "\r\n" : "\n"));
        const index = new RowIndex();
        for (const part of splitBlock({ columns: ["a", "b", "c"], separator: "\t", body }, size)) index.add(part);
        assert.deepEqual(allCells(index), rows);
      }),
    );
  });
});
