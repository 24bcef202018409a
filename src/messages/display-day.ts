const styles = { dateStyle: "medium", timeZone: "UTC" } as const;

/**
 * A day such as `2026-10-29` as the user reads it, such as `Oct 29, 2026`; other text as it is.
 * @param language of the user; the system's if empty or unknown
 */
export function toDisplayDay(day: string, language: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? day : createDateFormat(language).format(time);
}

function createDateFormat(language: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language || undefined, styles);
  } catch {
    return new Intl.DateTimeFormat(undefined, styles);
  }
}
