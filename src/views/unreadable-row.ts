import * as vscode from "vscode";
import { createThemeIcon } from "./group-row";
import type { Row } from "./row";
import { truncate } from "../workbench/sanitize";

/** The rest of a longer row is in the copied text. */
const maxTextLength = 300;

/**
 * The row of what a server sent in a form that could not be understood: its text, and no actions.
 * @param id unique in the tree
 */
export function createUnreadableRow(id: string, text: string): Row {
  return {
    id,
    signature: text,
    commandData: { copy: text },
    createItem: () => {
      const item = new vscode.TreeItem(truncate(text, maxTextLength));
      item.description = vscode.l10n.t("unrecognized format");
      item.tooltip = vscode.l10n.t(
        "This row has an unrecognized format, so no actions are available. It is shown as received.",
      );
      item.iconPath = createThemeIcon({ icon: "question", color: "list.warningForeground" });
      item.contextValue = "unreadable";
      item.accessibilityInformation = { label: `${item.description}: ${truncate(text, maxTextLength)}` };
      return item;
    },
  };
}
