import { readableName } from "../names/readable-name";

export { fill } from "../messages/fill";

/** Writes numbers the way a language does, exactly. */
export class Numbers {
  private readonly counts: Intl.NumberFormat;

  constructor(private readonly language: string) {
    this.counts = format(language, 0);
  }

  count(value: number): string {
    return this.counts.format(value);
  }

  /** A plain decimal such as "-1234.50", digit by digit: it never goes through a binary number. */
  decimal(value: string): string {
    const places = value.split(".")[1]?.length ?? 0;
    return format(this.language, places).format(value as Intl.StringNumericLiteral);
  }
}

function format(language: string, places: number): Intl.NumberFormat {
  const options = { minimumFractionDigits: places, maximumFractionDigits: places };
  try {
    return new Intl.NumberFormat(language, options);
  } catch {
    return new Intl.NumberFormat(undefined, options);
  }
}

/** What is invisible, or turns the direction of the text around it. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text that can be shown as it is: control characters and marks of direction are named, as `<U+202E>`, not obeyed. */
export function harmless(text: string): string {
  const name = (character: string) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return text.replace(unseen, (character) => `<U+${name(character)}>`);
}

/** The same for a text of several lines. */
export function harmlessLines(text: string): string {
  return text.split("\n").map(harmless).join("\n");
}

/**
 * A cell as it is shown: a domain name in its letters; a time such as `2024-03-17T07:58:14Z` without the `T` and `Z`
 * between which nobody reads, in the user's own zone if `local`, else in UTC; all else as it was sent.
 */
export function shown(text: string, local = false): string {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return shownTime(text, local);
  return harmless(readableName(text));
}

function shownTime(text: string, local: boolean): string {
  const time = local ? new Date(text) : undefined;
  if (time && !Number.isNaN(time.getTime())) return localTime(time) + (/\.\d+/.exec(text)?.[0] ?? "");
  return harmless(text.replace(/^(\S{10})T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/, "$1 $2"));
}

function localTime(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [String(time.getFullYear()).padStart(4, "0"), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** The name of the zone that times are shown in, such as `Europe/Berlin`. */
export function zoneName(local: boolean): string {
  return local ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
}

/** The first moment (epoch ms) of a day such as `2024-03-17`, `later` days on; NaN if it is no day. */
export function dayStart(day: string, later: number, local: boolean): number {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return NaN;
  // The 30th of February would be a day in March.
  if (!new Date(new Date(0).setUTCFullYear(year, month - 1, date)).toISOString().startsWith(day)) return NaN;
  if (local) return new Date(new Date(2000, 0, 1).setFullYear(year, month - 1, date + later)).setHours(0, 0, 0, 0);
  return new Date(0).setUTCFullYear(year, month - 1, date + later);
}

/** What to look for in the rows as sent, for a text typed by someone who sees them as shown. */
export function asSent(text: string): string {
  return text
    .trimStart()
    .replace(/(\d\d-\d\d) (?=\d|$)/, "$1T")
    .trimEnd();
}
