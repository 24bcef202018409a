import { toDisplayDomain } from "../../idn/display-domain";

export { formatTemplate as fill } from "../../messages/format-template";
export { NumberFormatter } from "../../formatting/number-formatter";
export { timeZoneName } from "../../formatting/format-time";

/** Invisible and bidirectional characters. */
const invisiblePattern = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What most texts are: finding it takes less time than looking for what is invisible. */
const printableAsciiPattern = /^[\x20-\x7e]*$/;

/** Replaces control and bidirectional characters with their code points, such as `<U+202E>`. */
export function escapeControlChars(text: string): string {
  if (printableAsciiPattern.test(text)) return text;
  const codePointHex = (character: string) =>
    (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return text.replace(invisiblePattern, (character) => `<U+${codePointHex(character)}>`);
}

/** The same for multi-line text. */
export function escapeControlCharsInLines(text: string): string {
  return text.split("\n").map(escapeControlChars).join("\n");
}

/**
 * A cell's display text: a domain name in Unicode; a time such as `2024-03-17T07:58:14Z` without `T` and `Z`,
 * in the user's time zone if `local`, else in UTC; anything else as DMAPI sent it.
 */
export function formatCell(text: string, local = false): string {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return formatCellTime(text, local);
  return escapeControlChars(toDisplayDomain(text));
}

function formatCellTime(text: string, local: boolean): string {
  const time = local ? new Date(text) : undefined;
  if (time && !Number.isNaN(time.getTime())) return formatLocalTime(time) + (/\.\d+/.exec(text)?.[0] ?? "");
  return escapeControlChars(text.replace(/^(\S{10})T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/, "$1 $2"));
}

function formatLocalTime(time: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const day = [
    String(time.getFullYear()).padStart(4, "0"),
    twoDigits(time.getMonth() + 1),
    twoDigits(time.getDate()),
  ].join("-");
  return `${day} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}:${twoDigits(time.getSeconds())}`;
}

/** The start (epoch ms) of a day such as `2024-03-17`, plus `offsetDays` days; NaN if it is not a valid day. */
export function dayStart(day: string, offsetDays: number, local: boolean): number {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return NaN;
  // The 30th of February would be a day in March.
  if (!new Date(new Date(0).setUTCFullYear(year, month - 1, date)).toISOString().startsWith(day)) return NaN;
  if (local) return new Date(new Date(2000, 0, 1).setFullYear(year, month - 1, date + offsetDays)).setHours(0, 0, 0, 0);
  return new Date(0).setUTCFullYear(year, month - 1, date + offsetDays);
}

/** Converts search text in display form (`2024-03-17 07:58`) to the form DMAPI sends (`2024-03-17T07:58`). */
export function toRawSearchText(text: string): string {
  return text
    .trimStart()
    .replace(/(\d\d-\d\d) (?=\d|$)/, "$1T")
    .trimEnd();
}
