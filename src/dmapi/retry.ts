import { DmapiError } from "./errors";

/** Waits before `request` is sent again; rejects with a DmapiError `cancelled` of that request when the signal fires. */
export type Sleep = (ms: number, signal?: AbortSignal, request?: string) => Promise<void>;

const attempts = 3;
const firstPause = 300;
/** A server that wants to be left alone for longer is believed at once. */
const longestPause = 15_000;
/** `Date.parse` alone takes `1.5` and `-1` for days in 2001. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* \d\d:\d\d:\d\d/;
const passing = new Set([429, 502, 503, 504]);

/**
 * Milliseconds to wait before a reading request is sent for the `attempt`-th time; undefined when it should not be.
 * Network errors, 502, 503, 504 and 429 pass; everything else stays as it is. Retry-After (seconds or a date) is respected,
 * otherwise pauses grow twofold, with jitter so that clients do not come back all at once.
 * @param now epoch ms
 */
export function pauseBefore(
  attempt: number,
  error: unknown,
  random: () => number = Math.random,
  now = Date.now(),
): number | undefined {
  if (attempt > attempts || !(error instanceof DmapiError)) return undefined;
  if (!isPassing(error)) return undefined;
  const asked = pauseAskedFor(error.retryAfter, now);
  if (asked !== undefined) return asked <= longestPause ? asked : undefined;
  const longest = firstPause * 2 ** (attempt - 2);
  return Math.round(longest * (0.5 + random() / 2));
}

/** True for a failure after which a session sends a reading request again by itself. */
export function isPassing({ reason, httpStatus = 0 }: DmapiError): boolean {
  return reason === "network" || passing.has(httpStatus);
}

/** Milliseconds a Retry-After header asks for: seconds, or a date. Undefined for anything else. */
export function pauseAskedFor(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const ms = httpDate.test(header) ? Date.parse(header) - now : NaN;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

export const sleep: Sleep = (ms, signal, request = "pause") =>
  new Promise((resolve, reject) => {
    const cancelled = () => {
      clearTimeout(timer);
      reject(new DmapiError("cancelled", "cancelled", { request }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", cancelled);
      resolve();
    }, ms);
    if (signal?.aborted) cancelled();
    else signal?.addEventListener("abort", cancelled, { once: true });
  });
