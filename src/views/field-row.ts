import * as vscode from "vscode";
import type { Row } from "./row";

/** A child row with a name and a value, which `joker.copyValue` copies. */
export function createFieldRow(parentId: string, name: string, value: string): Row {
  const item = () => {
    const item = new vscode.TreeItem(name);
    item.description = value;
    item.tooltip = `${name}: ${value}`;
    item.contextValue = "field";
    item.accessibilityInformation = { label: `${name}: ${value}` };
    return item;
  };
  return { id: `${parentId}/${name}`, signature: value, commandData: { copy: value }, createItem: item };
}

/** Rows of the fields that have a value. */
export function createFieldRows(
  parentId: string,
  fields: readonly (readonly [name: string, value: string])[],
): readonly Row[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => createFieldRow(parentId, name, value));
}
