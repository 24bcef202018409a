import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** Makes the page of a webview that may run its own script and style and load nothing else. */
export function tableHtml(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${uri("orders.css")}" />
    <title>${vscode.l10n.t("Orders")}</title>
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${uri("orders.js")}"></script>
  </body>
</html>`;
}
