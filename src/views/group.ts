import * as vscode from "vscode";
import type { Children, Row } from "./row";
import { joined } from "./texts";

/** A row that holds others of a kind. */
export interface Group {
  readonly id: string;
  readonly label: string;
  /** Beside the label; the number of rows if absent. */
  readonly description?: string;
  readonly tooltip?: () => vscode.MarkdownString;
  readonly icon?: string | undefined;
  readonly colour?: string | undefined;
  readonly children: Children;
}

/** Groups of more rows start folded. */
export const mostUnfolded = 200;

export function groupRow({ id, label, description, tooltip, icon, colour, children }: Group): Row {
  const beside = description ?? children.count.toLocaleString(vscode.env.language);
  const item = () => {
    const item = new vscode.TreeItem(label);
    item.description = beside;
    if (icon) item.iconPath = iconOf({ icon, colour });
    item.contextValue = "group";
    item.accessibilityInformation = { label: joined(", ", label, beside) };
    return item;
  };
  const details = tooltip && { details: tooltip };
  return { id, stamp: JSON.stringify([label, beside, icon, colour, children.count]), item, children, ...details };
}

/** An icon in a colour of the theme. */
export function iconOf({ icon, colour }: { readonly icon: string; readonly colour?: string | undefined }) {
  return new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

/** Things by what `key` says of them, in the order they come in. */
export function grouping<T, K>(things: readonly T[], key: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const of = key(thing);
    const group = groups.get(of);
    if (group) group.push(thing);
    else groups.set(of, [thing]);
  }
  return groups;
}
