// @ts-check
// Brings a VS Code from npm: no download from Microsoft, no compiler and no headers needed.
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import { cached } from "./cache.mjs";
import { nodeOf } from "./node.mjs";
import { npm } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { root } from "./root.mjs";

/** @typedef {{ folder: string, node: string, version: import("./versions.mjs").Version }} Installed */

/** Part of the folder's name: to be counted up when what is done here changes. */
const recipe = 2;

/** @param {import("./versions.mjs").Version} version @returns {Promise<Installed>} */
export async function ensureInstalled(version) {
  const [folder, node] = await Promise.all([
    cached(`vscode-${version.vscode}-${recipe}`, (partial) =>
      withProgress(`Fetching VS Code ${version.vscode} from npm`, () => fill(partial, version)),
    ),
    nodeOf(version.node),
  ]);
  return { folder: join(folder, "node_modules", "code-server"), node, version };
}

/** @param {string} folder @param {import("./versions.mjs").Version} version */
async function fill(folder, version) {
  await install(["--prefix", folder, `code-server@${version.package}`], folder);
  const vscode = join(folder, "node_modules", "code-server", "lib", "vscode");
  await Promise.all([install(["--omit=dev"], vscode), install(["--omit=dev"], join(vscode, "extensions"))]);
  for (const name of ["@vscode/spdlog", "@vscode/native-watchdog", "native-watchdog"]) {
    await installStub(name, join(vscode, "node_modules", name));
  }
}

/** @param {string[]} args @param {string} cwd */
function install(args, cwd) {
  return npm(["install", "--ignore-scripts", ...args], { cwd });
}

/** Puts plain JavaScript where VS Code wants a native module that would have to be compiled. @param {string} name @param {string} folder */
async function installStub(name, folder) {
  if (!existsSync(folder)) return;
  await cp(join(root, "test", "vscode", "stubs", `${basename(name)}.cjs`), join(folder, "index.js"));
}
