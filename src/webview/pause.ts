interface Page {
  readonly scheduler?: { postTask(task: () => void, options: { priority: "background" }): Promise<void> };
  readonly requestAnimationFrame?: (callback: () => void) => number;
}

/** Milliseconds after which nothing will be painted: the page is not in sight. */
const unpainted = 200;

/** Lets the page paint and take input before going on. */
export async function pause(): Promise<void> {
  const { scheduler } = globalThis as Page;
  if (scheduler) await scheduler.postTask(() => undefined, { priority: "background" });
  else await new Promise((resolve) => setTimeout(resolve));
}

/** Goes on only when what is in the page now has been painted. */
export async function painted(): Promise<void> {
  const { requestAnimationFrame } = globalThis as Page;
  if (requestAnimationFrame) {
    await new Promise<void>((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, unpainted);
    });
  }
  await pause();
}
