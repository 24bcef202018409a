import assert from "node:assert/strict";
import fc from "fast-check";
import { findMatchingRows } from "../../../src/columns/text-search";
import { RowIndex } from "../../../src/columns/row-index";
import { createIndex, createIndexFromCells, utf8, oneOf } from "./index-fixtures";

const rows = [
  ["renew", "Example.ORG"],
  ["transfer", "bücher.example"],
  ["create", "example.com"],
  ["renew", ""],
];

describe("filtering", () => {
  const found = (text: string) => [...findMatchingRows(createIndexFromCells(["type", "name"], rows), text)];

  it("finds text in any column and letter case", () => {
    assert.deepEqual(found("RENEW"), [0, 3]);
    assert.deepEqual(found("example"), [0, 1, 2]);
    assert.deepEqual(found("e"), [0, 1, 2, 3]);
    assert.deepEqual(found("nothing"), []);
  });

  it("finds text beyond ASCII in any letter case", () => {
    assert.deepEqual(found("BÜCHER"), [1]);
    assert.deepEqual(found("ü"), [1]);
  });

  it("gives every row for an empty text, and never joins two rows or cells", () => {
    assert.deepEqual(found(""), [0, 1, 2, 3]);
    assert.deepEqual(found("orgtransfer"), []);
    assert.deepEqual(found("renewexample"), []);
    for (const text of ["\t", "renew\texample", "\n", "org\ntransfer", "\r"]) assert.deepEqual(found(text), []);
    assert.deepEqual([...findMatchingRows(createIndex(["a", "b"], "ü;1\r\n2;é\r\n", ";"), ";é")], []);
  });

  it("finds the same rows as a plain search, in one block or several", () => {
    const cell = fc.string({ unit: oneOf("abAB1.-"), minLength: 1, maxLength: 8 });
    const lists = fc.array(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(lists, fc.string({ unit: oneOf("abA1."), minLength: 1, maxLength: 4 }), (blocks, text) => {
        const index = new RowIndex();
        for (const block of blocks) {
          const body = utf8.encode(block.map((row) => row.join("\t")).join("\n"));
          index.add({ columns: ["a", "b"], separator: "\t", body });
        }
        const expected = blocks.flat().flatMap((row, at) => (row.some((value) => matches(value, text)) ? [at] : []));
        assert.deepEqual([...findMatchingRows(index, text)], expected);
      }),
    );
  });
});

function matches(value: string, text: string): boolean {
  return value.toLowerCase().includes(text.toLowerCase());
}
