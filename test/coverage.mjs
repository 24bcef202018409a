// @ts-check
// `npm run coverage -- [unit] [host] [e2e] [--grep TEXT]`: runs the suites, and prints what part of the lines of src they have
// run together: in Node.js, in extension hosts and in pages. Lines are listed in out/coverage/report/index.html.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CoverageReport } from "monocart-coverage-reports";
import { root } from "./vscode/root.mjs";

const folder = join(root, "out", "coverage");
const scripts = join(folder, "scripts");
const minPercent = 90;
/** Those with the most lines that were not run. */
const listedFiles = 20;
/** Our own code, from the sources or installed: the rest is VS Code's. */
const ownScript =
  /\/(?:joker-dmapi\.joker-dmapi-[^/]+|ROOT)(\/(?:dist|out)\/(?:src|extension|chunks|webview|test\/host)\b.*\.js)$/;

/** @param {string[]} args @param {Record<string, string>} [env] */
function node(args, env = {}) {
  return (
    spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1
  );
}

/** What a process has run; nothing if it was killed while it wrote. @param {string} path @returns {Promise<{ url: string }[]>} */
async function readScripts(path) {
  try {
    return JSON.parse(await readFile(path, "utf8")).result;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Leaves our own scripts in a file, each with the place where it was built. @param {string} path */
async function filterScripts(path) {
  const result = await readScripts(path);
  const home = pathToFileURL(root).href;
  const own = result.flatMap((script) => {
    const [, built] = ownScript.exec(script.url.replace(home, "/ROOT")) ?? [];
    return built === undefined ? [] : [{ ...script, url: home + built }];
  });
  if (own.length === 0) await rm(path);
  else await writeFile(path, JSON.stringify({ result: own }));
}

/** Prints the part of the lines that were run, and gives it in percent. */
async function report() {
  const coverage = new CoverageReport({
    name: "Coverage of unit, host and end-to-end tests",
    outputDir: join(folder, "report"),
    baseDir: root,
    reports: ["console-summary", "v8"],
    sourcePath: (path) => (path.includes("node_modules/") ? path : path.replace(/^.*?(?=src\/)/, "")),
    sourceFilter: (path) => /^src\/.*\.ts$/.test(path),
    all: { dir: "src", filter: { "**/*.d.ts": false, "**/*.ts": true } },
  });
  await coverage.addFromDir(scripts);
  const result = await coverage.generate();
  const files = (result?.files ?? []).map(({ sourcePath, summary }) => ({ sourcePath, lines: summary.lines }));
  const missed = files.map(({ sourcePath, lines }) => ({
    sourcePath,
    missed: lines?.uncovered ?? 0,
    of: lines?.total ?? 0,
  }));
  for (const file of missed.sort((a, b) => b.missed - a.missed).slice(0, listedFiles))
    console.log(`${file.sourcePath}: ${file.missed} of ${file.of} lines were not run`);
  return Number(result?.summary.lines?.pct ?? 0);
}

await rm(folder, { recursive: true, force: true });
const failed = node(["test/all.mjs", ...process.argv.slice(2)], { JOKER_COVERAGE: "1", NODE_V8_COVERAGE: scripts });
for (const name of await readdir(scripts)) await filterScripts(join(scripts, name));
const percent = await report();
if (percent < minPercent) console.error(`${percent} % of the lines were run; the goal is ${minPercent} %.`);
process.exitCode = failed === 0 && percent >= minPercent ? 0 : 1;
