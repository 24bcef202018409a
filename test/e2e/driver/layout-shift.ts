import type { FrameLocator, Page } from "playwright-core";

interface Shift {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly startTime: number;
  readonly sources: readonly {
    readonly node: Element | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
}

type Observed = typeof globalThis & { layoutShifts?: Shift[] };

/** Lets every page that is opened from now on collect how far its elements move by themselves. */
export async function observeLayoutShift(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const observed = globalThis as Observed;
    const shifts: Shift[] = (observed.layoutShifts = []);
    new PerformanceObserver((list) => shifts.push(...(list.getEntries() as unknown as Shift[]))).observe({
      type: "layout-shift",
      buffered: true,
    });
  });
}

/** How far elements of a page have moved without the user's doing, as a sum of layout shift scores, and which they are. */
export async function layoutShiftOf(page: FrameLocator): Promise<{ sum: number; moved: string[] }> {
  return await page.locator("html").evaluate(() => {
    const { layoutShifts = [] } = globalThis as Observed;
    const shifts = layoutShifts.filter(({ hadRecentInput }) => !hadRecentInput);
    const moved = shifts.map(({ value, startTime, sources }) => {
      const elements = sources.map(({ node, previousRect, currentRect }) => {
        const from = [previousRect.x, previousRect.y].map(Math.round).join();
        return `${node?.className ?? "?"} ${from} → ${[currentRect.x, currentRect.y].map(Math.round).join()}`;
      });
      return `${value.toFixed(4)} at ${Math.round(startTime)} ms: ${elements.join("; ")}`;
    });
    return { sum: shifts.reduce((sum, { value }) => sum + value, 0), moved };
  });
}
