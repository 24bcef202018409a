/** A decimal as DMAPI sends it. */
const decimalPattern = /^[+-]?\d+(?:\.\d+)?$/;

/** `Intl` of older engines accepts no more decimals. */
const maxPlaces = 20;

/** Formats counts, decimals and money for a locale without rounding. The locale must be valid: see `displayLocale()`. */
export class NumberFormatter {
  private readonly formatsByPlaces = new Map<number, Intl.NumberFormat>();
  private separators: { readonly group: string; readonly decimal: string } | undefined;

  constructor(private readonly locale: string) {}

  formatCount(value: number): string {
    return this.getFormat(0).format(value);
  }

  /**
   * Formats a decimal such as "-1234.50" exactly: `Intl` takes the string, no binary number is involved. Other text is
   * returned as it is.
   */
  formatDecimal(value: string): string {
    return this.formatWithPlaces(value, countPlaces(value));
  }

  /** An amount with its currency, such as `1,234.50 USD`; one decimal, as in `8.9`, is written as two. */
  formatMoney(amount: string, currency: string): string {
    const places = countPlaces(amount);
    return `${this.formatWithPlaces(amount, places === 1 ? 2 : places)} ${currency}`.trim();
  }

  /** The decimal that a text such as `1.234,50` stands for in this locale, such as `1234.50`; undefined for other text. */
  parseDecimal(text: string): string | undefined {
    const { group, decimal } = (this.separators ??= this.findSeparators());
    const [whole = "", fraction, ...rest] = text.split(decimal);
    const digits = whole.split(group).join("");
    const isGrouped = whole === digits || this.formatDecimal(digits) === whole;
    const plain = fraction === undefined ? digits : `${digits}.${fraction}`;
    return isGrouped && rest.length === 0 && decimalPattern.test(plain) ? plain : undefined;
  }

  private formatWithPlaces(value: string, places: number): string {
    if (!decimalPattern.test(value) || places > maxPlaces) return value;
    return this.getFormat(places).format(value as Intl.StringNumericLiteral);
  }

  private findSeparators(): { group: string; decimal: string } {
    const parts = this.getFormat(1).formatToParts(-1_234_567.8);
    const find = (type: "group" | "decimal") => parts.find((part) => part.type === type)?.value ?? "";
    return { group: find("group") || ",", decimal: find("decimal") || "." };
  }

  private getFormat(places: number): Intl.NumberFormat {
    const options = { minimumFractionDigits: places, maximumFractionDigits: places };
    const format = this.formatsByPlaces.get(places) ?? new Intl.NumberFormat(this.locale, options);
    this.formatsByPlaces.set(places, format);
    return format;
  }
}

function countPlaces(value: string): number {
  return value.split(".")[1]?.length ?? 0;
}

/** The decimal with the opposite sign: DMAPI sends account top-ups as negative amounts. */
export function negateDecimal(value: string): string {
  if (!decimalPattern.test(value) || !/[1-9]/.test(value)) return value.replace(/^[+-](?=[\d.]+$)/, "");
  return value.startsWith("-") ? value.slice(1) : `-${value.replace(/^\+/, "")}`;
}
