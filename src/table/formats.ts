import * as vscode from "vscode";
import * as z from "zod/mini";
import { chosenFormat, type ChosenFormat } from "./chosen-format";
import { askCustom, askOriginal } from "./customize";
import { formatItems, type FormatItem } from "./format-items";

const key = "export.format";

/**
 * Asks for a format, that of last time first, and remembers it.
 * @param hasOriginal Joker.com's own file is offered too
 * @returns undefined when the user gave up
 */
export async function askFormat(
  title: string,
  memory: vscode.Memento,
  hasOriginal: boolean,
): Promise<ChosenFormat | undefined> {
  const read = z.safeParse(chosenFormat, memory.get(key));
  const last = read.success && (hasOriginal || read.data.by !== "original") ? read.data : undefined;
  const items = formatItems(last).filter(({ way }) => hasOriginal || way !== "original");
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Select a format"),
    matchOnDetail: true,
    // A page that was clicked in may take the keyboard only now.
    ignoreFocusOut: true,
  });
  const choice = picked && (await choiceOf(picked, title));
  if (choice) await memory.update(key, choice);
  return choice;
}

async function choiceOf({ way, again }: FormatItem, title: string): Promise<ChosenFormat | undefined> {
  switch (way) {
    case "again":
      return again;
    case "custom":
      return askCustom(title);
    case "original":
      return askOriginal(title);
    default:
      return { by: "preset", name: way };
  }
}
