import * as vscode from "vscode";
import type { FieldList } from "../../dmapi/model";
import { fieldName } from "../../state/field-names";
import { createFieldHover } from "../../workbench/markdown";
import { formatMoney, formatTimeAsSent } from "../../workbench/formats";
import { stripControlCharacters } from "../../workbench/sanitize";

/** The scheme of the documents that show a profile. */
export const profileScheme = "joker-profile";

function fieldValue(key: string, value: string): string {
  return key.toLowerCase() === "balance" ? formatMoney(value, "") : formatTimeAsSent(value);
}

/** The fields that have a value: the lines of the document. */
export function selectProfileFields(fields: FieldList): FieldList {
  return fields.filter(([, value]) => value.trim() !== "");
}

/** The profile as text, one field per line; the same order as `fields`. */
export function createProfileText(fields: FieldList): string {
  const lines = fields.map(([key, value]) => `${fieldName(key)}: ${fieldValue(key, value)}`);
  return stripControlCharacters(lines.join("\n")) + "\n";
}

/** Shows the key that DMAPI sent when the user hovers over a line. @param keys those of the document's lines */
export function registerProfileHovers(keys: () => readonly string[]): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: profileScheme },
    { provideHover: (_, { line }) => createFieldHover(keys()[line]) },
  );
}
