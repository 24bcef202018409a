import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

const nothing = "\u0000";

/** Copies with `copy`, and gives the text that the clipboard has then. */
export async function copiedBy(page: Page, copy: () => Promise<unknown>): Promise<string> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), nothing);
  await copy();
  return await eventually(
    async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.notEqual(text, nothing, "the clipboard is as before");
      return text;
    },
    { timeoutMs: uiTimeoutMs, what: "a text to be copied" },
  );
}
