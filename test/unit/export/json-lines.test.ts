import assert from "node:assert/strict";
import fc from "fast-check";
import { exportPresets } from "../../../src/export/export-format";
import { createRowSource } from "../../../src/export/row-source";
import { exportRows } from "../../../src/export/export-rows";

describe("JSON Lines", () => {
  const columns = ["order_id", "amount_netto"].map((name) => ({ name, title: "?", isAmount: name !== "order_id" }));

  function write(rows: string[][], numbers?: Uint32Array): string {
    const source = createRowSource(["order_id", "amount_netto"], rows);
    const chunks = [...exportRows(source, { columns, rows: numbers }, exportPresets["json-lines"])];
    return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
  }

  it("writes an object a line, every value as the text it is", () => {
    assert.equal(
      write([
        ["1", "-5.00"],
        ["2", "=1"],
      ]),
      '{"order_id":"1","amount_netto":"-5.00"}\n{"order_id":"2","amount_netto":"=1"}\n',
    );
    assert.equal(write([["1", "2"], ["3"]], Uint32Array.from([1])), '{"order_id":"3","amount_netto":""}\n');
    assert.equal(write([]), "");
  });

  it("writes an empty object for each row without columns", () => {
    const source = createRowSource(["order_id"], [["1"], ["2"]]);
    const chunks = [...exportRows(source, { columns: [] }, exportPresets["json-lines"])];
    assert.equal(Buffer.concat(chunks.map(({ bytes }) => bytes)).toString(), "{}\n{}\n");
  });

  it("round-trips", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 9 }), (rows) => {
        const lines = write(rows).split("\n").slice(0, -1);
        assert.deepEqual(
          lines.map((line) => Object.values(JSON.parse(line) as Record<string, string>)),
          rows,
        );
      }),
    );
  });
});
