import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

function menu(page: Page): Locator {
  return page.locator(".monaco-menu-container .monaco-menu").filter({ visible: true }).last();
}

/** Goes to an item of the menu that is open with the mouse, which opens its submenu. */
export async function hoverInMenu(page: Page, item: RegExp): Promise<void> {
  await menu(page).locator(".action-menu-item", { hasText: item }).hover();
}

/** Chooses an item of the menu that is open. */
export async function chooseFromMenu(page: Page, item: string): Promise<void> {
  const label = page.locator(`.action-label[aria-label="${item}"]`);
  const entry = menu(page).locator(".action-menu-item").filter({ has: label });
  await entry.waitFor();
  await eventually(
    async () => {
      if (!(await entry.isVisible())) return;
      await entry.click({ timeout: 1000 }).catch(() => undefined); // a menu takes no click in its first tenth of a second
      assert(!(await entry.isVisible()), "the menu is still open");
    },
    { timeoutMs: uiTimeoutMs, what: `"${item}" to be chosen` },
  );
}

/** Goes to an item of the menu that is open with the keyboard, and chooses it. */
export async function chooseByKeys(page: Page, item: string): Promise<void> {
  const focused = menu(page).locator(".action-item.focused .action-label");
  await menu(page).waitFor();
  await eventually(
    async () => {
      const [label] = await focused.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
      if (label === item) return;
      await page.keyboard.press("ArrowDown");
      assert.fail(`the focus was on ${label ?? "no item"}`);
    },
    { timeoutMs: uiTimeoutMs, what: `"${item}" to have the focus` },
  );
  await page.keyboard.press("Enter");
  await menu(page).waitFor({ state: "hidden" });
}

/** The items of the menu that is open, which is closed again. */
export async function menuItems(page: Page): Promise<string[]> {
  await menu(page).waitFor();
  const items = await menu(page).locator(".action-menu-item .action-label").allInnerTexts();
  await page.keyboard.press("Escape");
  await page.locator(".monaco-menu-container .monaco-menu").first().waitFor({ state: "hidden" });
  return items.map((item) => item.trim());
}
