import * as vscode from "vscode";
import * as z from "zod/mini";
import { formatChoiceSchema, type FormatChoice } from "./format-choice";
import { askCustomFormat, askOriginalLayout } from "./customize-format";
import { createFormatItems, type FormatItem } from "./format-items";

const storageKey = "export.format";

/**
 * Asks for a format, that of last time first, and remembers it.
 * @param hasOriginal Joker.com's own file is offered too
 * @returns undefined if the user canceled
 */
export async function askFormat(
  title: string,
  memento: vscode.Memento,
  hasOriginal: boolean,
): Promise<FormatChoice | undefined> {
  const stored = z.safeParse(formatChoiceSchema, memento.get(storageKey));
  const last = stored.success && (hasOriginal || stored.data.by !== "original") ? stored.data : undefined;
  const items = createFormatItems(last).filter(({ formatId }) => hasOriginal || formatId !== "original");
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
