import { runInSlices } from "../../columns/cooperative-task";
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
  return runInSlices(task, { sliceMs, yieldControl, isCurrent });
}
