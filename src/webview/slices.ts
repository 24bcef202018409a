import { pause } from "./pause";

/** Milliseconds of work after which the page gets its turn. */
export const slice = 10;

/**
 * Takes steps, with a turn for the page now and then; undefined if they were given up because they are no longer current.
 * `turn` gives the page its turn: work that can wait lets more go first.
 */
export async function inSlices<T>(
  steps: Iterator<void, T>,
  current: () => boolean,
  turn: () => Promise<void> = pause,
): Promise<{ value: T } | undefined> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return { value: step.value };
    if (performance.now() - since < slice) continue;
    await turn();
    if (!current()) return undefined;
    since = performance.now();
  }
}
