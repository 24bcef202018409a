/** Creating one takes longer than formatting some hundred days. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A day such as `2026-10-29` as the user reads it, such as `Oct 29, 2026`; other text as it is.
 * @param locale a valid one: `displayLocale()` in the host, the language of the document in a page
 */
export function formatDay(day: string, locale: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(time)) return day;
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  formats.set(locale, format);
  return format.format(time);
}

/** A month such as `2026-10` as the user reads it, such as `Oct 2026`; other text as it is. @param locale as for `formatDay` */
export function formatMonth(month: string, locale: string): string {
  const time = /^\d{4}-\d\d$/.test(month) ? Date.parse(`${month}-01T00:00:00Z`) : NaN;
  if (Number.isNaN(time)) return month;
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(time);
}
