interface SchedulingGlobals {
  readonly scheduler?: { postTask(task: () => void, options: { priority: "background" }): Promise<void> };
  readonly requestAnimationFrame?: (callback: () => void) => number;
}

/** A hidden page is never painted: go on after this time. */
const paintTimeoutMs = 200;

/** Lets the browser paint and handle input. */
export async function yieldToBrowser(): Promise<void> {
  const { scheduler } = globalThis as SchedulingGlobals;
  if (scheduler) await scheduler.postTask(() => undefined, { priority: "background" });
  else await new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when the page's current content has been painted. */
export async function nextPaint(): Promise<void> {
  const { requestAnimationFrame } = globalThis as SchedulingGlobals;
  if (requestAnimationFrame) {
    await new Promise<void>((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, paintTimeoutMs);
    });
  }
  await yieldToBrowser();
}
