import * as vscode from "vscode";
import { withoutControls } from "../workbench/plain";

/** Lines for a question: the first few in full, and how many more there are. */
export function listed(lines: readonly string[], most = 10): string {
  const shown = lines.slice(0, lines.length === most + 1 ? most + 1 : most);
  const more = lines.length - shown.length;
  const bullets = shown.map((line) => `• ${withoutControls(line).replaceAll("\n", " ")}`);
  return [...bullets, ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : [])].join("\n");
}
