// @ts-check
// Runs `npm ci` when what is installed is not what the lock file says.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { root } from "./root.mjs";

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */

export async function ensureDependencies() {
  if (await upToDate()) return;
  await withProgress("Installing dependencies (npm ci)", () => npm(["ci"], { cwd: root }));
}

async function upToDate() {
  const wanted = await lock("package-lock.json");
  const present = await lock(join("node_modules", ".package-lock.json")).catch(() => undefined);
  if (!present) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) => path === "" || optional || present.packages[path]?.version === version,
  );
}

/** @param {string} file @returns {Promise<Lock>} */
async function lock(file) {
  return JSON.parse(await readFile(join(root, file), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureDependencies();
