import { DmapiError } from "./errors";

/** Rejects when aborted, without aborting the promise itself: other requests may wait for the same login. */
export async function unlessAborted<T>(
  request: string,
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const cancel = () => reject(new DmapiError("cancelled", "cancelled", { request, isUnsent: true }));
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { signal: settled.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    settled.abort();
  }
}
