import { DmapiError } from "./errors";
import { canceledError } from "./request-errors";

/** Waits before `request` is sent again; rejects with a DmapiError `canceled` of that request when the signal fires. */
export type Sleep = (ms: number, signal?: AbortSignal, request?: string) => Promise<void>;

const maxAttempts = 3;
const firstDelayMs = 300;
/** If a server requests a longer delay by Retry-After, the request is not retried. */
const maxDelayMs = 15_000;
/** `Date.parse` alone accepts `1.5` and `-1` as days in 2001. */
const httpDatePattern = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* \d\d:\d\d:\d\d/;
const transientHttpStatuses = new Set([429, 502, 503, 504]);

/**
 * Milliseconds to wait before a reading request is sent for the `attempt`-th time; undefined if it should not be.
 * Network errors, 502, 503, 504 and 429 are retried. Retry-After (seconds or a date) is respected, otherwise the delay
 * doubles (exponential backoff with jitter).
 * @param now epoch ms
 */
export function getRetryDelayMs(
  attempt: number,
  error: unknown,
  random: () => number = Math.random,
  now = Date.now(),
): number | undefined {
  if (attempt > maxAttempts || !(error instanceof DmapiError)) return undefined;
  if (!isRetryable(error)) return undefined;
  const requestedMs = parseRetryAfterMs(error.retryAfter, now);
  if (requestedMs !== undefined) return requestedMs <= maxDelayMs ? requestedMs : undefined;
  const maxJitterMs = firstDelayMs * 2 ** (attempt - 2);
  return Math.round(maxJitterMs * (0.5 + random() / 2));
}

/** True for a failure after which a session retries a reading request. */
export function isRetryable({ reason, httpStatus = 0 }: DmapiError): boolean {
  return reason === "network" || transientHttpStatuses.has(httpStatus);
}

/** A server may send any number; nobody waits for longer than this. */
const maxRetryAfterMs = 3_600_000;

/** Milliseconds in a Retry-After header (seconds, or a date), at most an hour; undefined for anything else. */
export function parseRetryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Math.min(Number(header) * 1000, maxRetryAfterMs);
  const ms = httpDatePattern.test(header) ? Date.parse(header) - now : NaN;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), maxRetryAfterMs) : undefined;
}

export const sleep: Sleep = (ms, signal, request = "pause") =>
  new Promise((resolve, reject) => {
    const canceled = () => {
      clearTimeout(timer);
      reject(canceledError(request));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", canceled);
      resolve();
    }, ms);
    if (signal?.aborted) canceled();
    else signal?.addEventListener("abort", canceled, { once: true });
  });
