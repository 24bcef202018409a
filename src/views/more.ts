import * as vscode from "vscode";
import type { Row } from "./row";

/** The row behind the last one of a list that is shown in part; a click shows more. */
export function moreRow(parent: string, left: number, show: () => void): Row {
  return lastRow(`${parent}/more`, vscode.l10n.t("Show more ({0} left)", left.toLocaleString(vscode.env.language)), {
    command: "joker.showMore",
    about: { showMore: show },
  });
}

/** A row at the end of a list that leads on; `joker.showMore` calls what `about` holds. */
export function lastRow(
  id: string,
  label: string,
  { command, about = {} }: { readonly command: string; readonly about?: Readonly<Record<string, unknown>> },
): Row {
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.iconPath = new vscode.ThemeIcon("ellipsis");
    item.contextValue = "more";
    item.command = { command, title: label, arguments: [about] };
    item.accessibilityInformation = { label, role: "button" };
    return item;
  };
  return { id, stamp: label, about, item };
}
