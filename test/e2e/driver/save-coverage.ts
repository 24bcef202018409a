import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { savePageCoverage } from "../../vscode/page-coverage.mjs";
import { countExtensionHosts } from "./extension-hosts";
import { uiTimeoutMs } from "./timeouts";

/**
 * Writes what pages and extension hosts have run, and closes the pages: an extension host writes when it ends by itself.
 * @param serverPid the process of VS Code's server
 */
export async function saveCoverage(pages: readonly Page[], serverPid: number): Promise<void> {
  await savePageCoverage(pages);
  for (const page of pages) await page.close({ runBeforeUnload: true });
  const ended = eventually(async () => assert.equal(await countExtensionHosts(serverPid), 0), {
    timeoutMs: uiTimeoutMs,
    what: "the extension hosts to end",
  });
  await ended.catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}
