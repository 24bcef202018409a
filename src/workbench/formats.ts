import { formatDay as formatDayIn, formatNearDay as formatNearDayIn } from "../formatting/format-day";
import { formatLocalTime, formatSentTime, timeZoneName } from "../formatting/format-time";
import { NumberFormatter } from "../formatting/number-formatter";
import { displayLocale } from "./locale";

/** VS Code's display language does not change while it runs. */
let numberFormatter: NumberFormatter | undefined;
let shortDaysFormat: Intl.NumberFormat | undefined;

function numbers(): NumberFormatter {
  return (numberFormatter ??= new NumberFormatter(displayLocale()));
}

/** A count in VS Code's display language. */
export function formatCount(count: number): string {
  return numbers().formatCount(count);
}

/** An exact amount with its currency, such as `1,234.50 USD`. */
export function formatMoney(amount: string, currency: string): string {
  return numbers().formatMoney(amount, currency);
}

/** A number of days in as few characters as can be, such as `5d`. */
export function formatShortDays(days: number): string {
  const options = { style: "unit", unit: "day", unitDisplay: "narrow" } as const;
  return (shortDaysFormat ??= new Intl.NumberFormat(displayLocale(), options)).format(days);
}

/** A day such as `2026-11-27` as `Nov 27, 2026`; other text as it is. */
export function formatDay(day: string): string {
  return formatDayIn(day, displayLocale());
}

/** A day of the next months, such as `2026-11-27`, as `Nov 27`; other text as it is. */
export function formatNearDay(day: string): string {
  return formatNearDayIn(day, displayLocale());
}

/** A time (epoch ms) in the user's time zone, such as `Nov 27, 2026, 1:47 PM`. */
export function formatDateTime(timeMs: number): string {
  return formatLocalTime(timeMs, displayLocale());
}

/** The time zone of `formatDateTime`, such as `Europe/Berlin`. */
export function localTimeZoneName(): string {
  return timeZoneName(true);
}

/** A time as DMAPI sent it, such as `20261127134702`, as `Nov 27, 2026, 1:47 PM`; other text as it is. */
export function formatTimeAsSent(text: string): string {
  return formatSentTime(text, displayLocale());
}
