import * as vscode from "vscode";
import { displayLocale } from "../workbench/locale";

/**
 * Shows in a restored panel why it cannot show orders, with a link to sign in. No script runs there.
 */
export function showExpiredPanel(panel: vscode.WebviewPanel, reason: string): void {
  const signInCommand = "joker.signIn";
  panel.title = vscode.l10n.t("Orders");
  panel.webview.options = { enableScripts: false, localResourceRoots: [], enableCommandUris: [signInCommand] };
  panel.webview.html = `<!DOCTYPE html>
<html lang="${displayLocale()}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>${vscode.l10n.t("Orders")}</title>
  </head>
  <body>
    <h1>${vscode.l10n.t("Cannot show these orders")}</h1>
    <p>${escapeHtml(reason)}</p>
    <p><a href="command:${signInCommand}">${vscode.l10n.t("Sign In")}</a></p>
    <p>${vscode.l10n.t("Then open the order table again. You can close this tab.")}</p>
  </body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
