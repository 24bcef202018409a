// @ts-check
// `npm start`: a VS Code with the extension, signed in to the sandbox. Options: --port N, --desktop
import { parseArgs } from "node:util";
import { ensureDependencies } from "./vscode/dependencies.mjs";
import { ensureInstalled } from "./vscode/install.mjs";
import { clearUpOnSignals, endAll } from "./vscode/processes.mjs";
import { newest } from "./vscode/versions.mjs";

const { port, desktop: wantsDesktop } = read();

/** The options, or a line that says what is wrong with them. */
function read() {
  try {
    const { values } = parseArgs({
      options: { port: { type: "string" }, desktop: { type: "boolean", default: false } },
    });
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) < 65536)) {
      throw new Error(`--port takes a number up to 65535, not "${values.port}"`);
    }
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nnpm start -- [--port N] [--desktop]`);
    process.exit(2);
  }
}

clearUpOnSignals(0);
let code = 0;
try {
  const desktop = wantsDesktop || process.platform !== "linux";
  await Promise.all([ensureDependencies(), ...(desktop ? [] : [ensureInstalled(newest)])]);
  const { startBrowser, startDesktop } = await import("./vscode/start.mjs");
  await (desktop ? startDesktop() : startBrowser(port === undefined ? undefined : Number(port)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  code = 1;
}
await endAll();
process.exit(code);
