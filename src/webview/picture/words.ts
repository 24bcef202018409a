import type { Strings } from "../../messages/strings";
import { fill, type Numbers } from "../format";
import { typeTitle } from "../query/types";
import type { Series } from "./bars";

/** How the picture names periods, types and amounts. */
export class PictureWords {
  constructor(
    readonly strings: Strings,
    readonly numbers: Numbers,
    private readonly language: string,
  ) {}

  /** `2026-07-01`, `2026-07` or `2026` as the language writes it; without the year if `short`. */
  period(name: string, short = false): string {
    const [year = "", month, day] = name.split("-");
    if (month === undefined) return year;
    const date = new Date(`${year}-${month}-${day ?? "01"}T00:00:00Z`);
    const style: Intl.DateTimeFormatOptions = {
      timeZone: "UTC",
      month: "short",
      ...(day === undefined ? {} : { day: "numeric" }),
      ...(short && day !== undefined ? {} : { year: "numeric" }),
    };
    return dateFormat(this.language, style).format(date);
  }

  series({ types }: Series): string {
    if (types.length > 1) return fill(this.strings.otherTypes, this.numbers.count(types.length));
    return typeTitle(this.strings, types[0] ?? "");
  }

  amount(decimal: string, currency: string): string {
    return [this.numbers.decimal(decimal), currency].filter(Boolean).join(" ");
  }
}

function dateFormat(language: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, style);
  } catch {
    return new Intl.DateTimeFormat(undefined, style);
  }
}
