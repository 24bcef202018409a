import type { Locator, Page } from "playwright-core";
import { uiTimeoutMs } from "./timeouts";

/** Hovers over something and gives the text of the tooltip that comes up; `timeout` ms for it to be hovered over. */
export async function tooltip(page: Page, target: Locator, timeout = uiTimeoutMs): Promise<string> {
  const hover = page.locator(".workbench-hover-container .monaco-hover").filter({ visible: true });
  await page.mouse.move(0, 0);
  await hover.waitFor({ state: "hidden" });
  await target.hover({ timeout });
  await hover.waitFor();
  return (await hover.innerText()).trim();
}
