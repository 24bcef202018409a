import { l10n } from "vscode";
import type { ActionFailure } from "../state/action-failures";

/** The icon of a row on which the last action failed. */
export const failureIcon = { icon: "warning", colour: "list.warningForeground" };

/** The text of a failed action on its row; empty without a failure. */
export function failureText(failure: ActionFailure | undefined): string {
  if (!failure) return "";
  const { action, why, isConfirmed } = failure;
  return isConfirmed ? l10n.t("{0} failed: {1}", action, why) : l10n.t("{0}: {1}", action, why);
}
