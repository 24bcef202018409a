// Opens files in LibreOffice (Debian and Ubuntu: libreoffice-calc) and reads the cells as it understands them.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const timeoutMs = 120_000;

/** A cell as LibreOffice has it. */
export interface SheetCell {
  /** `string` is text; `empty` is no cell; the others are numbers that are displayed as such. */
  readonly kind: "empty" | "string" | "float" | "date" | "time" | "percentage" | "currency" | "boolean";
  /** The value independent of the locale, such as 1234.5 or 2026-01-31T08:00:00; the text of a string. */
  readonly value: string;
  /** As displayed in the locale. */
  readonly shown: string;
  /** The formula, such as `of:=1+1`; absent for a constant. */
  readonly formula?: string;
}

export interface Sheet {
  readonly name: string;
  /** Without empty cells at the end of a row and without empty rows at the end. */
  readonly rows: readonly (readonly SheetCell[])[];
}

export interface OpenOptions {
  /** The language of the settings, such as `de-DE`. */
  readonly locale: string;
  /** An import filter with its options, such as `createCsvImport` makes; without it LibreOffice finds the file type. */
  readonly importFilter?: string;
}

/** What the dialog *Text Import* of LibreOffice offers. */
export interface CsvImport {
  readonly separators: string;
  /** Reads times, percentages, scientific numbers and the like too. */
  readonly detectsSpecialNumbers: boolean;
  /** Reads every quoted field as text. */
  readonly readsQuotedAsText?: boolean;
}

/** The import filter for CSV in UTF-8, in the language of the settings. */
export function createCsvImport({ separators, detectsSpecialNumbers, readsQuotedAsText = false }: CsvImport): string {
  const codes = Array.from(separators, (separator) => separator.charCodeAt(0)).join("/");
  // https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
  return `Text - txt - csv (StarCalc):${codes},34,76,1,,0,${readsQuotedAsText},${detectsSpecialNumbers}`;
}

/** The program; undefined where LibreOffice Calc is not installed. */
export function findLibreOffice(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/lib/libreoffice/program"];
  return folders.map((folder) => join(folder, "soffice")).find((path) => existsSync(path));
}

/**
 * Opens files in one start of LibreOffice and returns their sheets, in the order of the files. The names of the files must
 * differ without their extensions.
 */
export async function openInLibreOffice(files: readonly string[], options: OpenOptions): Promise<Sheet[][]> {
  const program = findLibreOffice();
  if (program === undefined) throw new Error("LibreOffice is not installed");
  const folder = await mkdtemp(join(tmpdir(), "joker-libreoffice-"));
  try {
    await createProfile(join(folder, "profile"), options.locale);
    const filter = options.importFilter === undefined ? [] : [`--infilter=${options.importFilter}`];
    const args = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "fods", "--outdir", folder];
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    await execute(program, [profile, ...filter, ...args, ...files], { timeout: timeoutMs });
    return await Promise.all(
      files.map(async (file) => {
        const path = join(folder, `${basename(file, extname(file))}.fods`);
        return parseFlatDocument(await readFile(path, "utf8"));
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function createProfile(folder: string, locale: string): Promise<void> {
  const createItem = (path: string, name: string, value: string) =>
    `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
  const items = [
    createItem("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),
    // Formulas are always calculated, whatever value the file has for them.
    createItem("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
  ];
  const namespaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"';
  await mkdir(join(folder, "user"), { recursive: true });
  await writeFile(
    join(folder, "user", "registrymodifications.xcu"),
    `<?xml version="1.0" encoding="UTF-8"?><oor:items ${namespaces}>${items.join("")}</oor:items>`,
  );
}

/** More repeated cells or rows than this fill up the sheet. */
const maxRepeats = 1000;

/** The sheets of a flat OpenDocument spreadsheet (.fods). */
function parseFlatDocument(xml: string): Sheet[] {
  return matches(xml, /<table:table table:name="([^"]*)"[^>]*>([\s\S]*?)<\/table:table>/g).map(([, name, body]) => ({
    name: decodeXml(name ?? ""),
    rows: trimEnd(parseRows(body ?? ""), (row) => row.length === 0),
  }));
}

function parseRows(xml: string): SheetCell[][] {
  return matches(xml, /<table:table-row([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-row>)/g).flatMap(
    ([, attributes, cells]) =>
      repeat(trimEnd(parseCells(cells ?? ""), isEmpty), getAttribute(attributes, "table:number-rows-repeated")),
  );
}

function parseCells(xml: string): SheetCell[] {
  return matches(xml, /<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g).flatMap(
    ([, attributes, content]) =>
      repeat(parseCell(attributes ?? "", content ?? ""), getAttribute(attributes, "table:number-columns-repeated")),
  );
}

function parseCell(attributes: string, content: string): SheetCell {
  const shown = matches(content, /<text:p(?:\/>|[^>]*>([\s\S]*?)<\/text:p>)/g).map(([, text]) => readParagraph(text ?? "")).join("\n"); // prettier-ignore
  const kind = (getAttribute(attributes, "office:value-type") ?? "empty") as SheetCell["kind"];
  const attribute = { date: "office:date-value", time: "office:time-value", boolean: "office:boolean-value" };
  const name = getOwnAttribute(attribute, kind) ?? "office:value";
  const value = kind === "string" ? shown : (getAttribute(attributes, name) ?? "");
  const formula = getAttribute(attributes, "table:formula");
  return { kind, value, shown, ...(formula !== undefined && { formula }) };
}

function getOwnAttribute(names: Readonly<Record<string, string>>, kind: string): string | undefined {
  return names[kind];
}

function readParagraph(xml: string): string {
  const spaces = xml.replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count?: string) => " ".repeat(Number(count ?? 1)));
  return decodeXml(spaces.replace(/<text:tab\/>/g, "\t").replace(/<text:line-break\/>/g, "\n").replace(/<[^>]*>/g, "")); // prettier-ignore
}

function getAttribute(attributes: string | undefined, name: string): string | undefined {
  const value = new RegExp(`${name}="([^"]*)"`).exec(attributes ?? "")?.[1];
  return value === undefined ? undefined : decodeXml(value);
}

function decodeXml(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, name: string) => {
    if (!name.startsWith("#")) return xmlNames[name] ?? "";
    return String.fromCodePoint(name.startsWith("#x") ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });
}

const xmlNames: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function repeat<T>(item: T, count = "1"): T[] {
  return Array.from({ length: Math.min(Number(count), maxRepeats) }, () => item);
}

function isEmpty({ kind }: SheetCell): boolean {
  return kind === "empty";
}

function trimEnd<T>(items: readonly T[], isBlank: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isBlank(item)) + 1);
}

function matches(text: string, pattern: RegExp): RegExpMatchArray[] {
  return [...text.matchAll(pattern)];
}
