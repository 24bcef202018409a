// @ts-check
// What of the pages' scripts a test in a browser has run, in the form that Node.js has for its own (NODE_V8_COVERAGE).
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

const { NODE_V8_COVERAGE: folder } = process.env;
/** Whether processes write what they have run when they end. */
export const isMeasured = folder !== undefined && folder !== "";
/** The scripts of webviews, wherever VS Code serves them from. */
const pageScript = /\/dist\/webview\/\w+\.js$/;

/** Measures every page of a context from now on, where it is wanted. @param {import("playwright-core").BrowserContext} context */
export function measurePages(context) {
  if (folder) context.on("page", (page) => void page.coverage.startJSCoverage({ resetOnNavigation: false }));
}

/** Writes what the pages have run so far, where it is measured; before they are closed. @param {readonly import("playwright-core").Page[]} pages */
export async function savePageCoverage(pages) {
  if (!folder) throw new Error("no folder for coverage");
  await mkdir(folder, { recursive: true });
  for (const page of pages) {
    const entries = await page.coverage.stopJSCoverage();
    const result = entries.flatMap(({ scriptId, url, functions }) => {
      const [path] = pageScript.exec(url) ?? [];
      return path === undefined ? [] : [{ scriptId, url: pathToFileURL(join(root, path)).href, functions }];
    });
    await writeFile(join(folder, `coverage-page-${randomUUID()}.json`), JSON.stringify({ result }));
  }
}
