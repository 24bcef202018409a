// @ts-check
// Starts the VS Codes that install.mjs has brought, as servers on the loopback.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./ports.mjs";
import { end, run, start } from "./processes.mjs";

/** @typedef {import("./install.mjs").Installed} Installed */
/** @typedef {{ url: string, port: number, pid: number, output: () => string, ended: Promise<void>, stop: () => Promise<void> }} Server */
/** @typedef {{ userData: string, extensions: string, port?: number, env?: Record<string, string> }} Place */

/**
 * VS Code's own server with its driver for tests: it loads extensions from source and runs tests inside their host.
 * @param {Installed} vscode @param {Place} place
 */
export function startForTests(vscode, place) {
  const main = join(vscode.folder, "lib", "vscode", "out", "server-main.js");
  const args = ["--without-connection-token", "--accept-server-license-terms", "--enable-smoke-test-driver"];
  return listen(vscode, place, (port) => [
    main,
    "--host",
    "127.0.0.1",
    "--port",
    `${port}`,
    ...args,
    ...folders(place),
  ]);
}

/** VS Code as its user meets it, with installed extensions alone. @param {Installed} vscode @param {Place} place */
export function startForUser(vscode, place) {
  return listen(vscode, place, (port) => [...userServerArgs(vscode, place), "--bind-addr", `127.0.0.1:${port}`]);
}

/** @param {Installed} vscode @param {Place} place @param {string[]} vsix */
export async function installExtensions(vscode, place, vsix) {
  const args = vsix.flatMap((file) => ["--install-extension", file]);
  const output = await run(vscode.node, [...userServerArgs(vscode, place), ...args], { env: environment(place) });
  const installed = output.match(/successfully installed/g)?.length ?? 0;
  if (installed !== vsix.length) throw new Error(`VS Code has not installed ${vsix.join(", ")}:\n${output}`);
}

/** @param {Installed} vscode @param {Place} place */
function userServerArgs(vscode, place) {
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
  return [join(vscode.folder, "out", "node", "entry.js"), "--auth", "none", ...quiet, ...folders(place)];
}

/** @param {Place} place */
function folders({ userData, extensions }) {
  return ["--user-data-dir", userData, "--extensions-dir", extensions];
}

/** The environment without what npm or an editor around us put there, and without a market place. @param {Place} place */
function environment({ userData, env = {} }) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VSCODE_|ELECTRON_|PORT$|CODE_SERVER_)/.test(name),
  );
  const folders = { XDG_CONFIG_HOME: userData, XDG_DATA_HOME: userData, XDG_RUNTIME_DIR: userData };
  return { ...Object.fromEntries(kept), ...folders, EXTENSIONS_GALLERY: "{}", ...env };
}

/** @param {Installed} vscode @param {Place} place @param {(port: number) => string[]} args @returns {Promise<Server>} */
async function listen(vscode, place, args) {
  const port = await freePort(place.port);
  const child = start(
    vscode.node,
    args(port),
    { env: environment(place), stdio: ["ignore", "pipe", "pipe"] },
    "SIGKILL",
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => (output = (output + chunk).slice(-20_000)));
  const ended = new Promise((resolve) => child.once("close", resolve)).then(() => undefined);
  const url = `http://127.0.0.1:${port}`;
  const gone = ended.then(() => Promise.reject(new Error(`VS Code ended while it started:\n${output}`)));
  await Promise.race([waitForServer(url), gone]).catch(async (error) => {
    await end(child);
    throw error;
  });
  return { url, port, pid: child.pid ?? 0, output: () => output, ended, stop: () => end(child) };
}

/** Resolves when a real request for the page is answered. @param {string} url */
export async function waitForServer(url, timeoutMs = 60_000) {
  const until = Date.now() + timeoutMs;
  for (;;) {
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (reply.ok && (await reply.text()).includes("workbench")) return;
    } catch {
      // Not yet.
    }
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await delay(50);
  }
}
