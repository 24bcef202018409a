import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/** Presses Tab or Shift+Tab until the focus is on a control. */
export async function tabTo(page: Page, control: Locator, key: "Tab" | "Shift+Tab"): Promise<void> {
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let left = 60; left > 0 && !(await isThere()); left--) await page.keyboard.press(key);
  assert(await isThere(), `${String(control)} cannot be reached with ${key}`);
}
