import type { ResourceState } from "../state/resource";

const minuteMs = 60_000;
/** How many intervals late rows may be before a view says so. */
const maxIntervals = 2.5;
/** The shortest interval while the window is not used. */
const minIdleMinutes = 15;

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
  if (state.kind === "idle" || state.at === undefined || intervalMinutes <= 0) return false;
  const pollMinutes = isFocused ? intervalMinutes : Math.max(3 * intervalMinutes, minIdleMinutes);
  return now - state.at > maxIntervals * intervalsPerPoll * pollMinutes * minuteMs;
}
