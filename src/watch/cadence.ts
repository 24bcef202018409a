/** What decides how often is asked. */
export interface Circumstances {
  /** The setting `joker.refreshInterval`; 0 is off. */
  readonly minutes: number;
  /** Somebody is at this window: it has the focus, and was touched a short while ago. */
  readonly isAttended: boolean;
  /** Something that will change soon is in sight. */
  readonly isHurried: boolean;
}

/** How a load failed. */
export interface Setback {
  readonly reason: string;
  /** Milliseconds the server wants to be left alone; undefined when it said nothing. */
  readonly retryAfter?: number | undefined;
}

export const second = 1000;
export const minute = 60 * second;

/** How long after the last touch somebody still counts as being there. */
export const lingering = 15 * minute;
/**
 * The least pause while nobody is there. Four rounds in an hour, of two requests at most and now and then a third one,
 * are no more than twelve requests, whatever the setting is.
 */
const leastUnattended = 15 * minute;
const firstPause = 30 * second;
const longestPause = 60 * minute;

/** Milliseconds that data may be old before it is asked for again; Infinity when asking is switched off. */
export function intervalOf({ minutes, isAttended, isHurried }: Circumstances): number {
  if (minutes <= 0) return Infinity;
  if (!isAttended) return Math.max(3 * minutes * minute, leastUnattended);
  return (isHurried ? Math.min(1, minutes) : minutes) * minute;
}

/**
 * Milliseconds to wait after the `failures`-th failure in a row; Infinity for what only the user can mend. Doubles up to
 * an hour. What never reached a server is tried again sooner than what a server answered.
 * @param interval as of `intervalOf`
 */
export function pauseAfter({ reason, retryAfter = 0 }: Setback, failures: number, interval: number): number {
  if (beyondUs.has(reason)) return Infinity;
  const first = Math.min(interval, unreached.has(reason) ? firstPause : longestPause);
  return Math.max(retryAfter, Math.min(first * 2 ** Math.min(failures - 1, 20), longestPause));
}

/** True when the way to the server or the account failed: there is no use in asking for something else now. */
export function isGeneral(reason: string): boolean {
  return !ofOneRequest.has(reason);
}

/** True for what may be over as soon as somebody comes back: a laptop that was carried to another network. */
export function mayHaveHealed(reason: string): boolean {
  return unreached.has(reason) || reason === "timeout";
}

const ofOneRequest = new Set(["permission", "not-found", "refused", "malformed", "invalid", "defect"]);
const beyondUs = new Set(["authentication", "permission", "invalid", "defect"]);
const unreached = new Set(["network", "proxy", "tls"]);
