import { l10n } from "vscode";

/** The label of an access level; an unknown level is shown as received. */
export function accessText(access: string, accessAsSent: string): string {
  const texts: Partial<Record<string, string>> = {
    full: l10n.t("full access"),
    readonly: l10n.t("read-only"),
    "modify-only": l10n.t("modify-only, no charges"),
    "whois-only": l10n.t("WHOIS only"),
  };
  return texts[access] ?? (accessAsSent || l10n.t("not reported"));
}
