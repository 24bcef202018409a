// @ts-check
// `npm run bench -- [NAME ...] [--compare] [--save]`: builds the benches and runs test/bench/NAME.bench.ts and those in
// test/bench/NAME/. --compare fails where a ratio is worse by a fifth than in test/bench/baseline.json, --save writes it there.
import { spawn, spawnSync } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { compareRatios, parseRatios } from "./baseline.mjs";

const ending = ".bench.ts";
const baselineFile = "test/bench/baseline.json";

/** The name a bench is run by: its folder, or its own. @param {string} path */
const nameOf = (path) => path.split("/")[0]?.replace(ending, "") ?? "";

/** @param {string} path @returns {Promise<{ output: string, isFailed: boolean }>} what it printed, which is shown too */
function runBench(path) {
  const script = `out/test/bench/${path.replace(/ts$/, "js")}`;
  const child = spawn(process.execPath, ["--expose-gc", script], { stdio: ["inherit", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ output, isFailed: code !== 0 })));
}

async function listBenches() {
  const paths = await readdir("test/bench", { recursive: true });
  return paths
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(ending))
    .sort();
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { compare: { type: "boolean", default: false }, save: { type: "boolean", default: false } },
  });
  const all = await listBenches();
  const known = [...new Set(all.map(nameOf))];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no bench ${unknown.join(", ")}; there are ${known.join(", ")}`);
  const build = spawnSync(process.execPath, ["esbuild.mjs", "--quiet", "--only", "bench"], { stdio: "inherit" });
  if (build.status !== 0) throw new Error("the benches cannot be built");
  let measured = {};
  for (const path of all.filter((path) => positionals.length === 0 || positionals.includes(nameOf(path)))) {
    console.log(`\n${path.slice(0, -ending.length)}`);
    const { output, isFailed } = await runBench(path);
    if (isFailed) process.exitCode = 1;
    measured = { ...measured, ...parseRatios(output) };
  }
  const baseline = JSON.parse(await readFile(baselineFile, "utf8"));
  if (values.compare) {
    const isKnown = Object.keys(measured).some((name) => name in baseline);
    if (!isKnown) throw new Error(`${baselineFile} has none of these ratios: write them there with --save`);
    const worse = compareRatios(baseline, measured);
    for (const line of worse) console.error(line);
    if (worse.length > 0) process.exitCode = 1;
  }
  if (values.save) {
    const saved = Object.entries({ ...baseline, ...measured }).sort(([a], [b]) => (a < b ? -1 : 1));
    await writeFile(baselineFile, `${JSON.stringify(Object.fromEntries(saved), undefined, 2)}\n`);
  }
}

await run().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
