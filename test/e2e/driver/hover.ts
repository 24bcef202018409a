import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** Hovers over something and gives the text of the tooltip that comes up; `timeout` ms for it to be hovered over. */
export async function tooltip(page: Page, target: Locator, timeout = uiTimeoutMs): Promise<string> {
  await dismissHover(page);
  await target.hover({ timeout });
  const hover = visibleHover(page);
  await hover.waitFor();
  return (await hover.innerText()).trim();
}

/**
 * Moves the mouse where nothing has a hover, and waits until none is left: it would lie over what is to be clicked. One that
 * was shown after the mouse had left stays until the mouse comes back and leaves again.
 */
export async function dismissHover(page: Page): Promise<void> {
  await eventually(
    async () => {
      const hover = visibleHover(page);
      if (await hover.isVisible()) await hover.hover({ timeout: hideTimeoutMs });
      await page.mouse.move(0, 0);
      await hover.waitFor({ state: "hidden", timeout: hideTimeoutMs });
    },
    { timeoutMs: uiTimeoutMs, what: "no hover to be shown" },
  );
}

/** Clicks on something over which a hover may come up late. */
export async function clickBelowHover(page: Page, target: Locator): Promise<void> {
  await eventually(
    async () => {
      await dismissHover(page);
      await target.click({ timeout: hideTimeoutMs });
    },
    { timeoutMs: uiTimeoutMs, what: "something to be clicked" },
  );
}

/** How long VS Code may take to hide a hover, ms. */
const hideTimeoutMs = 2000;

function visibleHover(page: Page): Locator {
  return page.locator(".workbench-hover-container .monaco-hover").filter({ visible: true }).first();
}
