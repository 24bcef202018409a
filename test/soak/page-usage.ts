import type { Page } from "playwright-core";

/** What a page of VS Code holds after a garbage collection, without its webviews. */
export interface PageUsage {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

export async function readPageUsage(page: Page): Promise<PageUsage> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
  } finally {
    await session.detach();
  }
}
