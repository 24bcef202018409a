import type { Strings } from "../../../messages/strings";
import { fill, type NumberFormatter } from "../../shared/format";
import { displayName, type PageTexts } from "../display-names";
import type { Series } from "./bar-layout";

/** Formats periods, series and amounts of the chart. */
export class ChartFormatter {
  readonly strings: Strings;

  constructor(
    private readonly texts: PageTexts,
    readonly numbers: NumberFormatter,
    private readonly language: string,
  ) {
    this.strings = texts.strings;
  }

  /** Formats `2026-07-01`, `2026-07` or `2026`; a day without its year if `withoutYear`. */
  formatPeriod(name: string, withoutYear = false): string {
    const [year = "", month, day] = name.split("-");
    if (month === undefined) return year;
    const date = new Date(`${year}-${month}-${day ?? "01"}T00:00:00Z`);
    const style: Intl.DateTimeFormatOptions = {
      timeZone: "UTC",
      month: "short",
      ...(day === undefined ? {} : { day: "numeric" }),
      ...(withoutYear && day !== undefined ? {} : { year: "numeric" }),
    };
    return createDateFormat(this.language, style).format(date);
  }

  /** The name of a period, and that orders of it are missing. */
  formatCompleteness(period: string, isIncomplete: boolean): string {
    return isIncomplete ? fill(this.strings.incompletePeriod, period) : period;
  }

  /** What was charged and refunded in a period, both as decimals; without what is zero. */
  formatSpending(
    period: string,
    { charged, refunded }: { readonly charged: string; readonly refunded: string },
    currency: string,
  ): string {
    const { barLabel, barCharged, barRefunded, barWithoutSpending } = this.strings;
    const [isCharged, isRefunded] = [charged, refunded].map((amount) => /[1-9]/.test(amount));
    const texts = [this.formatAmount(charged, currency), this.formatAmount(refunded, currency)] as const;
    if (isCharged) return isRefunded ? fill(barLabel, period, ...texts) : fill(barCharged, period, texts[0]);
    return isRefunded ? fill(barRefunded, period, texts[1]) : fill(barWithoutSpending, period);
  }

  formatSeries({ types }: Series): string {
    if (types.length > 1) return fill(this.strings.otherTypes, this.numbers.formatCount(types.length));
    return displayName(this.texts.names, "type", types[0] ?? "");
  }

  formatAmount(decimal: string, currency: string): string {
    return this.numbers.formatMoney(decimal, currency);
  }
}

function createDateFormat(language: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, style);
  } catch {
    return new Intl.DateTimeFormat(undefined, style);
  }
}
