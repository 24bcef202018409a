// @ts-check
import { chromium } from "playwright-core";
import { chromium as findChromium, chromiumFlags } from "./chromium.mjs";

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

/** The one Chromium of this process. It ends with us. */
export function openBrowser() {
  browser ??= findChromium().then((executablePath) => chromium.launch({ executablePath, args: chromiumFlags }));
  return browser;
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
