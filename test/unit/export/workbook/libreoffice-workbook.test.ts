import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRowSource } from "../../../../src/export/row-source";
import type { RowSheet } from "../../../../src/export/workbook/workbook";
import { findLibreOffice, openInLibreOffice } from "../libreoffice";
import { toBytes } from "./workbook-reader";

const texts = [
  ...[
    "007",
    "1E5",
    "MAR1",
    "SEPT2",
    "12:30",
    "-",
    "TRUE",
    "WAHR",
    "5%",
    "€5",
    "$5",
    "(5)",
    "3-4",
    "1 1/2",
    "1,5",
    "1.5",
  ],
  ...["12345678901234567890", "123456789012", "=1+2", "+1", "-1", "@x", ";=1+2", "\t=1", "a\nb", " x ", "<&>\"'"],
  ...["_x0041_", "é😀", "'1", "#N/A", "münchen.de", "xn--mnchen-3ya.de", "2026-01-31", "20261127134702", "İIıi"],
];
const amounts: readonly (readonly [sent: string, value: string])[] = [
  ["8.90", "8.9"],
  ["-1200.00", "-1200"],
  ["1234567.89", "1234567.89"],
  ["0.0001", "0.0001"],
];
const times: readonly (readonly [sent: string, value: string])[] = [
  ["2026-01-31T08:00:00Z", "2026-01-31T08:00:00"],
  ["20261127134702", "2026-11-27T13:47:02"],
  ["2026-07-01 10:00:00 +0200", "2026-07-01T08:00:00"],
];
/** How the amounts are displayed. */
const displayed: Readonly<Record<string, readonly string[]>> = {
  "de-DE": ["8,90", "-1.200,00", "1.234.567,89", "0,0001"],
  "en-US": ["8.90", "-1,200.00", "1,234,567.89", "0.0001"],
  "tr-TR": ["8,90", "-1.200,00", "1.234.567,89", "0,0001"],
};

function createSheet(): RowSheet {
  const columns = [
    { name: "identifier", title: "Identifier", isAmount: false },
    { name: "amount_brutto", title: "Gross", isAmount: true },
    { name: "created_at", title: "Created (UTC)", isAmount: false, isTime: true },
  ];
  const rows = texts.map((text, row) => [text, amounts[row]?.[0] ?? "", times[row]?.[0] ?? ""]);
  const source = createRowSource(columns.map(({ name }) => name), rows); // prettier-ignore
  return { kind: "rows", name: "Orders", source, selection: { columns } };
}

describe("A workbook in LibreOffice", () => {
  let folder: string;
  before(async function () {
    if (findLibreOffice() === undefined) this.skip();
    folder = await mkdtemp(join(tmpdir(), "joker-workbook-"));
  });
  after(() => folder && rm(folder, { recursive: true, force: true }));

  for (const locale of ["de-DE", "en-US", "tr-TR"]) {
    it(`has every cell as meant in ${locale}`, async () => {
      const file = join(folder, `${locale}.xlsx`);
      await writeFile(file, await toBytes({ sheets: [createSheet()], createdAt: 0 }));
      const [sheets = []] = await openInLibreOffice([file], { locale });
      assert.deepEqual(
        sheets.map(({ name }) => name),
        ["Orders"],
      );
      const [header = [], ...rows] = sheets[0]?.rows ?? [];
      assert.deepEqual(header.map(({ shown }) => shown), ["Identifier", "Gross", "Created (UTC)"]); // prettier-ignore
      assert.deepEqual(rows.map(([cell]) => [cell?.kind, cell?.value, cell?.formula]), texts.map((text) => ["string", text, undefined])); // prettier-ignore
      assert.deepEqual(rows.slice(0, amounts.length).map((row) => [row[1]?.kind, row[1]?.value]), amounts.map(([, value]) => ["float", value])); // prettier-ignore
      assert.deepEqual(rows.slice(0, amounts.length).map((row) => row[1]?.shown), displayed[locale]); // prettier-ignore
      assert.deepEqual(rows.slice(0, times.length).map((row) => [row[2]?.kind, row[2]?.value]), times.map(([, value]) => ["date", value])); // prettier-ignore
      assert.equal(rows[0]?.[2]?.shown, "2026-01-31 08:00:00");
    });
  }
});
