import assert from "node:assert/strict";
import fc from "fast-check";
import { splitBlock } from "../../../src/columns/row-block";
import { RowIndex } from "../../../src/columns/row-index";
import { listAllRows } from "../../../src/columns/row-sort";
import { runToEnd } from "../../../src/columns/cooperative-task";
import { createIndex, createIndexFromCells, utf8 } from "./index-fixtures";

/** A column's cells by its dictionary. */
function texts(index: RowIndex, column: number): string[] {
  const { codes, values } = index.typedColumns.dictionary(column);
  return Array.from(codes, (code) => values[code] ?? "missing");
}

/** The same cells, each looked up by itself. */
function readCells(index: RowIndex, column: number): string[] {
  return Array.from(listAllRows(index.count), (row) => index.cell(row, column));
}

function sortKeys(index: RowIndex, column: number): Float64Array {
  return runToEnd(index.typedColumns.sortKeys(column));
}

function assertAgree(index: RowIndex): void {
  index.columns.forEach((_, column) => assert.deepEqual(texts(index, column), readCells(index, column)));
}

const lengths = fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 40, 254, 255, 256, 300, 20_000);
const cell = fc.tuple(fc.constantFrom("a", "é", "€", "😀", "\r", "-"), lengths);
const row = fc.record({
  cells: fc.array(cell, { minLength: 1, maxLength: 6 }),
  end: fc.constantFrom("\n", "\r\n", "\n\n"),
});

/** The rows as they are sent: described in short, so that a counterexample can be read. */
function written(rows: readonly { cells: readonly (readonly [string, number])[]; end: string }[]): string {
  return rows.map(({ cells, end }) => cells.map(([text, times]) => text.repeat(times)).join("\t") + end).join("");
}

describe("typed columns", () => {
  it("have all cells, whatever the row lengths and byte offsets", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.nat(3), fc.constantFrom(0, 3, 40), (sent, offset, columns) => {
        const text = `${written(sent)}${offset === 1 ? "last\t" : ""}`;
        const bytes = utf8.encode(" ".repeat(offset) + text).subarray(offset);
        const names = Array.from({ length: columns }, (_, at) => `c${at}`);
        const index = new RowIndex();
        index.add({ columns: names, separator: "\t", body: bytes });
        assertAgree(index);
        const rows = text.split("\n").filter((line) => line !== "" && line !== "\r");
        assert.deepEqual(
          readCells(index, 0),
          rows.map((line) => line.replace(/\r$/, "").split("\t")[0]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("find line ends at every place of a window", () => {
    const separators = ["\n", "\r\n"];
    for (const end of separators) {
      for (let length = 16_370; length < 16_400; length++) {
        const index = createIndex(["a", "b"], `${"x".repeat(length)}\ty${end}1\t2${end}`);
        assert.deepEqual(texts(index, 1), ["y", "2"]);
        assert.equal(index.count, createIndex(["a"], `${"x".repeat(length)}${end}2`).count);
      }
    }
  });

  it("separate rows at block boundaries", () => {
    const index = new RowIndex();
    for (const text of ["1\t2\r", "\n3\t4", "5\t\r\n", "\r\n6\t", "\t\n", "\uFEFF7\t8"]) {
      index.add({ columns: ["a", "b"], separator: "\t", body: utf8.encode(text) });
    }
    assert.deepEqual(readCells(index, 0), ["1", "3", "5", "6", "", "\uFEFF7"]);
    assert.deepEqual(readCells(index, 1), ["2", "4", "", "", "", "8"]);
    assertAgree(index);
  });

  it("are extended as rows are added", () => {
    const rows = Array.from(
      { length: 400 },
      (_, at) => `${at % 7 ? at / 4 : "n/a"}\t2024-01-${(at % 40) + 10}\tv${at % 300}\n`,
    );
    const block = { columns: ["a", "d", "v"], separator: "\t", body: utf8.encode(rows.join("")) };
    const [extended, fresh] = [new RowIndex(), new RowIndex()];
    const all = (index: RowIndex) => [
      ...[index.typedColumns.decimals(0), sortKeys(index, 0), sortKeys(index, 1), sortKeys(index, 2)],
      ...[texts(index, 2), texts(index, 3)],
    ];
    for (const part of splitBlock(block, 500)) {
      extended.add(part);
      all(extended);
    }
    fresh.add(block);
    for (const step of fresh.typedColumns.prepare([{ column: 0, as: "decimals" }])) assert.equal(step, undefined);
    assert.deepEqual(all(extended), all(fresh));
  });

  it("can be read concurrently while rows are added", () => {
    const index = createIndex(["amount", "day"], "1\t2024-01-01\n");
    const reading = index.typedColumns.prepare([
      { column: 0, as: "decimals" },
      { column: 1, as: "sortKeys" },
      { column: 0, as: "dictionary" },
    ]);
    reading.next();
    index.add({ columns: ["amount", "day"], separator: "\t", body: utf8.encode("2.5\t2024-01-02\n") });
    while (reading.next().done !== true) continue;
    assert.deepEqual([...index.typedColumns.decimals(0).units], [10, 25]);
    assert.deepEqual([...sortKeys(index, 1)], [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2)]);
    assert.deepEqual(texts(index, 0), ["1", "2.5"]);
  });

  it("take any number of different values", () => {
    for (const count of [256, 257, 65_536, 65_537, 70_000]) {
      const index = createIndexFromCells(
        ["value"],
        Array.from({ length: count + 5 }, (_, at) => [`v${at % count}`]),
      );
      assert.equal(index.typedColumns.dictionary(0).values.length, count);
      assertAgree(index);
    }
  });

  it("have no column kind before there are cells", () => {
    const index = createIndexFromCells(["a", "b"], [["", "x"]]);
    assert.equal(index.typedColumns.getKind(0), "text");
    index.add({ columns: ["a", "b"], separator: "\t", body: utf8.encode("5\tx\n") });
    assert.equal(index.typedColumns.getKind(0), "decimal");
  });
});
