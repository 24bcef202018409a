import { l10n } from "vscode";
import { own } from "../workbench/own";

/** The status of an asynchronous request in plain words; an unknown one is shown as sent. */
export function resultStatusText(status: string): string {
  const texts: Partial<Record<string, string>> = {
    ack: l10n.t("succeeded"),
    nack: l10n.t("failed"),
    pending: l10n.t("in progress"),
  };
  return own(texts, status) ?? status;
}
