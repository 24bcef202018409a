import type { Page } from "playwright-core";
import { savePageCoverage } from "../../vscode/page-coverage.mjs";
import { waitForExtensionHosts } from "./extension-hosts";

/**
 * Writes what pages and extension hosts have run, and closes the pages: an extension host writes when it ends by itself.
 * @param serverPid the process of VS Code's server
 */
export async function saveCoverage(pages: readonly Page[], serverPid: number): Promise<void> {
  await savePageCoverage(pages);
  for (const page of pages) await page.close({ runBeforeUnload: true });
  const ended = waitForExtensionHosts(serverPid, 0);
  await ended.catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}
