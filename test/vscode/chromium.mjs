// @ts-check
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // VS Code looks at stacks while it starts; what they need is otherwise compiled a second time, for 0.8 s a page.
  "--js-flags=--no-enable-lazy-source-positions",
];

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const shell = "chromium-headless-shell";

/**
 * The path of a Chromium for tests: `CHROME_PATH`, else from `PATH`, else Debian's, which is installed if that is possible.
 * The headless shell comes first: it draws no window of its own, and tests take less time in it.
 */
export function chromium() {
  return find([shell, ...names]);
}

/** As `chromium`, but one that draws its frames as that of a user does, for measurements. */
export function chromiumWithWindows() {
  return find(names);
}

/** @param {string[]} wanted programs; the first is also the name of a package */
async function find(wanted) {
  const { CHROME_PATH: given } = process.env;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which does not exist`);
    return given;
  }
  return onPath(wanted) ?? (await install(wanted));
}

/** @param {string[]} wanted */
async function install(wanted) {
  const [name = ""] = wanted;
  const missing = `Chromium is needed: install the package \`${name}\`, or set CHROME_PATH to a Chrome or Chromium.`;
  if (process.getuid?.() !== 0 || !onPath(["apt-get"])) throw new Error(missing);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await withProgress(`Installing Debian's ${name}`, async () => {
    await run("apt-get", ["update"], { env });
    await run("apt-get", ["install", "--yes", "--no-install-recommends", name], { env });
  }).catch((error) => {
    throw new Error(missing, { cause: error });
  });
  const found = onPath(wanted);
  if (!found) throw new Error(missing);
  return found;
}

/** @param {string[]} programs */
function onPath(programs) {
  const { PATH = "" } = process.env;
  const folders = PATH.split(delimiter).filter(Boolean);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

/** @param {string} path */
function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
