import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const manifest = {
  name: "insecure",
  publisher: "test",
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "./main.js",
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: { commands: [{ command: "insecure.trust", category: "Insecure", title: "Trust Every Server" }] },
};

const script = `
  const { commands, window } = require("vscode");
  exports.activate = () => commands.registerCommand("insecure.trust", () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    void window.showInformationMessage("Every server is trusted");
  });`;

/** Puts an extension into the home of a workbench that turns off certificate checks for all extensions when it is told to. */
export async function addInsecureExtension(home: string): Promise<void> {
  const folder = join(home, "extensions", "test.insecure-0.0.1");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), script);
}
