import type { SecondExtension } from "../../e2e/second-extension";

const views = ["one", "two", "three", "four"];

/** The text in each of its views. */
export const baselineRow = "a row at once";

/** The file of the folder that says how many bytes its page gets. */
export const baselineFile = "baseline-bytes.txt";

/** About as much as a reply of DMAPI with 10,000 orders. */
const messageBytes = 850_000;

/**
 * Four views whose rows are there at once, and a page that is sent bytes and does nothing with them: what VS Code itself
 * needs to show something.
 */
export const baselineExtension: SecondExtension = {
  name: "Baseline",
  title: "Open Page",
  activationEvents: ["onStartupFinished"],
  script: `
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "${baselineFile}");
    const total = Number(Buffer.from(await vscode.workspace.fs.readFile(file)).toString());
    const panel = vscode.window.createWebviewPanel("baseline", "Baseline", vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = \`<!doctype html><html><body><script>
      let left = \${total};
      addEventListener("message", ({ data }) => {
        left -= data.bytes.byteLength;
        if (left <= 0) document.body.innerHTML = "<p id='baseline'>A page</p>";
      });
      acquireVsCodeApi().postMessage("ready");
    </script></body></html>\`;
    panel.webview.onDidReceiveMessage(async () => {
      for (let sent = 0; sent < total; sent += ${messageBytes}) {
        const bytes = new Uint8Array(Math.min(${messageBytes}, total - sent)).fill(48);
        await panel.webview.postMessage({ bytes });
      }
    });`,
  contributes: {
    viewsContainers: { activitybar: [{ id: "baseline", title: "Baseline", icon: "none.svg" }] },
    views: { baseline: views.map((name) => ({ id: `baseline.${name}`, name })) },
  },
  activate: `
    const rows = Array.from({ length: 8 }, (_, at) => ({ label: "${baselineRow} " + at }));
    for (const name of ${JSON.stringify(views)})
      vscode.window.registerTreeDataProvider("baseline." + name, { getChildren: () => rows, getTreeItem: (row) => row });`,
};
