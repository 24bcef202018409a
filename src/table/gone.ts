import * as vscode from "vscode";

/**
 * Shows in a table that came back why it cannot show orders, with a button that leads to a sign-in. No script runs there.
 */
export function showGone(panel: vscode.WebviewPanel, reason: string): void {
  const signIn = "joker.signIn";
  panel.title = vscode.l10n.t("Orders");
  panel.webview.options = { enableScripts: false, localResourceRoots: [], enableCommandUris: [signIn] };
  panel.webview.html = `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>${vscode.l10n.t("Orders")}</title>
  </head>
  <body>
    <h1>${vscode.l10n.t("Cannot show these orders")}</h1>
    <p>${escaped(reason)}</p>
    <p><a href="command:${signIn}">${vscode.l10n.t("Sign In")}</a></p>
    <p>${vscode.l10n.t("Then open the order table again. You can close this tab.")}</p>
  </body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
