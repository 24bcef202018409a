import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { displayLocale } from "./locale";

/** The folder of the webview bundles, the only one webviews may load from. */
export function webviewFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webview");
}

/** The icon of a panel's tab; VS Code does not apply theme colors to it. */
export function panelIcon(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const media = vscode.Uri.joinPath(extensionUri, "media");
  return { light: vscode.Uri.joinPath(media, "joker.svg"), dark: vscode.Uri.joinPath(media, "joker-dark.svg") };
}

/**
 * Creates the HTML of a webview that may load only its own script and style.
 * @param name of the script and the style in `folder`, without their endings
 */
export function createWebviewHtml(webview: vscode.Webview, folder: vscode.Uri, name: string, title: string): string {
  const nonce = randomBytes(16).toString("base64url");
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${displayLocale()}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${uri(`${name}.css`)}" />
    <title>${title}</title>
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${uri(`${name}.js`)}"></script>
  </body>
</html>`;
}
