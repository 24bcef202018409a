import assert from "node:assert/strict";
import fc from "fast-check";
import Papa from "papaparse";
import { csvChunks, type CsvChoice } from "../../../src/export/csv";
import { formulaPattern } from "../../../src/rows/formula";
import type { RowIndex } from "../../../src/rows/row-index";
import { indexOf, indexOfCells } from "../rows/lists";

function write(index: RowIndex, choice?: CsvChoice): string {
  return [...csvChunks(index, choice)].join("");
}

function read(csv: string): string[][] {
  return Papa.parse<string[]>(csv.replace(/^\uFEFF/, "").replace(/\r\n$/, ""), { newline: "\r\n" }).data;
}

describe("CSV", () => {
  it("writes a byte order mark, a header and CRLF lines", () => {
    assert.equal(write(indexOfCells(["a", "b"], [["1", "x"]])), "\uFEFFa,b\r\n1,x\r\n");
    assert.equal(write(indexOfCells(["a", "b"], [])), "\uFEFFa,b\r\n");
  });

  it("quotes separators, quotes and outer spaces, and doubles quotes", () => {
    const index = indexOf(["a", "b", "c", "d"], 'x,y\t"q"\t lead\ttrail \n');
    assert.equal(write(index), '\uFEFFa,b,c,d\r\n"x,y","""q"""," lead","trail "\r\n');
  });

  it("leaves decimals numbers", () => {
    const amounts = ["-5.00", "+3", "-5,00", "10.19", "-.5", "0"];
    const index = indexOfCells(amounts, [amounts]);
    assert.equal(write(index).split("\r\n")[1], '-5.00,+3,"-5,00",10.19,-.5,0');
  });

  it("defuses what a spreadsheet would run", () => {
    const formulas = [
      "=1+1",
      "+1+1",
      "-1-1",
      "@SUM(A1)",
      "＝1",
      "＋a",
      "－a",
      "＠a",
      " =1",
      "\u00a0=1",
      "--5",
      "-",
      "=-5.00",
      "+5-",
    ];
    const index = indexOfCells(
      ["x"],
      formulas.map((formula) => [formula]),
    );
    assert.deepEqual(
      read(write(index)).slice(1),
      formulas.map((formula) => [`'${formula}`]),
    );
    const tabbed = indexOf(["a", "b"], "\tx;\ry\n", ";");
    assert.deepEqual(read(write(tabbed))[1], ["'\tx", "'\ry"]);
    assert.equal(write(indexOfCells(["=a"], [])), '\uFEFF"\'=a"\r\n');
  });

  it("writes only the rows and columns chosen, in their order, and short rows with empty cells", () => {
    const index = indexOf(["a", "b", "c"], "1\t2\t3\n4\n7\t8\t9\n");
    const choice = { rows: Uint32Array.from([2, 1]), columns: [2, 0] };
    assert.deepEqual(read(write(index, choice)), [
      ["c", "a"],
      ["9", "7"],
      ["", "4"],
    ]);
  });

  it("reads back as what it was written from, over many chunks", () => {
    const rows = Array.from({ length: 4500 }, (_, row) => [String(row), `name ${row}`]);
    assert.deepEqual(read(write(indexOfCells(["a", "b"], rows))), [["a", "b"], ...rows]);
  });

  it("reads back as what it was written from, but for the guard", () => {
    const cell = fc.string({ minLength: 1, maxLength: 10 }).map((text) => text.replace(/[\t\r\n\0]/g, "="));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const expected = rows.map((row) => row.map((value) => (formulaPattern.test(value) ? `'${value}` : value)));
        assert.deepEqual(read(write(indexOfCells(["a", "b"], rows))).slice(1), expected);
      }),
    );
  });
});
