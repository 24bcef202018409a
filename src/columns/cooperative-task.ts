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
