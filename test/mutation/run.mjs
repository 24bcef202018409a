// @ts-check
// `npm run mutation -- [TARGET ...]`: changes the sources of a target in one place at a time (StrykerJS) and counts the
// changes that no unit test notices. Goes on where the last run of the target ended, and leaves a report in out/mutation.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "../vscode/cache.mjs";
import { nodeOf } from "../vscode/node.mjs";
import { clearUpOnSignals, npm, start } from "../vscode/processes.mjs";
import { withProgress } from "../vscode/progress.mjs";
import { root } from "../vscode/root.mjs";
import { targetNames } from "./targets.mjs";

/** StrykerJS needs a later Node.js than the extension, so it is no dependency of the project. */
const nodeVersion = 24;
const strykerVersion = "10.0.0";

/** @param {string} folder */
function install(folder) {
  const packages = ["core", "mocha-runner"].map((name) => `@stryker-mutator/${name}@${strykerVersion}`);
  return withProgress(`Fetching StrykerJS ${strykerVersion}`, () =>
    npm(["install", "--ignore-scripts", "--prefix", folder, ...packages], { cwd: folder }),
  );
}

/** @param {string} program the path of node @param {string} modules @param {string} target @returns {Promise<number>} the exit code */
function mutate(program, modules, target) {
  const stryker = join(modules, "@stryker-mutator", "core", "bin", "stryker.js");
  const config = join(root, "test", "mutation", "stryker.config.mjs");
  const preload = `--require ${JSON.stringify(join(root, "test", "mutation", "resolve-mocha-cjs.cjs"))}`;
  const env = { ...process.env, NODE_OPTIONS: preload, JOKER_MUTATION_TARGET: target, JOKER_MUTATION_MODULES: modules };
  const child = start(program, [stryker, "run", config], { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)).once("error", () => resolve(1)));
}

async function run() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !targetNames.includes(name));
  if (unknown.length > 0) throw new Error(`no target ${unknown.join(", ")}; there are ${targetNames.join(", ")}`);
  const [program, folder] = await Promise.all([nodeOf(nodeVersion), cached(`stryker-${strykerVersion}`, install)]);
  await mkdir(join(root, "out", "mutation"), { recursive: true });
  for (const target of wanted.length > 0 ? wanted : targetNames) {
    console.log(`\n• ${target}`);
    if ((await mutate(program, join(folder, "node_modules"), target)) !== 0) process.exitCode = 1;
  }
}

clearUpOnSignals();
await run().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
