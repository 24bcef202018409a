import assert from "node:assert/strict";
import { strFromU8, unzipSync } from "fflate";
import { createRowSource, type ExportColumn } from "../../../../src/export/row-source";
import type { CellSheet, RowSheet, Workbook } from "../../../../src/export/workbook/workbook";
import { readWorkbook, toBytes } from "./workbook-reader";

const createdAt = Date.UTC(2026, 10, 28, 12, 30, 15, 789);
const columns: ExportColumn[] = ["id", "name"].map((name) => ({ name, title: name, isAmount: false }));

function createRows(name: string, rows: readonly (readonly string[])[] = [["1", "a"]]): RowSheet {
  return { kind: "rows", name, source: createRowSource(["id", "name"], rows), selection: { columns } };
}

function createCells(name: string, changes: Partial<CellSheet> = {}): CellSheet {
  return { kind: "cells", name, rows: [[{ kind: "text", text: "x" }]], columnWidths: [12], ...changes };
}

async function readFiles(sheets: Workbook["sheets"]): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await toBytes({ sheets, createdAt }));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** The values of two attributes of all elements of a name. */
function readPairs(xml: string | undefined, element: string, first: string, second: string): Record<string, string> {
  const elements = [...(xml ?? "").matchAll(new RegExp(`<${element}\\s[^>]*>`, "g"))].map(([text]) => text);
  const read = (text: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  return Object.fromEntries(elements.map((text) => [read(text, first), read(text, second)]));
}

/** The names a workbook defines, by sheet. */
function readDefinedNames(xml: string | undefined): string[] {
  const pattern = /<definedName name="_xlnm\.(\w+)" localSheetId="(\d+)"(?: hidden="1")?>([^<]*)<\/definedName>/g;
  return [...(xml ?? "").matchAll(pattern)].map(([, name, sheet, range]) => `${sheet} ${name} ${range}`);
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

describe("The file of a workbook", () => {
  it("has a part for each sheet, and declares the type of every part", async () => {
    const files = await readFiles([createCells("Totals"), createRows("Orders")]);
    const types = files["[Content_Types].xml"];
    const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    assert.deepEqual(readPairs(types, "Override", "PartName", "ContentType"), {
      "/xl/workbook.xml": `${spreadsheet}.sheet.main+xml`,
      "/xl/styles.xml": `${spreadsheet}.styles+xml`,
      "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
      "/xl/worksheets/sheet1.xml": `${spreadsheet}.worksheet+xml`,
      "/xl/worksheets/sheet2.xml": `${spreadsheet}.worksheet+xml`,
    });
    assert.deepEqual(readPairs(types, "Default", "Extension", "ContentType"), {
      rels: "application/vnd.openxmlformats-package.relationships+xml",
      xml: "application/xml",
    });
    assert.deepEqual(Object.keys(files).sort(), [
      ...["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"],
      ...["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"],
    ]);
  });

  it("has well-formed parts in the namespaces of their format", async () => {
    const files = await readFiles([createCells("Totals"), createRows("Orders")]);
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const packageNamespace = "http://schemas.openxmlformats.org/package/2006";
    const roots: Record<string, readonly [name: string, namespace: string]> = {
      "[Content_Types].xml": ["Types", `${packageNamespace}/content-types`],
      "_rels/.rels": ["Relationships", `${packageNamespace}/relationships`],
      "docProps/core.xml": ["cp:coreProperties", `${packageNamespace}/metadata/core-properties`],
      "xl/_rels/workbook.xml.rels": ["Relationships", `${packageNamespace}/relationships`],
      "xl/styles.xml": ["styleSheet", main],
      "xl/workbook.xml": ["workbook", main],
      "xl/worksheets/sheet1.xml": ["worksheet", main],
      "xl/worksheets/sheet2.xml": ["worksheet", main],
    };
    for (const [path, xml] of Object.entries(files)) {
      assert(xml.startsWith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<'), path);
      assertWellFormed(xml, path);
      const [, name, namespace] = /\n<([\w:]+) xmlns(?::cp)?="([^"]*)"/.exec(xml) ?? [];
      assert.deepEqual([name, namespace], roots[path], path);
    }
  });

  it("leads from the package to the workbook and from there to its sheets", async () => {
    const files = await readFiles([createCells("Totals"), createRows("Orders")]);
    assert.deepEqual(readPairs(files["_rels/.rels"], "Relationship", "Target", "Type"), {
      "xl/workbook.xml": `${relationships}/officeDocument`,
      "docProps/core.xml": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    });
    const ofWorkbook = files["xl/_rels/workbook.xml.rels"];
    assert.deepEqual(readPairs(ofWorkbook, "Relationship", "Target", "Type"), {
      "worksheets/sheet1.xml": `${relationships}/worksheet`,
      "worksheets/sheet2.xml": `${relationships}/worksheet`,
      "styles.xml": `${relationships}/styles`,
    });
    const targets = readPairs(ofWorkbook, "Relationship", "Id", "Target");
    const sheets = readPairs(files["xl/workbook.xml"], "sheet", "name", "r:id");
    assert.deepEqual(Object.entries(sheets).map(([name, id]) => [name, targets[id]]), [["Totals", "worksheets/sheet1.xml"], ["Orders", "worksheets/sheet2.xml"]]); // prettier-ignore
    const xml = files["xl/workbook.xml"] ?? "";
    assert(xml.includes(`xmlns:r="${relationships}"`));
    assert.match(xml, /<workbookView [^>]*windowWidth="\d+" windowHeight="\d+"/);
  });

  it("names its creator and its time, to the second", async () => {
    const bytes = await toBytes({ sheets: [createRows("Orders")], createdAt });
    const { creator, created } = await readWorkbook(bytes);
    assert.deepEqual([creator, created], ["DMAPI for Joker.com", new Date("2026-11-28T12:30:15Z")]);
    const properties = (await readFiles([createRows("Orders")]))["docProps/core.xml"] ?? "";
    assert(properties.includes('<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-28T12:30:15Z</dcterms:created>'));
  });

  it("filters tables of rows, repeats their header on printed pages, and prints only some columns of cells", async () => {
    const files = await readFiles([
      createRows("Tom & Jerry", [["1", "a"], ["2", "b"]]), // prettier-ignore
      createCells("Totals", { printedColumns: 2 }),
      createCells("Notes"),
      createRows("Empty", []),
    ]);
    assert.deepEqual(readDefinedNames(files["xl/workbook.xml"]), [
      "0 _FilterDatabase 'Tom &amp; Jerry'!$A$1:$B$3",
      "0 Print_Titles 'Tom &amp; Jerry'!$1:$1",
      "1 Print_Area 'Totals'!$A$1:$B$1",
      "3 _FilterDatabase 'Empty'!$A$1:$B$1",
      "3 Print_Titles 'Empty'!$1:$1",
    ]);
    assert.equal(files["xl/workbook.xml"]?.match(/<definedName [^>]*hidden="1"/g)?.length, 2);
  });

  it("defines no names for cells that are printed whole", async () => {
    const xml = (await readFiles([createCells("Notes")]))["xl/workbook.xml"] ?? "";
    assert(xml.endsWith("</sheets></workbook>"), xml);
  });

  it("opens with its first sheet in front", async () => {
    const findActive = async (sheets: Workbook["sheets"]) => {
      const files = await readFiles(sheets);
      return sheets.map((_, at) => files[`xl/worksheets/sheet${at + 1}.xml`]?.includes('tabSelected="1"'));
    };
    assert.deepEqual(await findActive([createRows("a"), createRows("b"), createCells("c")]), [true, false, false]);
    assert.deepEqual(await findActive([createCells("a"), createCells("b"), createRows("c")]), [true, false, false]);
  });

  it("names its sheets as spreadsheets allow it", async () => {
    const names = ["[a]:b*c?d/e\\f'g", "  Orders of 2026  ", "x".repeat(40), "?", "y".repeat(23) + " z"];
    const { worksheets } = await readWorkbook(await toBytes({ sheets: names.map((name) => createCells(name)), createdAt })); // prettier-ignore
    assert.deepEqual(
      worksheets.map(({ name }) => name.trimEnd()),
      ["a  b c d e f g", "Orders of 2026", "x".repeat(24), "Sheet", "y".repeat(23)],
    );
  });
});

/** Checks that all elements are closed in their order and nothing but elements is around them. */
function assertWellFormed(xml: string, path: string): void {
  const open: string[] = [];
  for (const [, text = "", end, name = "", empty] of xml.matchAll(/([^<]*)<([/?]?)([\w:]+)[^>]*?(\/?)>/g)) {
    assert(text.trim() === "" || open.some((each) => ["t", "v", "f", "definedName"].includes(each)) || path === "docProps/core.xml", `${path}: ${text}`); // prettier-ignore
    if (end === "/") assert.equal(open.pop(), name, path);
    else if (end === "" && empty === "") open.push(name);
  }
  assert.deepEqual(open, [], path);
  assert(xml.endsWith(">"), path);
}
