import { l10n } from "vscode";
import { getOwn } from "../workbench/sanitize";

/** The label of a result's status; an unknown status is shown as received. */
export function resultStatusLabel(status: string): string {
  const texts: Partial<Record<string, string>> = {
    ack: l10n.t("succeeded"),
    nack: l10n.t("failed"),
    pending: l10n.t("in progress"),
  };
  return getOwn(texts, status) ?? status;
}
