import assert from "node:assert/strict";
import fc from "fast-check";
import Papa from "papaparse";
import { exportPresets, type CsvFormat } from "../../../src/export/export-format";
import { createRowSource, type ExportColumn, type RowSource } from "../../../src/export/row-source";
import { exportRows } from "../../../src/export/export-rows";
import { createIndex, createIndexFromCells, utf8 } from "../columns/index-fixtures";

const standard = exportPresets["rfc-4180"];
const german = exportPresets["excel-german"];

function column(name: string): ExportColumn {
  return { name, title: `Title of ${name}`, isAmount: name.startsWith("amount"), isTime: name.endsWith("_at") };
}

function write(source: RowSource, format: CsvFormat = standard, rows?: Uint32Array, names = source.columns): string {
  const chunks = [...exportRows(source, { columns: names.map(column), rows }, format)];
  return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
}

function read(csv: string, { delimiter, lineEnd }: CsvFormat = standard): string[][] {
  const text = csv.replace(/^\uFEFF/, "");
  assert(text.endsWith(lineEnd));
  return Papa.parse<string[]>(text.slice(0, -lineEnd.length), { newline: lineEnd, delimiter }).data;
}

describe("CSV", () => {
  const ab = createRowSource(["a", "b"], [["1", "x"]]);

  it("writes a header and lines as the format says", () => {
    assert.equal(write(ab), "a,b\r\n1,x\r\n");
    assert.equal(write(ab, german), "\uFEFFTitle of a;Title of b\r\n1;x\r\n");
    assert.equal(write(ab, { ...standard, delimiter: "\t", lineEnd: "\n" }), "a\tb\n1\tx\n");
    assert.equal(write(createRowSource(["a", "b"], [])), "a,b\r\n");
    assert.equal(write(createRowSource(["a"], [[""]])), 'a\r\n""\r\n');
  });

  it("quotes what any reader could take for a delimiter, quotes, line ends and outer spaces, and doubles quotes", () => {
    const cells = ["x,y", '"q"', " lead", "trail ", "two\nlines", "a|b", "c;d", "e\tf", "g h"];
    const source = createRowSource(
      cells.map((_, place) => `${place}`),
      [cells],
    );
    const quoted = ['"x,y"', '"""q"""', '" lead"', '"trail "', '"two\nlines"', '"a|b"', '"c;d"', '"e\tf"', "g h"];
    for (const delimiter of [",", ";", "\t", "|"] as const)
      assert.equal(write(source, { ...standard, delimiter }).split("\r\n")[1], quoted.join(delimiter));
  });

  it("leaves decimals in amounts numbers, with the decimal mark asked for", () => {
    const amounts = ["-5.00", "+3", "-5,00", "10.19", "-.5", "0", "1234567890123456789.01"];
    const names = amounts.map((_, place) => `amount_${place}`);
    const source = createRowSource(names, [amounts]);
    assert.equal(write(source).split("\r\n")[1], "-5.00,+3,-5.00,10.19,-.5,0,1234567890123456789.01");
    assert.equal(write(source, german).split("\r\n")[1], '"-5,00";+3;"-5,00";"10,19";"-,5";0;"1234567890123456789,01"');
    const comma = { ...standard, decimalMark: "," } as const;
    assert.deepEqual(read(write(source, comma))[1]?.slice(0, 4), ["-5,00", "+3", "-5,00", "10,19"]);
  });

  it("changes no decimal mark outside of amounts, nor in amounts that are no decimals", () => {
    const source = createRowSource(["order_id", "amount_netto", "identifier"], [["1.5", "1.234.567", "10.19"]]);
    const comma = { ...standard, delimiter: ";", decimalMark: "," } as const;
    assert.equal(write(source, comma).split("\r\n")[1], "1.5;1.234.567;10.19");
  });

  it("writes times as spreadsheet dates on request", () => {
    const time = "2026-01-31T08:00:00Z";
    const cells = [time, time, "20260131080000", "2026-01-31T08:00:00", "2026-01-31T08:00:00X", "2026-01-31t08:00:00Z"];
    const names = ["created_at", "identifier", "z_at", "a_at", "b_at", "c_at"];
    const expected = ["2026-01-31 08:00:00", time, "2026-01-31 08:00:00", ...cells.slice(3)];
    for (const source of [createRowSource(names, [cells]), createIndexFromCells(names, [cells])]) {
      assert.deepEqual(read(write(source, german), german)[1], expected);
      assert.deepEqual(read(write(source))[1], cells);
    }
  });

  it("keeps text that a spreadsheet would convert, in spreadsheet formats only", () => {
    const always = [
      ...["007", "-007", "+1", "1E5", "2e-3", "123456789012", "123456789012345", "12345678901234567", "5-", "1 234"],
      ...["3-4", "1/2", "31.1.2026", "1.234.567", "MAR1", "SEPT2", "1-Mar", "1. März 2026", "1 1/2", "12:30", "17:"],
      ...["5 pm", "5%", "%5", "€5", "$5", "5 EUR", "-$5", "(5)", "(5,00)", "TRUE", "wahr", "#N/A", " 5", "5 ", "20261127134702"],
    ]; // prettier-ignore
    const never = [
      "0",
      "85671266",
      "12345678901",
      "-5",
      "2026-01-31",
      "2026-01-31 08:00:00",
      "example.org",
      "1und1.de",
    ];
    never.push("1.2.3-x", "mar1.example", "TRUELY", "(x)", "Mar", "marketing", "a1", "ok", "-", "--", " - ");
    const marks = { points: ["1.5", "10.12", "-5.00", "1.234"], commas: ["1,5", "10,12", "-5,00", "1,234"] };
    const others = (form: CsvFormat) => (form.decimalMark === "," ? marks.points : marks.commas);
    const own = (form: CsvFormat) => (form.decimalMark === "," ? marks.commas : marks.points);
    for (const form of [german, exportPresets["excel-english"]]) {
      for (const name of ["order_id", "identifier"]) {
        const cells = [...always, ...others(form), ...never, ...own(form)];
        const guarded = [...always, ...others(form)].map((cell) => `'${cell}`);
        const rows = cells.map((cell) => [cell]);
        for (const source of [createRowSource([name], rows), createIndexFromCells([name], rows)]) {
          assert.deepEqual(read(write(source, form), form).slice(1).flat(), [...guarded, ...never, ...own(form)]);
        }
      }
      // No decimal is an amount that a spreadsheet may read as another one.
      assert.equal(read(write(createRowSource(["amount_netto"], [["1.234.567"]]), form), form)[1]?.[0], "'1.234.567");
    }
    const plain = [...always.filter((cell) => !/^[+]|^-\$/.test(cell)), ...never, ...marks.points, ...marks.commas];
    const unchanged = read(write(createRowSource(["identifier"], plain.map((cell) => [cell])))); // prettier-ignore
    assert.deepEqual(unchanged.slice(1).flat(), plain);
  });

  it("escapes formulas, in amounts too", () => {
    const formulas = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "＝1", "＋a", "－a", "＠a", " =1", "\u00a0=1", "--5", "+5-"];
    formulas.push("\tx", "\ry", "=-5.00", '=cmd|" /C calc"!A0');
    for (const name of ["identifier", "amount_netto"]) {
      const source = createRowSource(
        [name],
        formulas.map((formula) => [formula]),
      );
      for (const format of [standard, german]) {
        assert.deepEqual(
          read(write(source, format), format).slice(1),
          formulas.map((formula) => [`'${formula}`]),
        );
      }
    }
    assert.equal(write(createRowSource(["=a"], [])), "'=a\r\n");
  });

  it("escapes formulas after what a reader could take for a delimiter", () => {
    const guarded = {
      ";=1+2": ";'=1+2",
      "foo;=1+2": "foo;'=1+2",
      "foo, =1+2": "foo,' =1+2",
      'foo|"=1+2': "foo|'\"=1+2",
      "\t=1+2": "'\t'=1+2",
      "a\n=1+2\n@x": "a\n'=1+2\n'@x",
      "=1;=2": "'=1;'=2",
      "5,-5.00; -;=": "5,'-5.00;' -;'=",
      "a=b;c-d, e": "a=b;c-d, e",
    };
    const source = createRowSource(Object.keys(guarded), [Object.keys(guarded)]);
    for (const format of [standard, german])
      assert.deepEqual(read(write(source, format), format)[1], Object.values(guarded));
  });

  it("gives no reader a formula, whatever its delimiter", () => {
    const part = fc.constantFrom("=1+2", "-", "-5.00", "+1", "@x", ",", ";", "\t", "|", "\n", '"', " ", "a", "'");
    const cell = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    const rows = fc.array(fc.tuple(fc.constant("1"), cell, cell), { minLength: 1, maxLength: 4 });
    const isFormula = (text: string) => /^\s*[=+\-@]/.test(text) && !/^\s*(?:-+|[+-]?\d+(?:[.,]\d+)?)\s*$/.test(text);
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...Object.values(exportPresets).filter((form) => form.kind === "csv")),
        (cells, form) => {
          const csv = write(createRowSource(["a", "b", "c"], cells), form).replace(/^\uFEFF/, "");
          for (const delimiter of [",", ";", "\t", "|"]) {
            const parsed = Papa.parse<string[]>(csv, { delimiter }).data.flat();
            const split = csv.split(/\r?\n|\r/).flatMap((line) => line.split(delimiter));
            assert.deepEqual([...parsed, ...split].filter(isFormula), [], JSON.stringify(csv));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("writes only the rows and columns chosen, in their order, and short rows with empty cells", () => {
    const index = createIndex(["a", "b", "c"], "1\t2\t3\n4\n7\t8\t9\n");
    assert.deepEqual(read(write(index, standard, Uint32Array.from([2, 1]), ["c", "none", "a"])), [
      ["c", "none", "a"],
      ["9", "", "7"],
      ["", "", "4"],
    ]);
  });

  it("counts its rows over many short chunks", () => {
    const rows = Array.from({ length: 4500 }, (_, row) => [String(row), `name ${row}`]);
    const source = createRowSource(["a", "b"], rows);
    const chunks = [...exportRows(source, { columns: source.columns.map(column) }, standard)];
    assert.equal(
      chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
      4500,
    );
    assert(chunks.length > 2);
    assert.deepEqual(read(write(source)), [["a", "b"], ...rows]);
    const full = [
      ...exportRows(source, { columns: source.columns.map(column), rows: new Uint32Array(4000) }, standard),
    ];
    assert.deepEqual(full.map((chunk) => chunk.rows), [0, 2000, 2000]); // prettier-ignore
  });

  it("round-trips in every format, except for the formula guard", () => {
    const cell = fc.string({ minLength: 1, maxLength: 10 }).map((text) => text.replaceAll("\0", "="));
    const format: fc.Arbitrary<CsvFormat> = fc.record({
      kind: fc.constant("csv" as const),
      delimiter: fc.constantFrom<CsvFormat["delimiter"]>(",", ";", "\t", "|"),
      decimalMark: fc.constantFrom<"." | ",">(".", ","),
      byteOrderMark: fc.boolean(),
      times: fc.constantFrom<CsvFormat["times"]>("iso", "spreadsheet"),
      lineEnd: fc.constantFrom<"\r\n" | "\n">("\r\n", "\n"),
      header: fc.constant("names" as const),
    });
    const withoutGuards = (text: string) => text.replace(/(^|[,;\t|\r\n])'/g, "$1");
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), format, (rows, form) => {
        const written = read(write(createRowSource(["a", "b"], rows), form), form).slice(1);
        assert.deepEqual(
          written.map((row) => row.map(withoutGuards)),
          rows.map((row) => row.map(withoutGuards)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("writes the bytes of an index the same as text", () => {
    const odd = fc.constantFrom(
      ...["2026-01-31T08:00:00Z", "2026-01-31T08:00:00", "20260131080000", "2026-01-31 08:00:00", "-5.00", "1,5", "1.5"],
      ...[".0", "-", "--", "", ".", "5.", "+", "=1", "007", "42", "1E5", "3-4", "12345678901", "123456789012", "12"],
      ...["MAR1", "mar", "sept2", "TRUE", "true.de", "EUR", "EUR 5", "5 EUR", "(5)", "$5", "5%", "12:30", "1 1/2", "#N/A"],
      ...[" x", "x ", "ä", "ä ", "a;b", "a,b", "a|b", 'q"', "\u00a0", "a;=1", "März 1", "ok", "a1", "İ1"],
      "9".repeat(41),
    ); // prettier-ignore
    const characters = fc.string({
      unit: fc.constantFrom(...Array.from('0159.,-+/: %$€(=;|"aeprtuEMRT')),
      maxLength: 7,
    });
    const text = fc.string({ maxLength: 6 }).map((cell) => cell.replace(/[\t\r\n\0]/g, "+"));
    const cell = fc.oneof(odd, characters, text);
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    const customized = { ...german, delimiter: ",", lineEnd: "\n" } as const;
    const formats = [...Object.values(exportPresets).filter((form) => form.kind === "csv"), customized];
    fc.assert(
      fc.property(rows, fc.constantFrom<CsvFormat>(...formats), (cells, format) => {
        const columns = ["created_at", "amount_netto", "none", "identifier"];
        const named = ["created_at", "amount_netto", "identifier"];
        // A row of empty cells is no row to an index.
        const nonEmptyRows = cells.filter((row) => row.join("") !== "");
        const index = createIndexFromCells(named, nonEmptyRows);
        assert.equal(
          write(index, format, undefined, columns),
          write(createRowSource(named, nonEmptyRows), format, undefined, columns),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("writes rows of an index of several blocks, whose columns differ", () => {
    const index = createIndex(["order_id", "identifier"], "1\tä.example\n2\t=x\n");
    index.add({ columns: ["identifier", "order_id"], separator: ";", body: utf8.encode(`${"x".repeat(300)};3\r\ny`) });
    assert.deepEqual(read(write(index)), [
      ["order_id", "identifier"],
      ["1", "ä.example"],
      ["2", "'=x"],
      ["3", "x".repeat(300)],
      ["", "y"],
    ]);
  });
});
