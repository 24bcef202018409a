// @ts-check
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this project: the nearest one above that has the extension's manifest. */
export const root = projectAbove(import.meta.dirname);

/** @param {string} folder @returns {string} */
function projectAbove(folder) {
  if (existsSync(join(folder, "esbuild.mjs")) && existsSync(join(folder, "package.json"))) return folder;
  if (dirname(folder) === folder) throw new Error("this is not below the project's folder");
  return projectAbove(dirname(folder));
}
