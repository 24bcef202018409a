import * as vscode from "vscode";
import type { ActionFailure } from "../state/action-failures";

/** The text, shortened in the middle to `maxLength` characters. */
export function truncateMiddle(text: string, maxLength: number): string {
  const characters = Array.from(text);
  if (characters.length <= maxLength) return text;
  const half = Math.floor((maxLength - 1) / 2);
  return `${characters.slice(0, maxLength - 1 - half).join("")}…${characters.slice(-half).join("")}`;
}

/** Joins the parts that are not empty. */
export function joinNonEmpty(separator: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(separator);
}

/** The icon of a row on which the last action failed. */
export const failureIcon = { icon: "warning", color: "list.warningForeground" };

/** The text of a failed action on its row; empty without a failure. */
export function failureText(failure: ActionFailure | undefined): string {
  if (!failure) return "";
  const { action, why, isConfirmed } = failure;
  return isConfirmed ? vscode.l10n.t("{0} failed: {1}", action, why) : vscode.l10n.t("{0}: {1}", action, why);
}
