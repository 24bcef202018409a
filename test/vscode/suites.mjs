// @ts-check
// The three suites: unit tests in Node, host tests inside VS Code, end-to-end tests in a browser.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { ensureInstalled } from "./install.mjs";
import { run, start, temporaryFolder } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { root } from "./root.mjs";
import { installExtensions } from "./server.mjs";
import { lowest, newest } from "./versions.mjs";
import { vsix } from "./vsix.mjs";

/**
 * @typedef {object} Options
 * @property {string[]} names
 * @property {string | undefined} grep
 * @property {string | undefined} shuffle the seed of a random order of the tests
 * @property {() => Record<string, string>} timeOf the environment of a suite that starts now
 * @property {boolean} desktop
 */
/** @typedef {{ name: string, args: string[], env?: Record<string, string>, isAlone?: boolean }} Suite */
/** @typedef {{ name: string, passed: number, failed: number, seconds: number }} Outcome */

const all = ["unit", "host", "e2e"];

/** A check that drives a workbench, or waits for another window, may take longer than one of a function. */
const workbenchEnv = { JOKER_EVENTUALLY_TIMEOUT_MS: "40000" };

/** A check in a browser is work for the page that is checked, so there are fewer of them. */
const browserEnv = { ...workbenchEnv, JOKER_EVENTUALLY_INTERVAL_MS: "50" };

/** Measures the coverage of what follows, and fails below what .c8rc.json asks for. */
const coverage = join(root, "node_modules", "c8", "bin", "c8.js");

/** Runs the suites asked for, or all; prints the sum as the last line and gives the number of failures. @param {Options} options */
export async function runSuites(options) {
  const names = chosen(options);
  await withProgress("Building", () => build(names));
  if (!options.desktop && names.some((name) => name !== "unit")) await fetchAll(names);
  const reports = await temporaryFolder("reports");
  const installed = names.includes("e2e") ? { JOKER_E2E_EXTENSIONS: await installExtension() } : {};
  const suites = names.flatMap((name) => suitesOf(name, options));
  const runs = suites.map((suite, index) => async (/** @type {boolean} */ isLive) => {
    if (isLive) console.log(`\n• ${suite.name}`);
    const env = { ...suite.env, ...installed };
    return await runSuite({ ...suite, env }, join(reports, `${index}.json`), { ...options, isLive });
  });
  return conclude(await runAll(runs, suites), options);
}

/**
 * One suite after the other on a terminal. Elsewhere unit and host tests run at the same time, since each leaves a part of
 * two processors idle, and are printed when they have ended; the end-to-end tests need the whole machine.
 * @param {((isLive: boolean) => Promise<Outcome>)[]} runs @param {Suite[]} suites
 */
async function runAll(runs, suites) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const first = suites.findIndex(({ isAlone }) => isAlone);
  const besides = process.stdout.isTTY ? 0 : first < 0 ? runs.length : first;
  if (besides > 1)
    await Promise.all(runs.slice(0, besides).map(async (run, index) => (outcomes[index] = await run(false))));
  for (const [index, run] of runs.entries()) outcomes[index] ??= await run(true);
  return outcomes;
}

/** The extension as VS Code installs it, once for all workbenches of the end-to-end tests; gives its extensions folder. */
async function installExtension() {
  const folder = await temporaryFolder("extensions");
  const [userData, extensions] = [join(folder, "user"), join(folder, "extensions")];
  await installExtensions(await ensureInstalled(newest), { userData, extensions }, [await vsix()]);
  return extensions;
}

/** @param {Options} options */
function chosen({ names, desktop }) {
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new Error(`there is no suite "${unknown}", only ${all.join(", ")}`);
  const wanted = names.length > 0 ? all.filter((name) => names.includes(name)) : all;
  if (!desktop || !wanted.includes("e2e")) return wanted;
  console.log("End-to-end tests drive VS Code in a browser and are left out with a desktop VS Code.");
  return wanted.filter((name) => name !== "e2e");
}

/** @param {string[]} names */
async function build(names) {
  const stale = ["src", ...names.map((name) => join("test", name))];
  for (const name of stale) await rm(join(root, "out", name), { recursive: true, force: true });
  const only = names.length === all.length ? [] : ["extension", "webview", "sandbox", ...names];
  await run(process.execPath, ["esbuild.mjs", "--quiet", ...only.flatMap((name) => ["--only", name])], { cwd: root });
}

/** @param {string[]} names */
async function fetchAll(names) {
  await chromium();
  await Promise.all((names.includes("host") ? [newest, lowest] : [newest]).map(ensureInstalled));
  if (names.includes("e2e")) await vsix();
}

/** @param {string} name @param {Options} options @returns {Suite[]} */
function suitesOf(name, { desktop, grep }) {
  if (name === "host") {
    const versions = desktop ? [`desktop-${lowest.vscode}`, "desktop-stable"] : [lowest.vscode, newest.vscode];
    return versions.map((version) => ({
      name: `Host tests, VS Code ${version}`,
      args: [join(root, "test", "vscode", "run-host-tests.mjs"), version],
      env: workbenchEnv,
    }));
  }
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const reporter = join(root, "test", "vscode", "reporter.cjs");
  const timeout = name === "e2e" ? "600000" : "180000"; // Ends a test that hangs; far above what one takes on a busy machine.
  const shuffle = join(root, "test", "mocha-shuffle.cjs");
  const options = ["--exit", "--reporter", reporter, "--require", shuffle, "--timeout", timeout];
  const args = [mocha, ...options, `out/test/${name}/**/*.test.js`];
  if (grep) args.push("--grep", grep);
  if (name === "e2e") return [{ name: "End-to-end tests", args, env: browserEnv, isAlone: true }];
  // Coverage of a few tests says nothing, and that of all suites is measured by test/coverage.mjs.
  const hasCoverage = !grep && !process.env["NODE_V8_COVERAGE"];
  return [{ name: "Unit tests", args: hasCoverage ? [coverage, process.execPath, ...args] : args }];
}

/** @param {Suite} suite @param {string} report @param {Options & { isLive: boolean }} options @returns {Promise<Outcome>} */
async function runSuite({ name, args, env: more }, report, { grep, shuffle, timeOf, isLive }) {
  const since = Date.now();
  const env = {
    ...process.env,
    ...timeOf(),
    ...more,
    JOKER_TEST_REPORT: report,
    ...(grep && { JOKER_TEST_GREP: grep }),
    ...(shuffle && { JOKER_TEST_SHUFFLE: shuffle }),
    ...(process.stdout.isTTY && { JOKER_TEST_COLOUR: "1" }),
  };
  const output = isLive ? "inherit" : "pipe";
  const child = start(process.execPath, args, { cwd: root, env, stdio: ["ignore", output, output] });
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => printed.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve).once("error", () => resolve(1)));
  if (!isLive) console.log(`\n• ${name}\n${Buffer.concat(printed).toString().trimEnd()}`);
  const { passed, failed } = await readFile(report, "utf8").then(JSON.parse, () => ({ passed: 0, failed: 0 }));
  const wrong = failed === 0 && (code !== 0 || (passed === 0 && !grep));
  if (wrong) console.log(`${name}: ${code === 0 ? "no test has run" : `ended with code ${code}`}`);
  return { name, passed, failed: wrong ? 1 : failed, seconds: (Date.now() - since) / 1000 };
}

/** @param {Outcome[]} outcomes @param {Options} options */
function conclude(outcomes, { grep }) {
  console.log("");
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(`${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  let failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  if (grep && passed + failed === 0) {
    console.log(`No test matches "${grep}".`);
    failed = 1;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}
