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

/** A cell as it is shown: times in UTC without the `T` and `Z` between which nobody reads, all else as it was sent. */
export function shown(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/, "$1 $2");
}

/** What to look for in the rows as sent, for a text typed by someone who sees them as shown. */
export function asSent(text: string): string {
  return text
    .trimStart()
    .replace(/(\d\d-\d\d) (?=\d|$)/, "$1T")
    .trimEnd();
}
