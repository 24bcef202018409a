/**
 * A cooperative task: a generator that yields now and then, so that the caller can do other work or abandon it, and
 * returns its result.
 */
export type CooperativeTask<T> = Generator<void, T>;

/** Runs a task synchronously to its end. */
export function runToEnd<T>(task: Iterator<void, T>): T {
  for (;;) {
    const result = task.next();
    if (result.done) return result.value;
  }
}

/** How a task is run in time slices. */
export interface SliceOptions {
  readonly sliceMs: number;
  /** Runs between slices: lets other work go on. */
  readonly yieldControl: () => Promise<void>;
  /** The task is abandoned when this is false after a slice; it is never abandoned by default. */
  readonly isCurrent?: () => boolean;
}

/** Runs a task in time slices; undefined if it was abandoned. */
export async function runInSlices<T>(
  task: Iterator<void, T>,
  { sliceMs, yieldControl, isCurrent = () => true }: SliceOptions,
): Promise<{ value: T } | undefined> {
  let sliceStartedAt = performance.now();
  for (;;) {
    const step = task.next();
    if (step.done) return { value: step.value };
    if (performance.now() - sliceStartedAt < sliceMs) continue;
    await yieldControl();
    if (!isCurrent()) return undefined;
    sliceStartedAt = performance.now();
  }
}
