import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** Presses Tab or Shift+Tab until the focus is on a control. */
export async function tabTo(page: Page, control: Locator, key: "Tab" | "Shift+Tab"): Promise<void> {
  for (let left = 60; left > 0 && !(await hasFocus(control)); left--) await page.keyboard.press(key);
  assert(await hasFocus(control), `${String(control)} cannot be reached with ${key}`);
}

/** Whether an element, or something inside of it, has the focus of its document. */
export async function hasFocus(element: Locator): Promise<boolean> {
  return await element.evaluate((node) => node.contains(node.ownerDocument.activeElement));
}

/** Waits until an element, or something inside of it, has the focus of its document. */
export async function focused(element: Locator): Promise<void> {
  await eventually(
    async () => {
      const active = await element.evaluate(({ ownerDocument: { activeElement } }) => activeElement?.outerHTML ?? "");
      assert(await hasFocus(element), `the focus is on ${active.slice(0, 200)}`);
    },
    { timeoutMs: uiTimeoutMs, what: `${String(element)} to have the focus` },
  );
}
