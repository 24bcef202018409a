import { startOfDay } from "./days";

const compactPattern = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;
const clockPattern = /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;
const zonePattern = /^(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i;
const partsPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A time in any form that DMAPI is known to send, in epoch ms: `20240317075814`, `2024-03-17 07:58:14`,
 * `2024-03-17T07:58:14Z`, `2024-03-17 07:58:14 +0100`, `2024-03-17`. Without a zone it is taken as UTC, which is enough to
 * compare times of one list. NaN for anything else, such as 2024-02-30.
 */
export function parseTime(text: string): number {
  const compact = compactPattern.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second] = compact;
    return parseParts(`${year}-${month}-${day}`, `${hour}:${minute}:${second}`, "Z");
  }
  const [, day, clock = "00:00", zone = "Z"] = partsPattern.exec(text) ?? [];
  return day === undefined ? NaN : parseParts(day, clock, zone);
}

/** `Date.parse` would take the 30th of February as the 1st of March. */
function parseParts(day: string, clock: string, zone: string): number {
  return startOfDay(day) === undefined ? NaN : Date.parse(`${day}T${clock}${normalizeZone(zone)}`);
}

/** True for a text that `parseTime` can parse. */
export function isTime(text: string): boolean {
  return !Number.isNaN(parseTime(text));
}

function normalizeZone(zone: string): string {
  return /^[+-]/.test(zone) ? zone.replace(/^(...)(\d\d)$/, "$1:$2") : "Z";
}

/** Joins the parts of a time that were split at blanks: a date, a clock time, and a zone. */
export function joinTimeParts(fields: readonly string[]): string[] {
  const joined: string[] = [];
  fields.forEach((field, index) => {
    const isClock = clockPattern.test(field) && datePattern.test(fields[index - 1] ?? "");
    const isZone =
      zonePattern.test(field) &&
      clockPattern.test(fields[index - 1] ?? "") &&
      datePattern.test(fields[index - 2] ?? "");
    if (isClock || isZone) joined.push(`${joined.pop() ?? ""} ${field}`);
    else joined.push(field);
  });
  return joined;
}
