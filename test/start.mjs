// @ts-check
// `npm start`: a VS Code with the extension, signed in to the sandbox. Options: --port N, --desktop
import { parseArgs } from "node:util";
import { dependencies } from "./vscode/dependencies.mjs";
import { installed } from "./vscode/install.mjs";
import { clearUpOnSignals, endAll } from "./vscode/processes.mjs";
import { newest } from "./vscode/versions.mjs";

const { values } = parseArgs({
  options: { port: { type: "string", default: "8765" }, desktop: { type: "boolean", default: false } },
});

clearUpOnSignals(0);
let code = 0;
try {
  const desktop = values.desktop || process.platform !== "linux";
  await Promise.all([dependencies(), ...(desktop ? [] : [installed(newest)])]);
  const { startBrowser, startDesktop } = await import("./vscode/start.mjs");
  await (desktop ? startDesktop() : startBrowser(Number(values.port)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  code = 1;
}
await endAll();
process.exit(code);
