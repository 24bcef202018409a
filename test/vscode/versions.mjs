// @ts-check
// The VS Codes we test on. The npm package `code-server` carries each of them whole.

/** @typedef {{ vscode: string, package: string, node: number }} Version */

/** Our lowest. @type {Version} */
export const lowest = { vscode: "1.100.3", package: "4.100.3", node: 20 };
/** The newest we know. @type {Version} */
export const newest = { vscode: "1.139.1", package: "4.139.1", node: 24 };

/** @param {string} vscode */
export function versionOf(vscode) {
  const found = [lowest, newest].find((version) => version.vscode === vscode);
  if (!found) throw new Error(`VS Code ${vscode} is not among those we can bring`);
  return found;
}
