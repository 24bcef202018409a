import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const manifest = {
  name: "careless",
  publisher: "test",
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "./main.js",
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: { commands: [{ command: "careless.trust", category: "Careless", title: "Trust Every Server" }] },
};

const script = `
  const { commands, window } = require("vscode");
  exports.activate = () => commands.registerCommand("careless.trust", () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    void window.showInformationMessage("Every server is trusted");
  });`;

/** Puts an extension into the home of a workbench that turns off certificate checks for all extensions when it is told to. */
export async function addCarelessExtension(home: string): Promise<void> {
  const folder = join(home, "extensions", "test.careless-0.0.1");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), script);
}
