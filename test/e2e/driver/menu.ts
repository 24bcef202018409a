import type { Locator, Page } from "playwright-core";
import { until } from "./wait";

function menu(page: Page): Locator {
  return page.locator(".monaco-menu-container .monaco-menu").filter({ visible: true }).last();
}

/** Chooses an item of the menu that is open. */
export async function chooseFromMenu(page: Page, item: string): Promise<void> {
  const label = page.locator(`.action-label[aria-label="${item}"]`);
  const entry = menu(page).locator(".action-menu-item").filter({ has: label });
  await entry.waitFor();
  await until(`"${item}" to be chosen`, async () => {
    if (!(await entry.isVisible())) return true;
    await entry.click({ timeout: 1000 }).catch(() => undefined); // a menu takes no click in its first tenth of a second
    return !(await entry.isVisible());
  });
}

/** Goes to an item of the menu that is open with the keyboard, and chooses it. */
export async function chooseByKeys(page: Page, item: string): Promise<void> {
  const focused = menu(page).locator(`.action-item.focused .action-label[aria-label="${item}"]`);
  await menu(page).waitFor();
  await until(`"${item}" to have the focus`, async () => {
    if (await focused.isVisible()) return true;
    await page.keyboard.press("ArrowDown");
    return false;
  });
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
