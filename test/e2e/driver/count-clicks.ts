import type { Page } from "playwright-core";

/** Counts how often the mouse is pressed in the workbench, outside of webviews, from now on. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = { clicks: 0 };
    Object.assign(globalThis, { clickCounter: counter });
    document.addEventListener("pointerdown", () => (counter.clicks += 1), true);
  });
  return () => page.evaluate(() => (globalThis as unknown as { clickCounter: { clicks: number } }).clickCounter.clicks);
}
