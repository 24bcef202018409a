import * as vscode from "vscode";
import * as z from "zod/mini";
import { displayLocale } from "../workbench/locale";
import { formatChoiceSchema, resolveFormat, type FormatChoice } from "./format-choice";
import { askCustomFormat, askOriginalLayout } from "./customize-format";
import { createFormatItems, type FormatItem } from "./format-items";

const storageKey = "export.format";

/** Formats that not every export has. */
export interface OfferedFormats {
  /** Joker.com's own file. */
  readonly original: boolean;
  /** An Excel workbook. */
  readonly workbook: boolean;
}

/**
 * Asks for a format, that of last time first, and remembers it.
 * @returns undefined if the user canceled
 */
export async function askFormat(
  title: string,
  memento: vscode.Memento,
  offered: OfferedFormats,
): Promise<FormatChoice | undefined> {
  const stored = getLastChoice(memento);
  const last = stored && isOffered(stored, offered) ? stored : undefined;
  const items = createFormatItems(last).filter(
    ({ formatId }) =>
      (offered.original || formatId !== "original") && (offered.workbook || formatId !== "excel-workbook"),
  );
  const item = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Select a format"),
    matchOnDetail: true,
    // A webview that was clicked may take focus only now.
    ignoreFocusOut: true,
  });
  const choice = item && (await resolveItem(item, title));
  if (choice) await memento.update(storageKey, choice);
  return choice;
}

function isOffered(choice: FormatChoice, offered: OfferedFormats): boolean {
  if (choice.by === "original") return offered.original;
  return offered.workbook || resolveFormat(choice)?.kind !== "workbook";
}

async function resolveItem({ formatId, lastChoice }: FormatItem, title: string): Promise<FormatChoice | undefined> {
  switch (formatId) {
    case "again":
      return lastChoice;
    case "custom":
      return askCustomFormat(title);
    case "original":
      return askOriginalLayout(title);
    default:
      return { by: "preset", name: formatId };
  }
}

/** The decimal mark of the format chosen last, or else of the user's language. */
export function getDecimalMark(memento: vscode.Memento): "." | "," {
  const last = getLastChoice(memento);
  const format = last && resolveFormat(last);
  if (format?.kind === "csv") return format.decimalMark;
  if (last?.by === "original") return last.layout.numComma ? "," : ".";
  const parts = new Intl.NumberFormat(displayLocale()).formatToParts(0.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? "," : ".";
}

function getLastChoice(memento: vscode.Memento): FormatChoice | undefined {
  const stored = z.safeParse(formatChoiceSchema, memento.get(storageKey));
  return stored.success ? stored.data : undefined;
}
