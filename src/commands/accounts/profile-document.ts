import * as vscode from "vscode";
import type { FieldList } from "../../dmapi/model";
import { capitalize } from "../../state/display-names";
import { formatMoney, formatTimeAsSent } from "../../workbench/formats";
import { getOwn, stripControlCharacters } from "../../workbench/sanitize";

/** The scheme of the documents that show a profile. */
export const profileScheme = "joker-profile";

/** A readable name for each field of query-profile that DMAPI documents; others are made readable. */
function fieldName(key: string): string {
  const names: Readonly<Record<string, string>> = {
    "customer-id": vscode.l10n.t("Customer ID"),
    fname: vscode.l10n.t("First name"),
    lname: vscode.l10n.t("Last name"),
    "address-1": vscode.l10n.t("Address"),
    "address-2": vscode.l10n.t("Address, line 2"),
    "vat-id": vscode.l10n.t("VAT ID"),
    admin_email: vscode.l10n.t("Admin email"),
    robot_email: vscode.l10n.t("Robot email"),
    checkd_ip: vscode.l10n.t("Allowed IP address"),
  };
  return getOwn(names, key.toLowerCase()) ?? capitalize(key.replace(/[-_]+/g, " "));
}

function fieldValue(key: string, value: string): string {
  return key.toLowerCase() === "balance" ? formatMoney(value, "") : formatTimeAsSent(value);
}

/** The profile as text, one field per line; the same order as `fields`. */
export function createProfileText(fields: FieldList): string {
  const lines = fields.map(([key, value]) => `${fieldName(key)}: ${fieldValue(key, value)}`.trimEnd());
  return stripControlCharacters(lines.join("\n")) + "\n";
}

/** Shows the key that DMAPI sent when the user hovers over a line. @param keys those of the document's lines */
export function registerProfileHovers(keys: () => readonly string[]): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: profileScheme },
    {
      provideHover: (_, { line }) => {
        const key = keys()[line];
        if (key === undefined) return undefined;
        return new vscode.Hover(new vscode.MarkdownString().appendText(vscode.l10n.t("DMAPI field: {0}", key)));
      },
    },
  );
}
