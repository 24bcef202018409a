import type { Page } from "playwright-core";

/** What a page of VS Code holds after a garbage collection, without its webviews. */
export interface PageUsage {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

export async function readPageUsage(page: Page): Promise<PageUsage> {
  await page.evaluate(replaceUndoHistory);
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

/**
 * Chromium keeps the last 1,000 edits of a page for Undo, and with each edit of the command palette's text two nodes. Edits of
 * a text that is no longer there keep none.
 */
function replaceUndoHistory(): void {
  const focused = document.activeElement;
  const input = document.createElement("input");
  document.body.append(input);
  input.focus();
  for (let count = 0; count < 1100; count++) {
    input.select();
    // oxlint-disable-next-line typescript/no-deprecated -- nothing else makes an edit that can be undone
    document.execCommand("insertText", false, `${count}`);
  }
  input.remove();
  if (focused instanceof HTMLElement) focused.focus();
}
