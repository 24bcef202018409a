/**
 * Rejects with `createError()` when aborted, without aborting the promise itself: other requests may wait for the same
 * login, and undici observes a signal only once the connection is established.
 */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  createError: () => Error,
): Promise<T> {
  if (!signal) return promise;
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const rejectAborted = () => reject(createError());
    if (signal.aborted) rejectAborted();
    else signal.addEventListener("abort", rejectAborted, { signal: settled.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    settled.abort();
  }
}
