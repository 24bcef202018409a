import * as vscode from "vscode";
import type { Row } from "./row";

/** A name and its value below the row they belong to; `joker.copyValue` copies the value. */
export function fieldRow(parent: string, name: string, value: string): Row {
  const item = () => {
    const item = new vscode.TreeItem(name);
    item.description = value;
    item.tooltip = `${name}: ${value}`;
    item.contextValue = "field";
    item.accessibilityInformation = { label: `${name}: ${value}` };
    return item;
  };
  return { id: `${parent}/${name}`, stamp: value, about: { copy: value }, item };
}

/** The rows of fields, those without a value left out. */
export function fieldRows(parent: string, fields: readonly (readonly [name: string, value: string])[]): readonly Row[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => fieldRow(parent, name, value));
}
