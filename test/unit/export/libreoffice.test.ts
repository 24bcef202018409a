import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportPresets, type CsvFormat } from "../../../src/export/export-format";
import { exportRows } from "../../../src/export/export-rows";
import { createRowSource } from "../../../src/export/row-source";
import { createCsvImport, findLibreOffice, openInLibreOffice, type Sheet, type SheetCell } from "./libreoffice";
import { type AmountCell, amountCells, locales, textCells, timeCell } from "./spreadsheet-cells";

const spreadsheet = exportPresets["excel-german"];
const formats: Readonly<Record<string, CsvFormat>> = {
  "excel-german": exportPresets["excel-german"],
  "excel-english": exportPresets["excel-english"],
  "rfc-4180": exportPresets["rfc-4180"],
  "tab-comma": { ...spreadsheet, delimiter: "\t" },
  "tab-point": { ...spreadsheet, delimiter: "\t", decimalMark: "." },
  "no-mark-lf": { ...spreadsheet, byteOrderMark: false, lineEnd: "\n" },
};

const columns = [
  { name: "order_id", title: "Order ID", isAmount: false },
  { name: "identifier", title: "Domain", isAmount: false },
  { name: "created_at", title: "Created (UTC)", isAmount: false, isTime: true },
  { name: "amount_netto", title: "Net", isAmount: true },
];

// No spreadsheet format changes these; the standard formats leave the others as they are, for programs.
const programTexts = textCells.filter(({ text }) => !/^\s*[\d(€$₺+#]|^(?:MAR|SEPT|Mrz|Ocak)|^[A-ZĞ]+$/.test(text));

function textsOf(format: CsvFormat) {
  return format.times === "spreadsheet" ? textCells : programTexts;
}

function amountOf(row: number): AmountCell {
  return amountCells[row % amountCells.length] ?? amountCells[0];
}

async function writeFiles(folder: string): Promise<string[]> {
  return Promise.all(
    Object.entries(formats).map(async ([name, format]) => {
      const rows = textsOf(format).map(({ text }, at) => [
        String(85_671_266 + at),
        text,
        timeCell.text,
        amountOf(at).text,
      ]);
      const source = createRowSource(columns.map((column) => column.name), rows); // prettier-ignore
      const path = join(folder, `${name}.${format.delimiter === "\t" ? "tsv" : "csv"}`);
      await writeFile(
        path,
        [...exportRows(source, { columns }, format)].map(({ bytes }) => bytes),
      );
      return path;
    }),
  );
}

/** What LibreOffice must make of a file: kinds, and values or texts on display. */
function checkSheet(sheet: Sheet, name: string, decimalMark: string, detectsSpecialNumbers: boolean): void {
  const format = formats[name];
  assert(format);
  const texts = textsOf(format);
  const [header, ...rows] = sheet.rows;
  const titles = columns.map((column) => (format.header === "names" ? column.name : column.title));
  assert.deepEqual(header?.map(({ shown }) => shown), titles); // prettier-ignore
  assert.equal(rows.length, texts.length);
  const isSpreadsheetTime = format.times === "spreadsheet";
  rows.forEach((row, at) => {
    const [id, text, time, amount, ...others] = row;
    const { text: sent, shown } = texts[at] ?? textCells[0];
    assert.equal(others.length, 0, `row ${at} has more cells`);
    assert.deepEqual(id, { kind: "float", value: String(85_671_266 + at), shown: String(85_671_266 + at) });
    assert.deepEqual(text, { kind: "string", value: shown, shown }, `${name}, ${sent}`);
    assert.equal(time?.shown, isSpreadsheetTime ? timeCell.shown : timeCell.text);
    if (isSpreadsheetTime && detectsSpecialNumbers) assert.equal(time.value, timeCell.value);
    checkAmount(amount, amountOf(at), format.decimalMark, decimalMark);
  });
}

/** In another language an amount is a text, never another amount. */
function checkAmount(cell: SheetCell | undefined, { text, value }: AmountCell, mark: string, localMark: string): void {
  if (mark === localMark || !text.includes(".")) assert.deepEqual([cell?.kind, cell?.value], ["float", value]);
  else assert.deepEqual([cell?.kind, cell?.shown], ["string", text.replace(".", mark)]);
}

const imports = [
  ...locales.map((locale) => ({ ...locale, detectsSpecialNumbers: true })),
  { ...locales[0], detectsSpecialNumbers: false },
];

describe("Files in LibreOffice", function () {
  this.timeout(240_000);
  let folder: string | undefined;
  let files: string[];

  before(async function () {
    if (findLibreOffice() === undefined) {
      console.log("    LibreOffice Calc is not installed (Debian and Ubuntu: apt-get install libreoffice-calc)"); // eslint-disable-line no-console
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), "joker-files-"));
    files = await writeFiles(folder);
  });
  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  for (const { locale, decimalMark, detectsSpecialNumbers } of imports) {
    const detection = detectsSpecialNumbers ? "with" : "without";
    it(`shows every cell of every format as meant: ${locale}, ${detection} special numbers`, async () => {
      // What its dialog has ticked: tab, comma and semicolon at once.
      const importFilter = createCsvImport({ separators: "\t,;", detectsSpecialNumbers });
      const documents = await openInLibreOffice(files, { locale, importFilter });
      Object.keys(formats).forEach((name, at) => {
        const [sheet] = documents[at] ?? [];
        assert(sheet, name);
        checkSheet(sheet, name, decimalMark, detectsSpecialNumbers);
      });
    });
  }
});
