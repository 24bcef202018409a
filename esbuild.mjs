// Builds the extension, its webviews, the stand-alone sandbox and the tests: `node esbuild.mjs --help` lists the options.
import { existsSync, readdirSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { checkChunkBudgets, chunkedBuild, measureChunks } from "./esbuild-chunks.mjs";

const usage = `node esbuild.mjs [--production] [--watch] [--quiet] [--only NAME ...]
  --production  minified, without source maps and without the tests
  --watch       build again on every change
  --only NAME   one of: extension, webview, sandbox, unit, host, e2e, bench, soak (may be repeated)`;

const { values: options } = parseArgs({
  options: {
    production: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    quiet: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
  },
});

/** Unused code stays in the bundles, so that it counts as not run; see test/coverage.mjs. */
const isForCoverage = process.env["JOKER_COVERAGE"] === "1";
const isOptimized = options.production && !isForCoverage;

const common = {
  bundle: true,
  minify: isOptimized,
  ...(isForCoverage && { treeShaking: false }),
  sourcemap: isOptimized ? false : "linked",
  logLevel: options.quiet ? "warning" : "info",
  define: { "process.env.NODE_ENV": JSON.stringify(isOptimized ? "production" : "development") },
  legalComments: "none",
  metafile: true,
};

const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
};

const tests = {
  ...node,
  minify: false,
  supported: { "dynamic-import": false },
  packages: "external",
  define: { ...node.define, "import.meta.dirname": "__dirname" },
  // The code under test is bundled in; libraries are loaded from node_modules.
  outbase: "test",
  outdir: "out/test",
};

/** The files below `folder` whose name ends in `ending`, as paths from here. */
function filesUnder(folder, ending) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
  return names.filter((name) => name.endsWith(ending)).sort();
}

/** Every build by name. @type {Record<string, esbuild.BuildOptions>} */
const builds = {
  extension: chunkedBuild(node, "dist"),
  webview: {
    ...common,
    platform: "browser",
    format: "esm",
    target: "es2022",
    entryPoints: { orders: "src/webview/order-table/main.ts", transfer: "src/webview/transfer/main.ts" },
    outdir: "dist/webview",
  },
  sandbox: { ...node, entryPoints: { "sandbox-cli": "src/sandbox/cli.ts" }, outdir: "dist" },
  // Not bundled, so that coverage speaks of the sources.
  unit: {
    ...tests,
    bundle: false,
    packages: undefined,
    external: undefined,
    entryPoints: [
      ...filesUnder("src", ".ts").filter((name) => !/extension\.ts$|\.d\.ts$/.test(name)),
      ...filesUnder("test", ".ts").filter((name) =>
        /^test\/(unit\/|fuzz\/|soak\/trend|bench\/report|[^/]+$)/.test(name),
      ),
    ],
    outbase: ".",
    outdir: "out",
  },
  host: { ...tests, entryPoints: ["test/host/index.ts", ...filesUnder("test/host", ".test.ts")] },
  e2e: { ...tests, entryPoints: filesUnder("test/e2e", ".test.ts") },
  bench: { ...tests, entryPoints: filesUnder("test/bench", ".bench.ts") },
  soak: { ...tests, entryPoints: ["test/soak/main.ts"] },
};

/** The licences of all packages of which something is in the bundles. @param {readonly esbuild.BuildResult[]} built */
async function licencesOf(built) {
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  const texts = await Promise.all(packages.map(licenceOf));
  return `DMAPI for Joker.com contains these packages:\n\n${texts.join("\n")}`;
}

/** @param {string} folder */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${folder} has no licence file`);
  const text = await readFile(`${folder}/${file}`, "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${"-".repeat(72)}\n`;
}

const shipped = ["extension", "webview"];

async function run() {
  if (options.help) return console.log(usage);
  const names = options.only ?? (options.production ? shipped : Object.keys(builds));
  const unknown = names.filter((name) => !(name in builds));
  if (unknown.length > 0) throw new Error(`unknown build ${unknown.join(", ")}\n${usage}`);
  if (options.production) await rm("dist/webview", { recursive: true, force: true });
  const chosen = names.map((name) => builds[name]).filter(({ entryPoints }) => Object.keys(entryPoints).length > 0);
  if (options.watch) {
    for (const build of chosen) await (await esbuild.context(build)).watch();
  } else {
    const built = await Promise.all(chosen.map((build) => esbuild.build(build)));
    const extension = built[names.indexOf("extension")];
    if (isOptimized && extension) checkChunkBudgets(measureChunks(extension.metafile, (path) => statSync(path).size));
    if (options.production) await writeFile("dist/THIRD-PARTY.txt", await licencesOf(built));
  }
}

try {
  await run();
} catch (error) {
  if (!error.errors) console.error(error.message); // esbuild has printed its own errors already
  process.exitCode = 1;
}
