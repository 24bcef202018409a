// @ts-check
// `npm run coverage -- [unit] [host] [e2e] [--grep TEXT]`: runs the suites, and prints what part of the lines of src they have
// run together: in Node.js, in extension hosts and in pages. Lines are listed in out/coverage/report/index.html.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./vscode/root.mjs";

const folder = join(root, "out", "coverage");
const scripts = join(folder, "scripts");
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

await rm(folder, { recursive: true, force: true });
const failed = node(["test/all.mjs", ...process.argv.slice(2)], { JOKER_COVERAGE: "1", NODE_V8_COVERAGE: scripts });
for (const name of await readdir(scripts)) await filterScripts(join(scripts, name));
const c8 = join(root, "node_modules", "c8", "bin", "c8.js");
const report = node([c8, "report", "--config", join(root, "test", "coverage.c8rc.json"), "--temp-directory", scripts]);
process.exitCode = failed === 0 ? report : failed;
