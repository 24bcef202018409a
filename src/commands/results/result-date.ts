import type { Result } from "../../dmapi/model";

/** The day of a result as received, YYYY-MM-DD, in DMAPI's undocumented time zone; undefined when invalid. */
export function resultDay({ timeStamp }: Pick<Result, "timeStamp">): string | undefined {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(timeStamp);
  return match ? match.slice(1).join("-") : undefined;
}

/** True when the result is certainly from a day before `day` (YYYY-MM-DD). */
export function isBeforeDay(result: Pick<Result, "timeStamp">, day: string): boolean {
  const ownDay = resultDay(result);
  return ownDay !== undefined && ownDay < day;
}
