import assert from "node:assert/strict";
import { ByteWriter } from "../../../src/export/byte-writer";
import { exportPresets } from "../../../src/export/export-format";
import { exportRows } from "../../../src/export/export-rows";
import { IndexRowWriter } from "../../../src/export/index-row-writer";
import { createPlainCharacters, type LineFormat } from "../../../src/export/line-format";
import type { RowIndex } from "../../../src/columns/row-index";
import { createIndex, createIndexFromCells, utf8 } from "../columns/index-fixtures";

/** A format that shows which cells it was asked to format: those in angle brackets. */
function createFormat(columns: number, changes: Partial<LineFormat> = {}): LineFormat {
  return {
    fileStart: "",
    prefixes: Array.from({ length: columns }, (_, column) => (column === 0 ? "" : "|")),
    end: "\n",
    cell: (text) => `<${text}>`,
    plainCharacters: createPlainCharacters('"|', " ="),
    decimalMark: () => undefined,
    isQuotingDecimals: false,
    hasSpreadsheetTimes: () => false,
    isGuardingCoercion: false,
    ...changes,
  };
}

function write(
  index: RowIndex,
  changes: Partial<LineFormat> = {},
  columns = index.columns.map((_, at) => at),
): string[] {
  const writer = new ByteWriter();
  const rowWriter = new IndexRowWriter(index, columns, createFormat(columns.length, changes), writer);
  for (let row = 0; row < index.count; row++) rowWriter.writeRow(row);
  return Buffer.from(writer.flush()).toString().split("\n").slice(0, -1);
}

/** What is written for cells of one column; a second one makes each of them a row. */
function writeCells(cells: readonly string[], changes: Partial<LineFormat> = {}): string[] {
  const index = createIndexFromCells(["cell", "other"], cells.map((cell) => [cell, "x"])); // prettier-ignore
  return write(index, changes, [0]);
}

