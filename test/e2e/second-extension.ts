import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An extension of someone else with one command. */
export interface SecondExtension {
  readonly name: string;
  /** The title of its command, which the palette shows behind the name. */
  readonly title: string;
  /** The body of the command: JavaScript with `vscode` in scope. */
  readonly script: string;
  /** More contributions. */
  readonly contributes?: Readonly<Record<string, unknown>>;
  readonly activationEvents?: readonly string[];
  /** What it does when it is activated besides: JavaScript with `vscode` in scope. */
  readonly activate?: string;
}

/** Puts an extension beside ours into the home of a workbench. */
export async function addSecondExtension(
  home: string,
  { name, title, script, contributes = {}, activationEvents = [], activate = "" }: SecondExtension,
): Promise<void> {
  const folder = join(home, "extensions", `test.${name.toLowerCase()}-0.0.1`);
  const command = `${name.toLowerCase()}.run`;
  const manifest = {
    name: name.toLowerCase(),
    publisher: "test",
    version: "0.0.1",
    engines: { vscode: "^1.100.0" },
    main: "./main.js",
    activationEvents,
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: { commands: [{ command, category: name, title }], ...contributes },
  };
  const main = `
    const vscode = require("vscode");
    exports.activate = () => {
      vscode.commands.registerCommand("${command}", async () => {${script}});
      ${activate}
    };`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), main);
}
