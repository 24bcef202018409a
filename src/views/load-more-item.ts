import * as vscode from "vscode";
import type { Row } from "./row";
import { formatCount } from "../workbench/formats";

/** The row at the end of a list that is shown in part; a click shows more. */
export function createShowMoreRow(parentId: string, remaining: number, showMore: () => void): Row {
  return createActionRow(`${parentId}/more`, vscode.l10n.t("Show more ({0} left)", formatCount(remaining)), {
    command: "joker.showMore",
    about: { showMore },
  });
}

interface ActionRowOptions {
  readonly command: string;
  /** The data of the row. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly icon?: string;
}

/** A row at the end of a list, or before it, that runs a command; `joker.showMore` calls the function in its data. */
export function createActionRow(
  id: string,
  label: string,
  { command, about = {}, icon = "ellipsis" }: ActionRowOptions,
): Row {
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = "more";
    item.command = { command, title: label, arguments: [about] };
    return item;
  };
  return { id, signature: label, commandData: about, createItem: item };
}