describe("Rows of an index", () => {
  it("are written with the cells that the format does not change as they are, and the others formatted", () => {
    assert.deepEqual(writeCells(["example.org", "a b", "a=b", "z", "~!", "A"]), ["example.org", "a b", "a=b", "z", "~!", "A"]); // prettier-ignore
    const changed = [" a", "a ", "=a", "a=", "a|b", 'a"', "ä", "aäb", "a\u007fb", "a\u001fb", ""];
    assert.deepEqual(writeCells(changed), changed.map((cell) => `<${cell}>`)); // prettier-ignore
  });

  it("have cells formatted that a spreadsheet could convert, where the format asks for it", () => {
    const cells = ["example.org", "007", "MAR1", "12", "(5)", "ok"];
    assert.deepEqual(writeCells(cells), cells);
    const guarded = writeCells(cells, { isGuardingCoercion: true });
    assert.deepEqual(guarded, ["example.org", "<007>", "<MAR1>", "12", "<(5)>", "ok"]);
  });

  it("have times without letters where the format asks for it, and anything else formatted or copied", () => {
    const changes = { hasSpreadsheetTimes: () => true };
    const times = ["2026-01-31T08:00:00Z", "1999-09-19T19:59:09Z", "0000-00-00T00:00:00Z"];
    assert.deepEqual(writeCells(times), times);
    assert.deepEqual(writeCells(times, changes), ["2026-01-31 08:00:00", "1999-09-19 19:59:09", "0000-00-00 00:00:00"]);
    const others = [
      ...["2026-01-31t08:00:00Z", "2026-01-31T08:00:00X", "2026-01-31T08:00:0aZ", "x026-01-31T08:00:00Z"],
      ...["2026/01/31T08:00:00Z", "2026-01-31T08:00:00", "2026-01-31T08:00:00ZZ", "2026-01-31T08:00:0:Z"],
      ...["12026-01-31T08:00:00Z", "x", "2026-01-31T08:00:0/Z"],
    ];
    assert.deepEqual(writeCells(others, changes), others);
  });

  it("have decimals with the decimal mark of the format, and formatted amounts that are none", () => {
    const changes = { decimalMark: () => ",".charCodeAt(0) };
    const decimals = ["10.19", "-5,00", "+3", "-.5", ".0", "0", "9", "90", "1234567890.09", `${"9".repeat(38)}.9`];
    assert.deepEqual(writeCells(decimals, changes), decimals.map((cell) => cell.replace(".", ","))); // prettier-ignore
    const others = ["", "-", "+", ".", "5.", "1.2.3", "1,2.3", "--5", "+-5", "5-", "1x", "x1", "1:2", "1/2", "=1"];
    others.push("9".repeat(41), `${"9".repeat(39)}.9`, "1 000", "5€");
    assert.deepEqual(writeCells(others, changes), others.map((cell) => `<${cell}>`)); // prettier-ignore
  });

  it("have decimals in quotes only if they have a mark and the format quotes it", () => {
    const changes = { decimalMark: () => ",".charCodeAt(0), isQuotingDecimals: true };
    const cells = ["10.19", "-5,00", "+3", "-.5", "12", "1.2.3", "x"];
    assert.deepEqual(writeCells(cells, changes), ['"10,19"', '"-5,00"', "+3", '"-,5"', "12", "<1.2.3>", "<x>"]);
  });

  it("have each column's own format", () => {
    const index = createIndexFromCells(["a", "b", "c"], [["1.5", "1.5", "2026-01-31T08:00:00Z"]]);
    const changes: Partial<LineFormat> = {
      decimalMark: (column) => (column === 1 ? ",".charCodeAt(0) : undefined),
      hasSpreadsheetTimes: (column) => column === 2,
    };
    assert.deepEqual(write(index, changes), ["1.5|1,5|2026-01-31 08:00:00"]);
    assert.deepEqual(write(index, changes, [1, 0, 2]), ["1.5|1,5|2026-01-31 08:00:00"]);
  });

  it("have a formatted empty cell for a column or field that is missing", () => {
    const index = createIndex(["a", "b", "c"], "1;2;3\n4\n;;6\n", ";");
    assert.deepEqual(write(index, {}, [2, -1, 0]), ["3|<>|1", "<>|<>|4", "6|<>|<>"]);
    assert.deepEqual(write(index, {}, [1]), ["2", "<>", "<>"]);
  });

  it("are found in every block, with long cells and many columns", () => {
    const index = createIndex(["a", "b", "c"], "1\t22\t333\n");
    const rows = ["4\tx\t5", "66\t77\t8", `${"y".repeat(300)}\t9\t10`, "11\t\t12", "13\t14\t15", "16\t17\t18"];
    index.add({ columns: ["c", "b", "a"], separator: "\t", body: utf8.encode(rows.join("\n")) });
    assert.deepEqual(write(index), [
      ...["1|22|333", "5|x|4", "8|77|66", `10|9|${"y".repeat(300)}`, "12|<>|11", "15|14|13", "18|17|16"],
    ]);
    const names = Array.from({ length: 40 }, (_, at) => `c${at}`);
    const cells = [0, 1, 2].map((row) => names.map((_, at) => "x".repeat(row + 1) + String(at)));
    assert.deepEqual(write(createIndexFromCells(names, cells)), cells.map((row) => row.join("|"))); // prettier-ignore
  });

  it("are whole wherever the writer's buffer ends", () => {
    const changes = {
      decimalMark: (at: number) => (at === 0 ? ",".charCodeAt(0) : undefined),
      isQuotingDecimals: true,
    };
    const index = createIndexFromCells(["amount", "time", "text"], [["10.19", "2026-01-31T08:00:00Z", "example"]]);
    const format = createFormat(3, { ...changes, hasSpreadsheetTimes: (at) => at === 1 });
    const row = '"10,19"|2026-01-31 08:00:00|example\n';
    for (let space = 0; space <= row.length + 2; space++) {
      const writer = new ByteWriter();
      writer.length = writer.bytes.length - space;
      const start = writer.length;
      new IndexRowWriter(index, [0, 1, 2], format, writer).writeRow(0);
      assert.equal(Buffer.from(writer.flush().subarray(start)).toString(), row, `${space} bytes`);
    }
  });

  it("are written the same as JSON, whether from an index or from text", () => {
    const rows = [["1.5", 'a"b\\c'], ["2026-01-31T08:00:00Z", "007"], ["ä", "=1"], ["x y", "-5,00"]]; // prettier-ignore
    const columns = [
      { name: "a", title: "A", isAmount: false, isTime: true },
      { name: "b", title: "B", isAmount: true },
    ];
    const chunks = [...exportRows(createIndexFromCells(["a", "b"], rows), { columns }, exportPresets["json-lines"])];
    const lines = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString().split("\n").slice(0, -1); // prettier-ignore
    assert.deepEqual(lines.map((line) => JSON.parse(line) as unknown), rows.map(([a, b]) => ({ a, b }))); // prettier-ignore
  });
});
