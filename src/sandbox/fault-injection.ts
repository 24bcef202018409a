/**
 * The kinds of faults.
 * - `latency`: waits `ms` first. `session-death`: every session ends first.
 * - `drop-before`, `drop-during`, `drop-after`: the connection breaks before the request is processed, in the middle of
 *   the reply, or after the request was processed and before any reply.
 * - `status`: HTTP `status` (429 and others with Retry-After `retryAfter`, seconds), not processed.
 * - `html`: an HTML page with HTTP `status` (200). `empty`: HTTP 200 without a body. `garbage`: random bytes. Not processed.
 * - `cut`: half the reply as if it were all. `cut-length`: Content-Length of all, half of it, then the end. `short-length`:
 *   Content-Length of half, all of it.
 * - `stall`: half the reply, then silence. `drip`: `bytes` (16) at a time, every `ms` (20).
 */
export const faultKinds = [
  "latency",
  "session-death",
  "drop-before",
  "drop-during",
  "drop-after",
  "status",
  "html",
  "empty",
  "garbage",
  "cut",
  "cut-length",
  "short-length",
  "stall",
  "drip",
] as const;

export interface Fault {
  readonly kind: (typeof faultKinds)[number];
  /** The number of requests it applies to; 1 by default. */
  readonly count?: number;
  /** The number of matching requests before those; 0 by default. */
  readonly skip?: number;
  /** Only requests of this name, such as `result-list`. */
  readonly request?: string;
  readonly ms?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly bytes?: number;
}

/** The faults to inject into future requests. */
export class FaultQueue {
  private pending: { readonly fault: Fault; left: number; skip: number }[] = [];

  add(fault: Fault): void {
    this.pending.push({ fault, left: fault.count ?? 1, skip: fault.skip ?? 0 });
  }

  clear(): void {
    this.pending = [];
  }

  /** Takes the oldest fault that matches the request, and decrements its count. */
  takeFor(request: string): Fault | undefined {
    const entry = this.pending.find(({ fault }) => (fault.request ?? request).toLowerCase() === request);
    if (!entry) return undefined;
    if (entry.skip > 0) {
      entry.skip -= 1;
      return undefined;
    }
    entry.left -= 1;
    if (entry.left <= 0) this.pending = this.pending.filter((other) => other !== entry);
    return entry.fault;
  }
}
