#!/usr/bin/env node
// @ts-check
// Stands in for the `code` of a desktop VS Code: takes the flags that @vscode/test-electron gives, runs the tests inside
// the extension host of a VS Code server, shows what they print and ends with their exit code.
import { format, parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { openPage } from "./browser.mjs";
import { clearUpOnSignals, endAll, temporaryFolder } from "./processes.mjs";
import { startForTests } from "./server.mjs";
import { testSettings, writeSettings } from "./settings.mjs";
import { versionOf } from "./versions.mjs";

const timeoutMs = 40 * 60_000;
const linePrefix = "[tests] ";

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string", multiple: true },
    extensionTestsPath: { type: "string" },
  },
});

/** @type {string[]} What the workbench logged: shown only when something went wrong. */
const log = [];

/** @param {string} type @param {unknown[]} values */
function show(type, values) {
  for (const line of format(...values).split("\n")) {
    if (line.startsWith(linePrefix)) console.log(line.slice(linePrefix.length));
    else log.push(`[${type}] ${line}`);
  }
}

async function main() {
  const { JOKER_VSCODE_VERSION = "" } = process.env;
  const version = versionOf(JOKER_VSCODE_VERSION);
  const userData = await temporaryFolder("host");
  const extensions = await temporaryFolder("extensions");
  await writeSettings(userData, testSettings);
  const server = await startForTests(await ensureInstalled(version), { userData, extensions });
  // Small, so that little is drawn: what these tests look at does not depend on it.
  const page = await openPage({ viewport: { width: 640, height: 480 } });
  /** @type {Promise<number>} */
  const code = new Promise((resolve) => void page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", show);
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error("The tests do not end.")), timeoutMs).unref(),
  );
  const gone = server.ended.then(() => Promise.reject(new Error(`VS Code ended:\n${server.output()}`)));
  const closed = new Promise((_, reject) => page.once("crash", () => reject(new Error("The page has crashed."))));
  await page.goto(address(server.port, positionals[0] ?? userData));
  return await Promise.race([code, late, gone, closed]);
}

/** @param {number} port @param {string} folder */
function address(port, folder) {
  const origin = `127.0.0.1:${port}`;
  const developed = /** @type {string[]} */ (values.extensionDevelopmentPath ?? []);
  const payload = [
    ...developed.map((path) => ["extensionDevelopmentPath", `vscode-remote://${origin}${path}`]),
    ["extensionTestsPath", `vscode-remote://${origin}${String(values.extensionTestsPath)}`],
    ["skipWelcome", "true"],
  ];
  const url = new URL(`http://${origin}/`);
  url.searchParams.set("folder", folder);
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

clearUpOnSignals();
let code = 1;
try {
  code = Number(await main());
} catch (error) {
  console.error(error);
}
if (code !== 0 && log.length > 0)
  console.error(["The last lines of the workbench's log:", ...log.slice(-60)].join("\n"));
await endAll();
process.exit(code);
