import { minuteMs, secondMs } from "../workbench/clock";

/** How a load failed. */
export interface Failure {
  readonly reason: string;
  /** The server's Retry-After, ms; undefined when it sent none. */
  readonly retryAfterMs?: number | undefined;
  /** The login failed, so that every other request would fail as well. */
  readonly isLogin?: boolean | undefined;
}

const initialBackoffMs = 30 * secondMs;
const maxBackoffMs = 60 * minuteMs;

/**
 * Milliseconds to wait after the `failures`-th failure in a row; Infinity for refused credentials, which only the user can
 * fix. Doubles up to an hour, which is also the most a server may ask for. Requests that never reached a server are retried sooner than those a server answered.
 * @param intervalMs as returned by `pollIntervalMs`
 */
export function backoffMs({ reason, retryAfterMs = 0 }: Failure, failures: number, intervalMs: number): number {
  if (reason === "authentication") return Infinity;
  const initialMs = hourlyReasons.has(reason)
    ? maxBackoffMs
    : Math.min(intervalMs, unreachableReasons.has(reason) ? initialBackoffMs : maxBackoffMs);
  return Math.max(
    Math.min(retryAfterMs, maxBackoffMs),
    Math.min(initialMs * 2 ** Math.min(failures - 1, 20), maxBackoffMs),
  );
}

/** True when the connection or the account failed, so that every other request would fail as well. */
export function isGlobalFailure({ reason, isLogin = false }: Failure): boolean {
  return isLogin || !requestReasons.has(reason);
}

/** True for failures that may be gone when the user returns, for example after a change of network. */
export function isTransient(reason: string): boolean {
  return unreachableReasons.has(reason) || reason === "timeout";
}

const requestReasons = new Set(["permission", "not-found", "refused", "malformed", "invalid", "defect"]);
/** Hardly ever passes by itself, but rights are changed and faults are corrected at Joker.com too. */
const hourlyReasons = new Set(["permission", "invalid", "defect"]);
const unreachableReasons = new Set(["network", "proxy", "tls"]);
