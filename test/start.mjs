// @ts-check
// `npm start`: a VS Code with the extension, signed in to the sandbox. Options: --port N, --desktop
import { parseArgs } from "node:util";
import { dependencies } from "./vscode/dependencies.mjs";
import { clearUpOnSignals, endAll } from "./vscode/processes.mjs";
import { step } from "./vscode/progress.mjs";

const { values } = parseArgs({
  options: { port: { type: "string", default: "8765" }, desktop: { type: "boolean", default: false } },
});

clearUpOnSignals(0);
let code = 0;
try {
  await step("Checking dependencies", dependencies);
  const { startBrowser, startDesktop } = await import("./vscode/start.mjs");
  if (values.desktop || process.platform !== "linux") await startDesktop();
  else await startBrowser(Number(values.port));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  code = 1;
}
await endAll();
process.exit(code);
