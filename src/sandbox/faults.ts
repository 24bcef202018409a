/**
 * What can go wrong with a request.
 * - `latency`: waits `ms` first. `session-death`: every session ends first.
 * - `drop-before`, `drop-during`, `drop-after`: the connection breaks before the request is carried out, in the middle of
 *   the reply, or after the request was carried out and before any reply.
 * - `status`: HTTP `status` (429 and others with Retry-After `retryAfter`, seconds), not carried out.
 * - `html`: an HTML page with HTTP `status` (200). `empty`: HTTP 200 without a body. `garbage`: random bytes. Not carried out.
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
  /** How many requests it happens to; 1 if not told. */
  readonly count?: number;
  /** Only requests of this name, such as `result-list`. */
  readonly request?: string;
  readonly ms?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly bytes?: number;
}

/** The faults that wait for a request. */
export class Faults {
  private waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.waiting.push({ fault, left: fault.count ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The oldest fault that fits the request, used up once. */
  take(request: string): Fault | undefined {
    const entry = this.waiting.find(({ fault }) => (fault.request ?? request).toLowerCase() === request);
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.waiting = this.waiting.filter((other) => other !== entry);
    return entry.fault;
  }
}
