import type { Locator, Page } from "playwright-core";

/** Hovers over something and gives the text of the tooltip that comes up. */
export async function tooltip(page: Page, target: Locator): Promise<string> {
  const hover = page.locator(".workbench-hover-container .monaco-hover").filter({ visible: true });
  await page.mouse.move(0, 0);
  await hover.waitFor({ state: "hidden" });
  await target.hover();
  await hover.waitFor();
  return (await hover.innerText()).trim();
}
