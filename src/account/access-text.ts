import { l10n } from "vscode";

/** What a key may do, in plain words; an unknown level is shown as sent. */
export function accessText(access: string, asSent: string): string {
  const texts: Partial<Record<string, string>> = {
    full: l10n.t("full access"),
    readonly: l10n.t("read-only"),
    "modify-only": l10n.t("modify-only, no charges"),
    "whois-only": l10n.t("WHOIS only"),
  };
  return texts[access] ?? (asSent || l10n.t("not reported"));
}
