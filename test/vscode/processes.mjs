// @ts-check
// Starts programs, and sees to it that none of them outlives us.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setInterval } from "node:timers";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const windows = process.platform === "win32";

/**
 * @typedef {object} Started
 * @property {Map<ChildProcess, NodeJS.Signals>} running what runs, and how it is asked to end
 * @property {Set<string>} temporary folders
 * @property {boolean} hearsSignals
 * @property {boolean} leaving
 */

/** Each suite is a bundle with a copy of this file, but what they start belongs to the process, which ends once. */
const { started, isFirst } = ofProcess();
const { running, temporary } = started;

function ofProcess() {
  const all = /** @type {Record<symbol, Started | undefined>} */ (/** @type {unknown} */ (globalThis));
  const key = Symbol.for("joker-dmapi.processes");
  const known = all[key];
  const started = known ?? { running: new Map(), temporary: new Set(), hearsSignals: false, leaving: false };
  all[key] = started;
  return { started, isFirst: known === undefined };
}

/**
 * Starts a program in a process group of its own, so that it can be ended with all it has started itself.
 * @param {string} program @param {string[]} args @param {import("node:child_process").SpawnOptions} [options]
 * @param {NodeJS.Signals} [ending] the signal that ends it; SIGKILL for what has nothing to clear up
 */
export function start(program, args, options = {}, ending = "SIGTERM") {
  const child = spawn(program, args, { detached: !windows, ...options });
  running.set(child, ending);
  child.once("error", () => running.delete(child));
  child.once("exit", () => {
    signal(child, "SIGKILL"); // what it left behind
    running.delete(child);
  });
  return child;
}

/**
 * Runs a program to its end and gives what it printed; its output is shown only when it fails.
 * @param {string} program @param {string[]} args @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<string>}
 */
export function run(program, args, options = {}) {
  const child = start(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, byWhat) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code ?? byWhat}\n${output.trimEnd()}`));
    });
  });
}

/** Runs npm. @param {string[]} args @param {import("node:child_process").SpawnOptions} [options] */
export function npm(args, options = {}) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  return run(windows ? "npm.cmd" : "npm", [...args, ...quiet], { shell: windows, ...options });
}

/** Ends a program and all it has started: asked first, forced after three seconds. @param {ChildProcess} child */
export async function end(child) {
  const ending = running.get(child);
  if (!ending) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signal(child, ending);
  const force = setTimeout(() => signal(child, "SIGKILL"), 3000);
  await gone;
  clearTimeout(force);
}

/** A folder which is gone when we are. @param {string} name */
export async function temporaryFolder(name) {
  const folder = await mkdtemp(join(tmpdir(), `joker-dmapi-${name}-`));
  temporary.add(folder);
  return folder;
}

/** @param {string} folder */
export function removeTemporary(folder) {
  temporary.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Ends every program started here and removes every temporary folder. */
export async function endAll() {
  await Promise.all([...running.keys()].map(end));
  for (const folder of [...temporary]) removeTemporary(folder);
}

/** True once a signal has asked for the end. */
export function isLeaving() {
  return started.leaving;
}

/**
 * From now on, Ctrl+C and SIGTERM first clear up and then leave with `code`. The same when npm, which has started us,
 * has gone without a word. @param {number} [code]
 */
export function clearUpOnSignals(code = 130) {
  if (started.hearsSignals) return;
  started.hearsSignals = true;
  const leave = () => {
    if (started.leaving) return;
    started.leaving = true;
    void endAll().finally(() => process.exit(code));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, leave);
  const { npm_lifecycle_event: byNpm } = process.env;
  const parent = process.ppid;
  if (byNpm) setInterval(() => process.ppid === parent || leave(), 500).unref();
}

if (isFirst) {
  process.on("exit", () => {
    for (const child of running.keys()) signal(child, "SIGKILL");
    for (const folder of [...temporary]) removeTemporary(folder);
  });
}

/** @param {ChildProcess} child @param {NodeJS.Signals} name */
function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (windows) child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It has gone by itself.
  }
}
