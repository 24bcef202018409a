import * as vscode from "vscode";
import type { CsvFormat, PresetName } from "../export/format";
import type { ChosenFormat } from "./chosen-format";

/** An entry of the list of formats. */
export interface FormatItem extends vscode.QuickPickItem {
  readonly way: PresetName | "custom" | "original" | "again";
  /** What `again` means. */
  readonly again?: ChosenFormat;
}

/** The formats to choose from, that of last time first, or else what fits the user's language. */
export function formatItems(last: ChosenFormat | undefined): FormatItem[] {
  const items = [...presetItems(), ...otherItems()];
  if (!last) return vscode.env.language.startsWith("de") ? items : items.toSorted(englishFirst);
  const again = items.find(({ way }) => last.by === "preset" && way === last.name);
  const first: FormatItem = again ?? { way: "again", again: last, ...describe(last) };
  return [{ ...first, description: vscode.l10n.t("last used") }, ...items.filter((item) => item !== again)];
}

function englishFirst(a: FormatItem, b: FormatItem): number {
  return Number(b.way === "excel-english") - Number(a.way === "excel-english");
}

function presetItems(): FormatItem[] {
  return [
    {
      way: "excel-german",
      label: vscode.l10n.t("Excel (German)"),
      detail: vscode.l10n.t("Semicolons, decimal commas, Excel dates, readable titles"),
    },
    {
      way: "excel-english",
      label: vscode.l10n.t("Excel (English)"),
      detail: vscode.l10n.t("Commas, decimal points, Excel dates, readable titles"),
    },
    {
      way: "rfc-4180",
      label: vscode.l10n.t("RFC 4180"),
      detail: vscode.l10n.t("Standard CSV: commas, decimal points, DMAPI column names"),
    },
    {
      way: "json-lines",
      label: vscode.l10n.t("JSON Lines"),
      detail: vscode.l10n.t("One JSON object per line, amounts as text to avoid rounding"),
    },
  ];
}

function otherItems(): FormatItem[] {
  return [
    {
      way: "original",
      label: vscode.l10n.t("Original Joker.com CSV"),
      detail: vscode.l10n.t("The entire query as sent by Joker.com, regardless of filters"),
    },
    {
      way: "custom",
      label: vscode.l10n.t("Customize…"),
      detail: vscode.l10n.t(
        "Choose the delimiter, decimal separator, time format, byte order mark, line endings, and header",
      ),
    },
  ];
}

function describe(choice: ChosenFormat): { label: string; detail: string } {
  if (choice.by === "original") {
    const { separator, numComma } = choice.layout;
    const detail = [separatorNames()[separator], markName(numComma ? "," : ".")].join(", ");
    return { label: vscode.l10n.t("Original Joker.com CSV"), detail };
  }
  return { label: vscode.l10n.t("Custom"), detail: choice.by === "custom" ? customText(choice.format) : "" };
}

function customText({ delimiter, decimalMark, times, byteOrderMark, lineEnd, header }: CsvFormat): string {
  const names = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
  return [
    separatorNames()[names[delimiter]],
    markName(decimalMark),
    times === "iso" ? vscode.l10n.t("ISO times") : vscode.l10n.t("spreadsheet times"),
    byteOrderMark ? vscode.l10n.t("byte order mark") : vscode.l10n.t("no byte order mark"),
    lineEnd === "\n" ? "LF" : "CRLF",
    header === "names" ? vscode.l10n.t("DMAPI names") : vscode.l10n.t("readable titles"),
  ].join(", ");
}

/** What separators are called. */
export function separatorNames() {
  return {
    comma: vscode.l10n.t("Comma"),
    semicolon: vscode.l10n.t("Semicolon"),
    tab: vscode.l10n.t("Tab"),
    pipe: vscode.l10n.t("Pipe"),
  };
}

/** What ways to write times are called. */
export function timesName(times: CsvFormat["times"]): string {
  return times === "iso"
    ? vscode.l10n.t("2026-01-31T08:00:00Z (as sent by Joker.com)")
    : vscode.l10n.t("2026-01-31 08:00:00 (recognized by spreadsheets)");
}

/** What decimal marks are called. */
export function markName(mark: "." | ","): string {
  return mark === "," ? vscode.l10n.t("decimal comma") : vscode.l10n.t("decimal point");
}
