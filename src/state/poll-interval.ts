import { minuteMs } from "../workbench/clock";

/** What the polling interval depends on. */
export interface PollConditions {
  /** The setting `joker.refreshInterval`; 0 is off. */
  readonly intervalMinutes: number;
  /** The window has the focus and was used recently. */
  readonly isUserPresent: boolean;
  /** A visible row is expected to change soon. */
  readonly isFastPolling: boolean;
}

/** Time without activity after which the user counts as away. */
export const idleTimeoutMs = 15 * minuteMs;
/**
 * The shortest interval while the user is away: at most four rounds an hour, of two or three requests each, so no more
 * than twelve requests an hour whatever the setting is.
 */
const minIdleIntervalMs = 15 * minuteMs;

/** Polling interval in milliseconds; Infinity when polling is switched off. */
export function pollIntervalMs({ intervalMinutes, isUserPresent, isFastPolling }: PollConditions): number {
  if (intervalMinutes <= 0) return Infinity;
  if (!isUserPresent) return Math.max(3 * intervalMinutes * minuteMs, minIdleIntervalMs);
  return (isFastPolling ? Math.min(1, intervalMinutes) : intervalMinutes) * minuteMs;
}
