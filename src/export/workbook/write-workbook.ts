import { createCellSheetPart } from "./cell-sheet-writer";
import { countRows, createRowSheetParts, type SheetChunk } from "./row-sheet-writer";
import { createStylesXml } from "./styles";
import {
  columnLetters,
  cleanSheetName,
  createSheetName,
  maxSheetRows,
  splitIntoSheets,
  type CellSheet,
  type RowSpan,
  type Workbook,
} from "./workbook";
import { createZipArchive, type ArchiveEntry, type Deflate } from "./zip-archive";
import { escapeXml } from "./xml-text";

const mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationshipNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageNamespace = "http://schemas.openxmlformats.org/package/2006";
const mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** What a workbook is written with. */
export interface WorkbookOptions {
  readonly deflate: Deflate;
  /** Called with the number of rows that were written since the last call. */
  readonly onRows: (rows: number) => void;
  /** Rows of a sheet, including the header; `maxSheetRows` unless fewer are to be on each. */
  readonly sheetRows?: number;
}

/** A sheet with its place in the file. */
interface SheetPart {
  readonly name: string;
  readonly chunks: Iterable<SheetChunk>;
  /** The cells of a table of rows, for the filter. */
  readonly range?: string;
  /** The cells that are printed; absent for all. */
  readonly printRange?: string | undefined;
}

/** Yields a workbook as the bytes of an .xlsx file. Rows are read while they are written. */
export async function* writeWorkbook(
  workbook: Workbook,
  { deflate, onRows, sheetRows = maxSheetRows }: WorkbookOptions,
): AsyncGenerator<Uint8Array> {
  const parts = createSheetParts(workbook, sheetRows);
  const xml = (path: string, text: string): ArchiveEntry => ({ path, chunks: [encodeXml(text)] });
  const entries: ArchiveEntry[] = [
    xml("[Content_Types].xml", createContentTypes(parts.length)),
    xml("_rels/.rels", createPackageRelationships()),
    xml("docProps/core.xml", createCoreProperties(workbook.createdAt)),
    xml("xl/workbook.xml", createWorkbookXml(parts)),
    xml("xl/_rels/workbook.xml.rels", createWorkbookRelationships(parts.length)),
    xml("xl/styles.xml", createStylesXml()),
    ...parts.map(({ chunks }, index) => ({ path: sheetPath(index), chunks: createSheetChunks(chunks, onRows) })),
  ];
  yield* createZipArchive(entries, deflate);
}

function* createSheetChunks(chunks: Iterable<SheetChunk>, onRows: (rows: number) => void): Generator<Uint8Array> {
  yield encodeXml("");
  for (const { bytes, rows } of chunks) {
    yield bytes;
    onRows(rows);
  }
}

function createSheetParts({ sheets }: Workbook, sheetRows: number): SheetPart[] {
  return sheets.flatMap((sheet, index): SheetPart[] => {
    if (sheet.kind === "cells")
      return [
        {
          name: cleanSheetName(sheet.name),
          chunks: [{ bytes: createCellSheetPart(sheet, index === 0), rows: 0 }],
          printRange: findPrintRange(sheet),
        },
      ];
    const spans = splitIntoSheets(countRows(sheet), sheetRows);
    return createRowSheetParts(sheet, spans, index === 0).map((chunks, place) => {
      const range = findRange(sheet.selection.columns.length, spans[place]);
      return { name: createSheetName(sheet.name, place), chunks, ...(range !== undefined && { range }) };
    });
  });
}

/** The header and the rows below it. */
function findRange(columnCount: number, { from, to }: RowSpan = { from: 0, to: 0 }): string | undefined {
  return columnCount === 0 ? undefined : `$A$1:$${columnLetters(columnCount - 1)}$${to - from + 1}`;
}

function findPrintRange({ printedColumns, rows }: CellSheet): string | undefined {
  return printedColumns === undefined ? undefined : `$A$1:$${columnLetters(printedColumns - 1)}$${rows.length}`;
}

function encodeXml(text: string): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
}

function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function createContentTypes(sheetCount: number): string {
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const sheets = Array.from({ length: sheetCount }, (_, index) =>
    override(sheetPath(index), `${mainType}.worksheet+xml`),
  );
  return [
    `<Types xmlns="${packageNamespace}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override("xl/workbook.xml", `${mainType}.sheet.main+xml`),
    override("xl/styles.xml", `${mainType}.styles+xml`),
    override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ...sheets,
    "</Types>",
  ].join("");
}

function createRelationships(relationships: readonly (readonly [type: string, target: string])[]): string {
  const elements = relationships.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageNamespace}/relationships">${elements.join("")}</Relationships>`;
}

function createPackageRelationships(): string {
  return createRelationships([
    [`${relationshipNamespace}/officeDocument`, "xl/workbook.xml"],
    [`${packageNamespace}/relationships/metadata/core-properties`, "docProps/core.xml"],
  ]);
}

/** The sheets come first, so that their number is that of their relationship. */
function createWorkbookRelationships(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) => [`${relationshipNamespace}/worksheet`, sheetPath(index).slice("xl/".length)] as const,
  );
  return createRelationships([...sheets, [`${relationshipNamespace}/styles`, "styles.xml"]]);
}

function createCoreProperties(createdAt: number): string {
  const time = `${new Date(createdAt).toISOString().slice(0, 19)}Z`;
  return [
    `<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>DMAPI for Joker.com</dc:creator>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created></cp:coreProperties>`,
  ].join("");
}

function createWorkbookXml(parts: readonly SheetPart[]): string {
  const sheets = parts.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const names = parts.flatMap(({ name, range, printRange }, index) => {
    const sheet = `'${escapeXml(name)}'!`;
    const printArea = `<definedName name="_xlnm.Print_Area" localSheetId="${index}">${sheet}${printRange}</definedName>`;
    return [
      ...(range === undefined ? [] : createSheetDefinedNames(index, sheet, range)),
      ...(printRange === undefined ? [] : [printArea]),
    ];
  });
  const definedNames = names.length > 0 ? `<definedNames>${names.join("")}</definedNames>` : "";
  return [
    `<workbook xmlns="${mainNamespace}" xmlns:r="${relationshipNamespace}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>',
    `<sheets>${sheets.join("")}</sheets>${definedNames}</workbook>`,
  ].join("");
}

/** The range of the filter, and the header as the title of each printed page. */
function createSheetDefinedNames(index: number, sheet: string, range: string): string[] {
  return [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${sheet}${range}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}$1:$1</definedName>`,
  ];
}
