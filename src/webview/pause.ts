interface Scheduling {
  readonly scheduler?: { postTask(task: () => void, options: { priority: "background" }): Promise<void> };
}

/** Lets the page paint and take input before going on. */
export async function pause(): Promise<void> {
  const { scheduler } = globalThis as Scheduling;
  if (scheduler) await scheduler.postTask(() => undefined, { priority: "background" });
  else await new Promise((resolve) => setTimeout(resolve));
}
