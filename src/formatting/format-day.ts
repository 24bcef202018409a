/** A day or month by its pattern, its start as a time, and how it is written. */
interface DatePart {
  readonly pattern: RegExp;
  readonly rest: string;
  readonly options: Intl.DateTimeFormatOptions;
  /** By locale: creating one takes longer than formatting some hundred days. */
  readonly formats: Map<string, Intl.DateTimeFormat>;
}

const dayPart: DatePart = {
  pattern: /^\d{4}-\d\d-\d\d$/,
  rest: "T00:00:00Z",
  options: { dateStyle: "medium" },
  formats: new Map(),
};
const nearDayPart: DatePart = {
  pattern: dayPart.pattern,
  rest: dayPart.rest,
  options: { month: "short", day: "numeric" },
  formats: new Map(),
};
const monthPart: DatePart = {
  pattern: /^\d{4}-\d\d$/,
  rest: "-01T00:00:00Z",
  options: { month: "short", year: "numeric" },
  formats: new Map(),
};

/**
 * A day such as `2026-10-29` as the user reads it, such as `Oct 29, 2026`; other text as it is.
 * @param locale a valid one: `displayLocale()` in the host, the language of the document in a page
 */
export function formatDay(day: string, locale: string): string {
  return format(dayPart, day, locale);
}

/** A day of the next months, such as `Oct 29`; other text as it is. @param locale as for `formatDay` */
export function formatNearDay(day: string, locale: string): string {
  return format(nearDayPart, day, locale);
}

/** A month such as `2026-10` as the user reads it, such as `Oct 2026`; other text as it is. @param locale as for `formatDay` */
export function formatMonth(month: string, locale: string): string {
  return format(monthPart, month, locale);
}

function format({ pattern, rest, options, formats }: DatePart, text: string, locale: string): string {
  const time = pattern.test(text) ? Date.parse(text + rest) : NaN;
  if (Number.isNaN(time)) return text;
  const formatter = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formats.set(locale, formatter);
  return formatter.format(time);
}
