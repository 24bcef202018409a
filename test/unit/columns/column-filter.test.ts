import assert from "node:assert/strict";
import { countMarkedByValue, applyColumnFilter, type ColumnFilter } from "../../../src/columns/column-filter";
import { toUnits } from "../../../src/columns/decimal-column";
import { runToEnd } from "../../../src/columns/cooperative-task";
import { createIndexFromCells } from "./index-fixtures";

const index = createIndexFromCells(
  ["type", "amount", "created", "identifier"],
  [
    ["renew", "10.19", "2024-03-17T07:58:14Z", "example.COM"],
    ["create", "-5,00", "2024-03-18T00:00:00Z", "example.net"],
    ["renew", "", "2024-03-16T23:59:59Z", "xn--bcher-kva.de"],
    ["", "n/a", "never", "CCOM-1"],
    ["Create", "90071992547409931.07", "", "shop.example.com"],
  ],
);

const reading = {
  dayStart: (day: string, later: number) => Date.parse(day) + later * 86_400_000,
  toDisplayText: (text: string) => text.replace("xn--bcher-kva", "bücher"),
};

/** The rows a filter leaves. */
function rows(filter: ColumnFilter): number[] {
  const marks = new Uint8Array(index.count).fill(1);
  runToEnd(applyColumnFilter(index, filter, reading, marks));
  return [...marks.keys()].filter((row) => marks[row] === 1);
}

describe("column filters", () => {
  it("keep the values chosen: words in any spelling, other values as sent", () => {
    assert.deepEqual(rows({ column: "type", kind: "values", values: ["renew"] }), [0, 2]);
    assert.deepEqual(rows({ column: "type", kind: "values", values: ["", "create"] }), [1, 3, 4]);
    assert.deepEqual(rows({ column: "type", kind: "values", values: [] }), []);
    assert.deepEqual(rows({ column: "identifier", kind: "values", values: ["example.com"] }), []);
    assert.deepEqual(rows({ column: "identifier", kind: "values", values: ["example.COM"] }), [0]);
  });

  it("keep TLDs in any letter case; objects that are no domains have none", () => {
    assert.deepEqual(rows({ column: "identifier", kind: "tlds", values: ["com"] }), [0, 4]);
    assert.deepEqual(rows({ column: "identifier", kind: "tlds", values: ["", "de"] }), [2, 3]);
  });

  it("compare amounts exactly with inclusive bounds, and match no row without an amount", () => {
    const amounts = (from: string, to: string) => rows({ column: "amount", kind: "amounts", from, to });
    assert.deepEqual(amounts("10.19", "10.19"), [0]);
    assert.deepEqual(amounts("", ""), [0, 1, 4]);
    assert.deepEqual(amounts("-5.001", "10,1899"), [1]);
    assert.deepEqual(amounts("-4.999", ""), [0, 4]);
    assert.deepEqual(amounts("90071992547409931.07", ""), [4]);
    assert.deepEqual(amounts("90071992547409931.071", ""), []);
    assert.deepEqual(amounts("one", ""), []);
  });

  it("match days with inclusive bounds", () => {
    const days = (from: string, to: string) => rows({ column: "created", kind: "dates", from, to });
    assert.deepEqual(days("2024-03-17", "2024-03-17"), [0]);
    assert.deepEqual(days("2024-03-17", ""), [0, 1]);
    assert.deepEqual(days("", "2024-03-16"), [2]);
  });

  it("search one column case-insensitively, as sent and as displayed", () => {
    const contains = (column: string, text: string) => rows({ column, kind: "contains", text });
    assert.deepEqual(contains("identifier", "EXAMPLE.c"), [0, 4]);
    assert.deepEqual(contains("identifier", "ÜCHER"), [2]);
    assert.deepEqual(contains("identifier", "xn--B"), [2]);
    assert.deepEqual(contains("type", "example"), []);
    assert.deepEqual(contains("type", ""), [0, 1, 2, 3, 4]);
  });

  it("find no text that reaches into the next cell or row", () => {
    const contains = (column: string, text: string) => rows({ column, kind: "contains", text });
    assert.deepEqual(
      [contains("type", "renew\t10"), contains("type", "renew\tü"), contains("type", "\t10")],
      [[], [], []],
    );
    assert.deepEqual(contains("identifier", "net\nrenew"), []);
  });

  it("leave rows alone that were added after the marks were made", () => {
    const growing = createIndexFromCells(["identifier"], [["a.com"], ["b.com"]]);
    const marks = new Uint8Array(growing.count).fill(1);
    growing.add({ columns: ["identifier"], separator: "\t", body: new TextEncoder().encode("c.com\n") });
    for (const kind of ["contains", "is"] as const)
      runToEnd(applyColumnFilter(growing, { column: "identifier", kind, text: "a.com" }, reading, marks));
    assert.deepEqual([...marks], [1, 0]);
  });

  it("match an exact text", () => {
    const is = (text: string) => rows({ column: "identifier", kind: "is", text });
    assert.deepEqual([is("example.COM"), is("example.com"), is("example.CO"), is("")], [[0], [], [], []]);
  });

  it("are ignored if the column is missing", () => {
    assert.deepEqual(rows({ column: "gone", kind: "values", values: ["x"] }), [0, 1, 2, 3, 4]);
  });

  it("are counted value by value", () => {
    const types = index.typedColumns.dictionary(0);
    const counts = countMarkedByValue(types, Uint8Array.from([1, 1, 1, 0, 1]));
    assert.deepEqual(
      types.values.map((value, code) => [value, counts[code]]),
      [
        ["renew", 2],
        ["create", 1],
        ["", 0],
        ["Create", 1],
      ],
    );
  });
});

describe("units of a decimal", () => {
  it("are exact, or rounded in the given direction", () => {
    const cases: [string, number, bigint, bigint][] = [
      ["10.19", 2, 1019n, 1019n],
      ["-0,5", 2, -50n, -50n],
      ["+3", 0, 3n, 3n],
      [".5", 1, 5n, 5n],
      ["1.001", 2, 101n, 100n],
      ["-1.001", 2, -100n, -101n],
      ["-.009", 2, 0n, -1n],
      ["1.000", 0, 1n, 1n],
    ];
    for (const [text, scale, up, down] of cases) {
      assert.deepEqual([toUnits(text, scale, "up"), toUnits(text, scale, "down")], [up, down], text);
    }
  });
});
