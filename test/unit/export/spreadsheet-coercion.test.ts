import assert from "node:assert/strict";
import fc from "fast-check";
import { canBeCoercedBySpreadsheet, isCoercedBySpreadsheet } from "../../../src/export/spreadsheet-coercion";
import { utf8 } from "../columns/index-fixtures";
import { excelEnglish, excelGerman, isKeptByExcel, readAsExcel, type ExcelKind } from "./excel-model";

const [english, german] = [excelEnglish, excelGerman];

/** Texts by what Excel takes them for. */
const examples: readonly (readonly [typeof english, ExcelKind, readonly string[]])[] = [
  [english, "number", ["007", "+1", "1,234,567", "123456789012", "1E5", "0503E000", "(5)", "5-", " 5 "]],
  [german, "number", ["1.234.567", "1,5E3", "(5,00)"]],
  [english, "percentage", ["5%", "%5", "-5 %", "(5%)"]],
  [english, "currency", ["€5", "$5", "-$5", "$-5", "5 €", "($5.00)"]],
  [german, "currency", ["5 EUR", "-5,00 €"]],
  [english, "fraction", ["1 1/2", "0 7/16", "-1 1/2"]],
  [english, "date", ["MAR1", "SEPT2", "3-4", "1/2", "1-Mar", "March 1, 2026", "12-2026", "3/4/2026 12:30"]],
  [german, "date", ["31.1.2026", "3.4.", "1. März 2026", "Dez 1", "2026-1-3"]],
  [english, "time", ["12:30", "12:30:45", "17:", "5 pm", "5 p", "1:30 PM"]],
  [german, "boolean", ["TRUE", "wahr", "Falsch"]],
];

describe("Coercion by spreadsheets", () => {
  it("knows the texts that Excel converts, of every kind", () => {
    for (const [settings, kind, texts] of examples) {
      for (const text of texts) {
        assert.equal(readAsExcel(text, settings), kind, text);
        for (const mark of [".", ","] as const) assert(isCoercedBySpreadsheet(text, mark), `${text} with ${mark}`);
      }
    }
  });

  it("knows every text that a model of Excel does not keep", () => {
    const parts = ["-", "/", ".", ",", ":", " ", "(", ")", "%", "€", "$", "EUR", "E", "e+", "+", "a", "pm", "'"];
    const words = ["Mar", "sept", "März", "Dezember", "may", "TRUE", "falsch"];
    const digits = fc
      .oneof(fc.nat({ max: 40 }), fc.constantFrom("007", "2026", "00", "1234567890", "12345"))
      .map(String);
    const text = fc
      .array(fc.oneof(digits, digits, fc.constantFrom(...parts), fc.constantFrom(...words)), { maxLength: 7 })
      .map((list) => list.join(""));
    const grammar = fc.mixedCase(fc.constantFrom(...examples.flatMap(([, , texts]) => texts)));
    fc.assert(
      fc.property(fc.oneof(text, grammar), fc.constantFrom(english, german), (cell, settings) => {
        if (!isKeptByExcel(cell, settings))
          assert(isCoercedBySpreadsheet(cell, settings.decimal), `${cell}: ${readAsExcel(cell, settings)}`);
      }),
      { numRuns: 20_000 },
    );
  });

  it("leaves names, words and numbers that stay the same alone", () => {
    const names = [
      "example.org",
      "mar1.example",
      "may-flower.de",
      "1und1.de",
      "3-4.example",
      "true.example",
      "Mar",
      "-",
    ];
    for (const text of ["", ...names, "create", "USD", "ack", "85671266", "2026-01-31", "0", "-5", "A-5", "a:b", "x 1"])
      for (const mark of [".", ","] as const) assert(!isCoercedBySpreadsheet(text, mark), text);
  });

  it("is as quick for long texts", () => {
    for (const text of [`5${" ".repeat(100_000)}x`, "1".repeat(100_000), "(".repeat(100_000), "1,".repeat(50_000)])
      assert.equal(isCoercedBySpreadsheet(text, "."), text.startsWith("1"), text.slice(0, 3));
  });

  it("has a quick check that misses nothing", () => {
    const word = fc.constantFrom(
      "mar",
      "Mär",
      "true",
      "WAHR",
      "eur",
      "#N/A",
      "İ",
      "1",
      "2026",
      "-",
      " ",
      ".",
      "%",
      "ok",
    );
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.array(word, { maxLength: 5 }).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(cell, fc.constantFrom<"." | ",">(".", ","), (text, mark) => {
        const bytes = utf8.encode(`xx${text}yy`);
        if (isCoercedBySpreadsheet(text, mark)) assert(canBeCoercedBySpreadsheet(bytes, 2, bytes.length - 2), text);
      }),
      { numRuns: 10_000 },
    );
    const check = (text: string) => {
      const bytes = utf8.encode(`12${text}34`);
      return canBeCoercedBySpreadsheet(bytes, 2, bytes.length - 2);
    };
    const unchanged = ["", "-", "0", "9", "90", "12345678901", "mar", "MAY", "example", "xyz1", "a", "az"];
    for (const text of unchanged) assert(!check(text), text);
    for (const text of [
      "-5",
      "00",
      "123456789012",
      "1.5",
      "9/",
      "1:",
      "mar1",
      "MAYBE",
      "trueish",
      "eur5",
      "{{{{",
      "a5",
      "ä",
    ])
      assert(check(text), text);
    const plain = ["example.org", "85671266", "create", "ok", "USD", "-", ""].map((text) => utf8.encode(text));
    for (const bytes of plain) assert(!canBeCoercedBySpreadsheet(bytes, 0, bytes.length));
  });
});
