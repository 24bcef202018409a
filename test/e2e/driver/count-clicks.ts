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

/** Counts clicks in webviews and in lists that the browser draws, which the workbench does not see. */
export class ClickCounter {
  clicks = 0;

  /** Runs steps that are one click each. */
  async click(...steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.clicks += steps.length;
    for (const step of steps) await step();
  }
}
