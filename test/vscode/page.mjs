// @ts-check
import { chromium } from "playwright-core";
import { chromium as findChromium, chromiumFlags } from "./chromium.mjs";
import { withoutFakeTime } from "./fake-time.mjs";
import { temporaryFolder } from "./processes.mjs";

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

/** The one Chromium of this process. It ends with us. */
export function openBrowser() {
  browser ??= launch();
  return browser;
}

async function launch() {
  const executablePath = await findChromium();
  const env = { ...withoutFakeTime(process.env), TMPDIR: await temporaryFolder("chromium") };
  return await chromium.launch({ executablePath, args: chromiumFlags, env });
}

/** A page with a profile of its own. @param {import("playwright-core").BrowserContextOptions} [options] */
export async function openPage(options = {}) {
  const context = await (await openBrowser()).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(20_000);
  return await context.newPage();
}

export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}
