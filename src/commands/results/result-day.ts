import type { Result } from "../../dmapi/model";

/** The day of a result as sent, YYYY-MM-DD, in the zone DMAPI does not state; undefined when it is no day. */
export function dayOf({ timeStamp }: Pick<Result, "timeStamp">): string | undefined {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(timeStamp);
  return match ? match.slice(1).join("-") : undefined;
}

/** True when the result is surely from a day before `day` (YYYY-MM-DD). */
export function isBefore(result: Pick<Result, "timeStamp">, day: string): boolean {
  const own = dayOf(result);
  return own !== undefined && own < day;
}
