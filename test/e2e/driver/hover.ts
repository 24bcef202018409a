import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** Hovers over something and gives the text of the tooltip that comes up; `timeout` ms for it to be hovered over. */
export async function tooltip(page: Page, target: Locator, timeout = uiTimeoutMs): Promise<string> {
  const hover = page.locator(".workbench-hover-container .monaco-hover").filter({ visible: true });
  await leave(page, hover);
  await target.hover({ timeout });
  await hover.waitFor();
  return (await hover.innerText()).trim();
}

/** A hover that was shown after the mouse had left stays until the mouse moves again. */
async function leave(page: Page, hover: Locator): Promise<void> {
  await eventually(async () => {
    await page.mouse.move(0, 0);
    await page.mouse.move(1, 1);
    assert.equal(await hover.count(), 0, "a hover is shown");
  });
}
