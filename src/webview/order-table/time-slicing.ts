import { yieldToBrowser } from "./scheduler";

/** Time slices are shorter than a frame (16 ms), so that the page stays responsive. */
export const sliceMs = 10;

/**
 * Runs a cooperative task in time slices; undefined if it was stopped because it is no longer current.
 * `yieldControl` runs between slices: low-priority work passes a function that waits longer.
 */
export async function runInTimeSlices<T>(
  task: Iterator<void, T>,
  isCurrent: () => boolean,
  yieldControl: () => Promise<void> = yieldToBrowser,
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
