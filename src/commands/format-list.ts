import * as vscode from "vscode";
import { truncate, stripControlCharacters } from "../workbench/sanitize";

const maxLineLength = 200;

/** A bulleted list for a dialog: the first lines, and how many more there are. */
export function formatList(lines: readonly string[], maxLines = 10): string {
  const visibleLines = lines.slice(0, lines.length === maxLines + 1 ? maxLines + 1 : maxLines);
  const hiddenCount = lines.length - visibleLines.length;
  const bullets = visibleLines.map(
    (line) => `• ${truncate(stripControlCharacters(line).replaceAll("\n", " "), maxLineLength)}`,
  );
  return [...bullets, ...(hiddenCount > 0 ? [vscode.l10n.t("and {0} more", hiddenCount)] : [])].join("\n");
}
