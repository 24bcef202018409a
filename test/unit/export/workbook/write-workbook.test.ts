import assert from "node:assert/strict";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { RowIndex } from "../../../../src/columns/row-index";
import { createRowSource, type ExportColumn } from "../../../../src/export/row-source";
import { maxSheetRows, splitIntoSheets, type RowSheet } from "../../../../src/export/workbook/workbook";
import { readStyle, readValues, readWorkbook, toBytes } from "./workbook-reader";

const createdAt = Date.UTC(2026, 10, 28, 12, 30);

function text(name: string): ExportColumn {
  return { name, title: name, isAmount: false };
}

function sheetOf(columns: readonly ExportColumn[], rows: readonly (readonly string[])[]): RowSheet {
  const source = createRowSource(
    columns.map(({ name }) => name),
    rows,
  );
  return { kind: "rows", name: "Orders", source, selection: { columns } };
}

async function readBack(sheet: RowSheet) {
  return (await readWorkbook(await toBytes({ sheets: [sheet], createdAt }))).worksheets;
}

async function readSheetXml(sheet: RowSheet): Promise<string> {
  const files = unzipSync(await toBytes({ sheets: [sheet], createdAt }));
  return strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
}

describe("A workbook", () => {
  it("keeps every text as text, and nothing is a formula", async () => {
    const cells = [
      ["007", "1E5", "MAR1", "12:30", "-", "TRUE", "5%", "€5", "3-4", "1 1/2", "12345678901234567890", "=1+2", "@x"],
      ["+1", "-1", "\t=1", "a\nb", " x ", "<&>\"'", "é😀", "'1", "#N/A", "0x10", "1,5"],
    ];
    const columns = cells[0]?.map((_, column) => text(`c${column}`)) ?? [];
    const [sheet] = await readBack(sheetOf(columns, cells));
    assert.deepEqual(readValues(sheet).slice(1), cells);
    sheet?.eachRow((row) => row.eachCell((cell) => assert.equal(cell.type, 3 /* String */, cell.address)));
  });

  it("keeps any text", async () => {
    // exceljs does not decode escapes of characters that XML does not allow.
    const cell = fc.string({ unit: "grapheme", minLength: 1 }).filter((each) => !/[\p{Cc}\ufffe\uffff]|_x/iu.test(each)); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1 }), async (texts) => {
        const [sheet] = await readBack(sheetOf([text("a")], texts.map((each) => [each]))); // prettier-ignore
        assert.deepEqual(
          readValues(sheet)
            .slice(1)
            .map(([value]) => value),
          texts,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("escapes characters that XML does not allow, and texts that look like such an escape", async () => {
    const xml = await readSheetXml(sheetOf([text("a")], [["\u0001\r\uffff"], ["_x0041_"], ["_x_ _x00G1_"]]));
    const texts = [...xml.matchAll(/<t>(.*?)<\/t>/g)].map(([, cell]) => cell);
    assert.deepEqual(texts, ["a", "_x0001__x000D__xFFFF_", "_x005F_x0041_", "_x_ _x00G1_"]);
  });

  it("has amounts as numbers with the digits sent, at least two decimals shown, and others as text", async () => {
    const amounts = ["8.90", "-1200", "+3,5", ".5", "0.1234", "999999999999.99", "1234567890123456.78", "free", "1.123456789012"]; // prettier-ignore
    const column = { name: "amount_brutto", title: "Gross", isAmount: true };
    const xml = await readSheetXml(sheetOf([column], amounts.map((each) => [each]))); // prettier-ignore
    const numbers = [...xml.matchAll(/<v>(.*?)<\/v>/g)].map(([, digits]) => digits);
    assert.deepEqual(numbers, ["8.90", "-1200", "3.5", "0.5", "0.1234", "999999999999.99"]);
    const [sheet] = await readBack(sheetOf([column], amounts.map((each) => [each]))); // prettier-ignore
    const formats = readValues(sheet).slice(1).map((_, row) => sheet?.getCell(row + 2, 1).numFmt); // prettier-ignore
    assert.deepEqual(formats.slice(0, 6), ["#,##0.00", "#,##0.00", "#,##0.00", "#,##0.00", "#,##0.0000", "#,##0.00"]);
    assert.deepEqual(readValues(sheet).slice(7).flat(), amounts.slice(6));
  });

  it("has times as dates in UTC, and what is no date as text", async () => {
    const times = ["2026-01-31T08:00:00Z", "20261127134702", "2026-07-01 10:00:00 +0200", "1899-01-01", "soon", "10000-01-01"]; // prettier-ignore
    const [sheet] = await readBack(sheetOf([{ ...text("created_at"), isTime: true }], times.map((each) => [each]))); // prettier-ignore
    const [, ...values] = readValues(sheet).flat();
    assert.deepEqual(values.slice(0, 3), [
      new Date("2026-01-31T08:00:00Z"),
      new Date("2026-11-27T13:47:02Z"),
      new Date("2026-07-01T08:00:00Z"),
    ]);
    assert.deepEqual(values.slice(3), times.slice(3));
    assert.equal(sheet?.getCell("A2").numFmt, "yyyy-mm-dd hh:mm:ss");
  });

  it("freezes the header, filters all rows, and has columns that fit", async () => {
    const [sheet] = await readBack(sheetOf([text("id"), text("name")], [["1", "a-long-name-of-a-domain.example"], ["2", "b"]])); // prettier-ignore
    assert.deepEqual(sheet?.autoFilter, "A1:B3");
    assert.equal(sheet.views[0]?.state, "frozen");
    assert.equal((sheet.views[0] as { ySplit?: number }).ySplit, 1);
    assert.deepEqual(sheet.columns.map(({ width }) => width), [8, 33]); // prettier-ignore
  });

  it("has columns that fit their titles, times and a sample of the rows", async () => {
    const columns = [
      ...[text("a title of 24 characters"), { ...text("t"), isTime: true }, { ...text("amount"), isAmount: true }],
      ...[text("long"), text("empty")],
    ];
    const rows = Array.from({ length: 1501 }, () => ["1", "soon", "1.00", "x", ""]);
    rows[1] = ["1", "soon", "1.00", "not in the sample".repeat(3), ""];
    rows[1500] = ["1", "2026-01-31T08:00:00Z", "12345678.90", "x".repeat(70), ""];
    const [sheet] = await readBack(sheetOf(columns, rows));
    assert.deepEqual(sheet?.columns.map(({ width }) => width), [28, 20, 13, 60, 9]); // prettier-ignore
    const [sampled] = await readBack(sheetOf([text("long")], rows.slice(0, 1500).map((row) => row.slice(3, 4)))); // prettier-ignore
    assert.deepEqual(sampled?.columns.map(({ width }) => width), [8]); // prettier-ignore
  });

  it("has the headers of amounts to the right, and times as dates only in columns of times", async () => {
    const columns = [text("created_at"), { ...text("amount"), isAmount: true }, { ...text("t"), isTime: true }];
    const [sheet] = await readBack(sheetOf(columns, [["2026-01-31T08:00:00Z", "1.00", "2026-01-31T08:00:00Z"]]));
    const headers = ["A1", "B1", "C1"].map((address) => sheet?.getCell(address));
    assert.deepEqual(headers.map(readStyle).map(({ isBold, alignment }) => [isBold, alignment.horizontal]), [[true, undefined], [true, "right"], [true, undefined]]); // prettier-ignore
    assert.equal(sheet?.getCell("A2").value, "2026-01-31T08:00:00Z");
    assert.deepEqual(sheet.getCell("C2").value, new Date("2026-01-31T08:00:00Z"));
    assert.equal(sheet.getCell("C2").alignment.horizontal, "left");
  });

  it("does not mark text that looks like a number as an error", async () => {
    const xml = await readSheetXml(sheetOf([text("a"), text("b")], [["007", "1"]]));
    assert.match(xml, /<ignoredError sqref="A1:B2" numberStoredAsText="1"\/>/);
  });

  it("has a sheet without a filter where no columns are selected", async () => {
    const xml = await readSheetXml(sheetOf([], [["1"], ["2"]]));
    assert.doesNotMatch(xml, /<autoFilter|<ignoredError|<cols|<c /);
    assert.equal(xml.match(/<row /g)?.length, 3);
    const files = unzipSync(await toBytes({ sheets: [sheetOf([], [["1"]])], createdAt }));
    assert.doesNotMatch(strFromU8(files["xl/workbook.xml"] ?? new Uint8Array()), /<definedName/);
  });

  it("reports how many rows it has written", async () => {
    const countRows = async (count: number) => {
      const calls: number[] = [];
      const rows = Array.from({ length: count }, () => ["x"]);
      await toBytes({ sheets: [sheetOf([text("a")], rows)], createdAt }, (written) => calls.push(written));
      return calls;
    };
    assert.deepEqual(await countRows(0), [0]);
    assert.deepEqual(await countRows(2000), [1000, 1000, 0]);
    assert.deepEqual(await countRows(2001), [1000, 1000, 1, 0]);
  });

  it("continues on the next sheet where one is full, and counts the rows while it writes", async () => {
    const sheetRows = 1201;
    const source = { columns: ["n"], count: 1202, fields: (row: number) => [String(row)] };
    const sheet: RowSheet = { kind: "rows", name: "Orders", source, selection: { columns: [text("n")] } };
    let count = 0;
    const files = unzipSync(
      await toBytes({ sheets: [sheet], createdAt }, (rows) => void (count += rows), { sheetRows }),
    );
    assert.equal(count, 1202);
    const [first = "", second = ""] = [1, 2].map((number) => strFromU8(files[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array())); // prettier-ignore
    assert(first.includes('<row r="1201"><c r="A1201" s="1" t="inlineStr"><is><t>1199</t></is></c></row></sheetData>')); // prettier-ignore
    assert.deepEqual([...second.matchAll(/<t>(.*?)<\/t>/g)].map(([, cell]) => cell), ["n", "1200", "1201"]); // prettier-ignore
    assert.match(strFromU8(files["xl/workbook.xml"] ?? new Uint8Array()), /name="Orders".*name="Orders \(2\)"/);
    assert.deepEqual([...second.matchAll(/<c r="(\w+)"/g)].map(([, address]) => address), ["A1", "A2", "A3"]); // prettier-ignore
    assert.deepEqual([first, second].map((xml) => /<autoFilter ref="(.*?)"/.exec(xml)?.[1]), ["A1:A1201", "A1:A3"]); // prettier-ignore
    assert.deepEqual([first, second].map((xml) => xml.includes('tabSelected="1"')), [true, false]); // prettier-ignore
    const ranges = strFromU8(files["xl/workbook.xml"] ?? new Uint8Array()).matchAll(/hidden="1">([^<]*)</g);
    assert.deepEqual([...ranges].map(([, range]) => range), ["'Orders'!$A$1:$A$1201", "'Orders (2)'!$A$1:$A$3"]); // prettier-ignore
  });

  it("fills a sheet up to the limit of Excel", () => {
    assert.deepEqual(splitIntoSheets(1_048_575, maxSheetRows), [{ from: 0, to: 1_048_575 }]);
    assert.deepEqual(splitIntoSheets(1_048_576, maxSheetRows)[1], { from: 1_048_575, to: 1_048_576 });
    assert.deepEqual(splitIntoSheets(0, maxSheetRows), [{ from: 0, to: 0 }]);
  });

  it("is written from an index, in the order of the selected rows", async () => {
    const index = new RowIndex();
    index.add({ columns: ["id", "name"], separator: "\t", body: new TextEncoder().encode("1\ta\n2\tb\n3\tc\n") });
    const selection = { columns: [text("name"), text("missing"), text("id")], rows: Uint32Array.of(2, 0) };
    const [sheet] = await readBack({ kind: "rows", name: "Orders", source: index, selection });
    const cells = readValues(sheet).map((row) => Array.from(row, (value) => value ?? ""));
    assert.deepEqual(cells, [["name", "missing", "id"], ["c", "", "3"], ["a", "", "1"]]); // prettier-ignore
  });

  it("cuts what is longer than a cell can be", async () => {
    const [sheet] = await readBack(sheetOf([text("a")], [["x".repeat(40_000)]]));
    const [, [value] = []] = readValues(sheet);
    assert.equal(value, `${"x".repeat(32_766)}…`);
  });

  it("fails where its rows cannot be read", async () => {
    const source = { columns: ["n"], count: 2, fields: (): string[] => { throw new RangeError("no row 0"); } }; // prettier-ignore
    const sheet: RowSheet = { kind: "rows", name: "Orders", source, selection: { columns: [text("n")] } };
    await assert.rejects(toBytes({ sheets: [sheet], createdAt }), /no row 0/);
  });
});
