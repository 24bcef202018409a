import * as vscode from "vscode";
import type { RowChildren, Row } from "./row";
import { joinNonEmpty } from "./format";
import { formatCount } from "../workbench/formats";

/** The options of a row that groups others. */
export interface GroupOptions {
  readonly id: string;
  readonly label: string;
  /** Beside the label; the number of rows if absent. */
  readonly description?: string;
  readonly tooltip?: () => vscode.MarkdownString;
  readonly icon?: string | undefined;
  readonly color?: string | undefined;
  readonly children: RowChildren;
}

/** Groups with more rows start collapsed. */
export const maxExpandedRows = 200;

export function createGroupRow({ id, label, description, tooltip, icon, color, children }: GroupOptions): Row {
  const descriptionText = description ?? formatCount(children.count);
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.description = descriptionText;
    if (icon) item.iconPath = createThemeIcon({ icon, color });
    item.contextValue = "group";
    item.accessibilityInformation = { label: joinNonEmpty(", ", label, descriptionText) };
    return item;
  };
  const hover = tooltip && { createHover: tooltip };
  return {
    id,
    signature: JSON.stringify([label, descriptionText, icon, color, children.count]),
    createItem: item,
    children,
    ...hover,
  };
}

/** An icon in a theme color. */
export function createThemeIcon({ icon, color }: { readonly icon: string; readonly color?: string | undefined }) {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Groups items by key, in order of first occurrence. */
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const groupKey = key(item);
    const group = groups.get(groupKey);
    if (group) group.push(item);
    else groups.set(groupKey, [item]);
  }
  return groups;
}
