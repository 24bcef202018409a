import * as vscode from "vscode";
import { cut, withoutControls } from "../workbench/plain";

const longestLine = 200;

/** Lines for a question: the first few in full, and how many more there are. */
export function listed(lines: readonly string[], most = 10): string {
  const shown = lines.slice(0, lines.length === most + 1 ? most + 1 : most);
  const more = lines.length - shown.length;
  const bullets = shown.map((line) => `• ${cut(withoutControls(line).replaceAll("\n", " "), longestLine)}`);
  return [...bullets, ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : [])].join("\n");
}
