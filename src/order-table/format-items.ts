import * as vscode from "vscode";
import type { CsvFormat, ExportPresetName } from "../export/export-format";
import type { FormatChoice } from "./format-choice";
import { displayLocale } from "../workbench/locale";

/** A quick pick item for a format. */
export interface FormatItem extends vscode.QuickPickItem {
  readonly formatId: ExportPresetName | "custom" | "original" | "again";
  /** The choice of last time, for `again`. */
  readonly lastChoice?: FormatChoice;
}

/** The formats, that of last time first, or else the one for the user's language. */
export function createFormatItems(last: FormatChoice | undefined): FormatItem[] {
  const items = [...createPresetItems(), ...createOtherItems()];
  if (!last) return displayLocale().startsWith("de") ? items : items.toSorted(compareEnglishFirst);
  const presetItem = items.find(({ formatId }) => last.by === "preset" && formatId === last.name);
  const first: FormatItem = presetItem ?? { formatId: "again", lastChoice: last, ...describeChoice(last) };
  return [{ ...first, description: vscode.l10n.t("last used") }, ...items.filter((item) => item !== presetItem)];
}

/** The workbook stays before all CSV formats. */
function compareEnglishFirst(a: FormatItem, b: FormatItem): number {
  const [aRank, bRank] = [a, b].map(({ formatId }) => ["excel-english", "excel-workbook"].indexOf(formatId));
  return (bRank ?? 0) - (aRank ?? 0);
}

function createPresetItems(): FormatItem[] {
  return [
    {
      formatId: "excel-workbook",
      label: vscode.l10n.t("Excel Workbook"),
      detail: vscode.l10n.t("Opens correctly in any spreadsheet app and language, with totals (.xlsx)"),
    },
    {
      formatId: "excel-german",
      label: vscode.l10n.t("CSV for Excel (German)"),
      detail: vscode.l10n.t("Semicolons, decimal commas, Excel dates, readable titles"),
    },
    {
      formatId: "excel-english",
      label: vscode.l10n.t("CSV for Excel (English)"),
      detail: vscode.l10n.t("Commas, decimal points, Excel dates, readable titles"),
    },
    {
      formatId: "rfc-4180",
      label: vscode.l10n.t("CSV (RFC 4180)"),
      detail: vscode.l10n.t("For programs: commas, decimal points, DMAPI column names"),
    },
    {
      formatId: "json-lines",
      label: vscode.l10n.t("JSON Lines"),
      detail: vscode.l10n.t("One JSON object per line, amounts as text to avoid rounding"),
    },
  ];
}

function createOtherItems(): FormatItem[] {
  return [
    {
      formatId: "original",
      label: vscode.l10n.t("Original Joker.com CSV"),
      detail: vscode.l10n.t("All orders in the query, as sent by Joker.com, regardless of filters"),
    },
    {
      formatId: "custom",
      label: vscode.l10n.t("Custom CSV…"),
      detail: vscode.l10n.t(
        "Choose the delimiter, decimal separator, time format, byte order mark, line endings, and header",
      ),
    },
  ];
}

function describeChoice(choice: FormatChoice): { label: string; detail: string } {
  if (choice.by === "original") {
    const { separator, numComma } = choice.layout;
    const detail = [separatorLabels()[separator], decimalMarkLabel(numComma ? "," : ".")].join(", ");
    return { label: vscode.l10n.t("Original Joker.com CSV"), detail };
  }
  return {
    label: vscode.l10n.t("Custom CSV"),
    detail: choice.by === "custom" ? describeCustomFormat(choice.format) : "",
  };
}

function describeCustomFormat({ delimiter, decimalMark, times, byteOrderMark, lineEnd, header }: CsvFormat): string {
  const names = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;
  return [
    separatorLabels()[names[delimiter]],
    decimalMarkLabel(decimalMark),
    times === "iso" ? vscode.l10n.t("ISO times") : vscode.l10n.t("spreadsheet times"),
    byteOrderMark ? vscode.l10n.t("byte order mark") : vscode.l10n.t("no byte order mark"),
    lineEnd === "\n" ? "LF" : "CRLF",
    header === "names" ? vscode.l10n.t("DMAPI names") : vscode.l10n.t("readable titles"),
  ].join(", ");
}

/** Labels of separators. */
export function separatorLabels() {
  return {
    comma: vscode.l10n.t("Comma"),
    semicolon: vscode.l10n.t("Semicolon"),
    tab: vscode.l10n.t("Tab"),
    pipe: vscode.l10n.t("Pipe"),
  };
}

/** Label of a time format. */
export function timeFormatLabel(times: CsvFormat["times"]): string {
  return times === "iso"
    ? vscode.l10n.t("2026-01-31T08:00:00Z (as sent by Joker.com)")
    : vscode.l10n.t("2026-01-31 08:00:00 (recognized by spreadsheets)");
}

/** Label of a decimal mark. */
export function decimalMarkLabel(mark: "." | ","): string {
  return mark === "," ? vscode.l10n.t("decimal comma") : vscode.l10n.t("decimal point");
}
