/**
 * Work in pieces: a generator that pauses so that a caller can let others work or give up in between, and returns what it
 * made.
 */
export type Steps<T> = Generator<void, T>;

/** Does all the work at once. */
export function finish<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
