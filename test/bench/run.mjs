// @ts-check
// `npm run bench -- [NAME ...]`: builds the benches and runs test/bench/NAME.bench.ts and those in test/bench/NAME/.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const ending = ".bench.ts";
const all = readdirSync("test/bench", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(ending))
  .sort();

/** The name a bench is run by: its folder, or its own. @param {string} path */
const nameOf = (path) => path.split("/")[0]?.replace(ending, "") ?? "";

/** @param {string[]} parts */
function node(...parts) {
  return spawnSync(process.execPath, parts, { stdio: "inherit" }).status ?? 1;
}

const wanted = process.argv.slice(2);
const known = [...new Set(all.map(nameOf))];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(", ")}; there are ${known.join(", ")}`);
  process.exit(1);
}
const benches = all.filter((path) => wanted.length === 0 || wanted.includes(nameOf(path)));
let failed = node("esbuild.mjs", "--quiet", "--only", "bench") !== 0;
for (const path of failed ? [] : benches) {
  console.log(`\n${path.slice(0, -ending.length)}`);
  failed = node("--expose-gc", `out/test/bench/${path.replace(/ts$/, "js")}`) !== 0 || failed;
}
process.exitCode = failed ? 1 : 0;
