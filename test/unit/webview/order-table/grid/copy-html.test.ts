import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCopyHtml, removeStyles } from "../../../../../src/webview/order-table/grid/copy-html";
import type { CopySource } from "../../../../../src/webview/order-table/grid/copy-text";
import { findLibreOffice, openInLibreOffice } from "../../../export/libreoffice";

/** Cells as sent, and as displayed with a decimal comma. */
function createSource(cells: readonly (readonly [string, string])[]): CopySource {
  return {
    ranges: [{ top: 0, bottom: cells.length - 1, left: 0, right: 1 }],
    focus: { row: 0, column: 0 },
    entries: Uint32Array.from(cells.keys()),
    columns: ["identifier", "amount_netto"].map((name, column) => ({ name, title: name, column })),
    getFields: (row) => cells[row] ?? [],
    formatField: (fields, { column }) => (fields[column] ?? "").replace(".", column === 1 ? "," : "."),
  };
}

describe("Cells copied as HTML", () => {
  const amounts = ["-5.00", "1234.56", "3", "n/a", ""];
  const texts = ["007", '<b>&"', "=1+2", "MAR1", "-"];
  const html = createCopyHtml(createSource(texts.map((text, row) => [text, amounts[row] ?? ""])));
  let folder: string | undefined;

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  it("are escaped, guarded against formulas, and have the value of amounts in any language", () => {
    assert.match(html, /<td sdval="-5\.00" sdnum="1033;0;0\.00" x:num="-5\.00" [^>]*>-5,00<\/td>/);
    assert.match(html, /<td sdnum="1033;0;@" [^>]*>&lt;b&gt;&amp;&quot;<\/td>/);
    assert.match(html, />&#39;=1\+2<\/td>/);
    assert.equal(html.match(/<tr>/g)?.length, texts.length);
  });

  it("keep their values without the styles that a page must not have", () => {
    const plain = removeStyles(html);
    assert(html.includes("style=") && !plain.includes("style="));
    assert(plain.includes('<td sdval="-5.00" sdnum="1033;0;0.00" x:num="-5.00">-5,00</td>'));
  });

  it("are empty where nothing is selected", () => {
    const ranges = [
      { top: 0, bottom: 0, left: 0, right: 0 },
      { top: 1, bottom: 1, left: 1, right: 1 },
    ];
    const parts = createCopyHtml({ ...createSource([["a", "1"], ["b", "2"]]), ranges }); // prettier-ignore
    assert.match(parts, /<tr><td [^>]*>a<\/td><td><\/td><\/tr>\n<tr><td><\/td><td [^>]*>2<\/td><\/tr>/);
  });

  for (const [locale, mark] of [
    ["de-DE", ","],
    ["en-US", "."],
  ] as const)
    // prettier-ignore
    it(`arrive in LibreOffice as numbers and texts: ${locale}`, async function () {
      if (findLibreOffice() === undefined) this.skip();
      folder ??= await mkdtemp(join(tmpdir(), "joker-html-"));
      const path = join(folder, "cells.html");
      await writeFile(path, html);
      const [[sheet] = []] = await openInLibreOffice([path], { locale, importFilter: "HTML (StarCalc)" });
      const shown = sheet?.rows.map((row) => row.map(({ kind, shown: text }) => `${kind} ${text}`));
      assert.deepEqual(shown, [
        ["string 007", `float -5${mark}00`],
        ['string <b>&"', `float 1234${mark}56`],
        ["string '=1+2", "float 3"],
        ["string MAR1", "string n/a"],
        ["string -"],
      ]);
    });
});
