import type { SecondExtension } from "../../e2e/second-extension";

const views = ["one", "two", "three", "four"];

/** The text in each of its views. */
export const floorRow = "a row at once";

/** The file of the folder that says how many bytes its page gets. */
export const floorFile = "floor-bytes.txt";

/** About as much as a reply of DMAPI with 10,000 orders. */
const messageBytes = 850_000;

/**
 * Four views whose rows are there at once, and a page that is sent bytes and does nothing with them: what VS Code itself
 * needs to show something.
 */
export const floorExtension: SecondExtension = {
  name: "Floor",
  title: "Open Page",
  script: `
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "${floorFile}");
    const total = Number(Buffer.from(await vscode.workspace.fs.readFile(file)).toString());
    const panel = vscode.window.createWebviewPanel("floor", "Floor", vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = \`<!doctype html><html><body><script>
      let left = \${total};
      addEventListener("message", ({ data }) => {
        left -= data.bytes.byteLength;
        if (left <= 0) document.body.innerHTML = "<p id='floor'>A page</p>";
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
    viewsContainers: { activitybar: [{ id: "floor", title: "Floor", icon: "none.svg" }] },
    views: { floor: views.map((name) => ({ id: `floor.${name}`, name })) },
  },
  activate: `
    const rows = Array.from({ length: 8 }, (_, at) => ({ label: "${floorRow} " + at }));
    for (const name of ${JSON.stringify(views)})
      vscode.window.registerTreeDataProvider("floor." + name, { getChildren: () => rows, getTreeItem: (row) => row });`,
};
