import type { Strings } from "../../../messages/strings";
import { fill, type NumberFormatter } from "../../shared/format";
import { typeTitle } from "../query/order-type-titles";
import type { Series } from "./bar-layout";

/** Formats periods, series and amounts of the chart. */
export class ChartFormatter {
  constructor(
    readonly strings: Strings,
    readonly numbers: NumberFormatter,
    private readonly language: string,
  ) {}

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

  formatSeries({ types }: Series): string {
    if (types.length > 1) return fill(this.strings.otherTypes, this.numbers.formatCount(types.length));
    return typeTitle(this.strings, types[0] ?? "");
  }

  formatAmount(decimal: string, currency: string): string {
    return [this.numbers.formatDecimal(decimal), currency].filter(Boolean).join(" ");
  }
}

function createDateFormat(language: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, style);
  } catch {
    return new Intl.DateTimeFormat(undefined, style);
  }
}
