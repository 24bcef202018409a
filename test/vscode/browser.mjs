// @ts-check
import { chromium } from "playwright-core";
import { chromium as findChromium, chromiumFlags } from "./chromium.mjs";
import { withoutFakeTime } from "./fake-time.mjs";
import { measurePages } from "./page-coverage.mjs";
import { temporaryFolder } from "./processes.mjs";
import watchdog from "./stubs/native-watchdog.cjs";

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

/** The one Chromium of this process. It ends with us. */
function openBrowser() {
  browser ??= launch();
  return browser;
}

async function launch() {
  const executablePath = await findChromium();
  const env = { ...withoutFakeTime(process.env), TMPDIR: await temporaryFolder("chromium") };
  // Playwright hides scroll bars, which take room that a user does not have either.
  const ignoreDefaultArgs = ["--hide-scrollbars"];
  return await chromium.launch({ executablePath, args: chromiumFlags, ignoreDefaultArgs, env });
}

/**
 * A page with a profile of its own, in the zone of this process (TZ), in American English whatever the machine's language.
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openPage(options = {}) {
  // The server would compress 20 MB for each page, which takes longer than sending them.
  const extraHTTPHeaders = { "accept-encoding": "identity" };
  const usual = { viewport: { width: 1280, height: 800 }, locale: "en-US", extraHTTPHeaders };
  const context = await (await openBrowser()).newContext({ ...usual, ...options });
  context.setDefaultTimeout(40_000);
  measurePages(context);
  const page = await context.newPage();
  const aheadMs = Date.now() - (await page.evaluate(() => Date.now()));
  if (Math.abs(aheadMs) > 60_000) await context.addInitScript(watchdog.moveClock, aheadMs);
  return page;
}

export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}
