import { pollIntervalMs } from "../state/poll-interval";
import type { ResourceState } from "../state/resource";

/** How many intervals late rows may be before a view says so. */
const maxIntervals = 2.5;

/** What decides how old the rows of a view may be. */
export interface PollingConditions {
  /** The setting `joker.refreshInterval`; 0 is off. */
  readonly intervalMinutes: number;
  readonly isFocused: boolean;
  /** After how many intervals the view's rows are polled. */
  readonly intervalsPerPoll: number;
}

/** True if rows are older than polling should leave them, for whatever reason. */
export function isOutdated(state: ResourceState<unknown>, now: number, conditions: PollingConditions): boolean {
  const { intervalMinutes, isFocused, intervalsPerPoll } = conditions;
  if (state.kind === "idle" || state.at === undefined) return false;
  const intervalMs = pollIntervalMs({ intervalMinutes, isUserPresent: isFocused, isFastPolling: false });
  return now - state.at > maxIntervals * intervalsPerPoll * intervalMs;
}
