import { parseTime } from "../dmapi/parse-time";
import { formatDay } from "./format-day";

/** Creating one takes longer than formatting some hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A time in any form that DMAPI sends, such as `20261127134702`, as the user reads it: `Nov 27, 2026, 1:47 PM`. A time with
 * a zone is shown in UTC and says so; one without is shown as it is, because DMAPI does not document its zone. Other text is
 * returned as it is.
 * @param locale a valid one: `displayLocale()` in the host, the language of the document in a page
 */
export function formatSentTime(text: string, locale: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text, locale);
  const time = parseTime(text);
  if (Number.isNaN(time)) return text;
  const hasZone = /(?:Z|UTC|GMT|\d[+-]\d\d:?\d\d| [+-]\d\d:?\d\d)$/i.test(text);
  const formatted = getFormat(locale, "UTC").format(time);
  return hasZone ? `${formatted} UTC` : formatted;
}

/** A time (epoch ms) in the user's time zone of now, which may change, such as `Nov 27, 2026, 1:47 PM`. */
export function formatLocalTime(timeMs: number, locale: string): string {
  return getFormat(locale, timeZoneName(true)).format(timeMs);
}

/** The name of the user's time zone, or of UTC, such as `Europe/Berlin`. */
export function timeZoneName(isLocal: boolean): string {
  const name = isLocal ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  return utcNames.test(name) ? "UTC" : name;
}

/** What systems call UTC. */
const utcNames = /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu|GMT)$/;

function getFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  formats.set(key, format);
  return format;
}
