import type { ErrorDescription } from "../../accounts/error-messages";
import { secondMs } from "../../workbench/clock";

/** How the status of a request is fetched. */
export interface StatusRequest {
  /** The status as received: ack, nack, `?`. Rejects with the failure. */
  readonly fetchStatus: () => Promise<string>;
  readonly explain: (error: unknown) => ErrorDescription;
  /** Waits; rejects when the wait is canceled. */
  readonly delay: (ms: number) => Promise<void>;
}

/** Most requests take seconds, some minutes, transfers days. */
const delaysMs = [2, 4, 8, 15, 30, 60, 120, 300].map((seconds) => seconds * secondMs);
/** About a day. */
export const maxAttempts = 300;

/** Failures that are probably temporary. */
const transientReasons = new Set<ErrorDescription["reason"]>(["network", "timeout", "http", "proxy"]);

/**
 * Fetches the status until the request is finished; returns its last status, or undefined after the last attempt.
 * @throws the failures of `fetchStatus` that are not temporary, and those of `delay`
 */
export async function waitForStatus({ fetchStatus, explain, delay }: StatusRequest): Promise<string | undefined> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    try {
      const status = (await fetchStatus()).toLowerCase();
      if (status === "ack" || status === "nack") return status;
    } catch (error) {
      if (!transientReasons.has(explain(error).reason)) throw error;
    }
    await delay(delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 0);
  }
  return undefined;
}
