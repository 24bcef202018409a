import { malformedParameterError, missingParameterError, outOfRangeError } from "./epp-error";

const flagValues = new Map([
  ["1", true],
  ["true", true],
  ["yes", true],
  ["on", true],
  ["0", false],
  ["false", false],
  ["no", false],
  ["off", false],
]);

/** The parameters of one request. Names are case-insensitive and `_` equals `-`; of a repeated name the first is used. */
export class RequestParameters {
  private readonly values = new Map<string, string>();

  constructor(pairs: Iterable<readonly [name: string, value: string]>) {
    for (const [name, value] of pairs) {
      const key = name.toLowerCase().replaceAll("_", "-");
      if (!this.values.has(key)) this.values.set(key, value);
    }
  }

  /** The names sent, in lower case. */
  names(): string[] {
    return [...this.values.keys()];
  }

  /** The value as sent, or undefined. */
  raw(name: string): string | undefined {
    return this.values.get(name);
  }

  /** The trimmed value of the first of these names that has one. */
  text(...names: string[]): string | undefined {
    return names.map((name) => this.values.get(name)?.trim()).find((value) => value !== undefined && value !== "");
  }

  /** Like `text`, with error 2003 if there is none. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missingParameterError(name);
    return value;
  }

  /** True for 1, true, yes or on in any of these names; error 2005 for anything else but their opposites. */
  flag(...names: string[]): boolean {
    return names.some((name) => {
      const value = this.text(name);
      if (value === undefined) return false;
      const flag = flagValues.get(value.toLowerCase());
      if (flag === undefined) throw malformedParameterError(name, "true or false");
      return flag;
    });
  }

  /** An integer of at least `min`: error 2005 if it is not a number, 2004 if it is too small. */
  integer(name: string, min: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^[+-]?\d{1,15}$/.test(value)) throw malformedParameterError(name, "whole number");
    if (Number(value) < min) throw outOfRangeError(name, `must be at least ${min}`);
    return Number(value);
  }

  /** Midnight UTC of a day given as YYYY-MM-DD, if `allowsCompact` also as YYYYMMDD; error 2005 for anything else. */
  day(name: string, allowsCompact = false): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = allowsCompact ? text.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") : text;
    const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
    const isRealDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
    if (!isRealDay) throw malformedParameterError(name, "date as YYYY-MM-DD");
    return time;
  }
}

/** A matcher for DMAPI's wildcards: `*` is any number of characters, `?` exactly one; ignores case. */
export function createWildcardMatcher(pattern: string): (text: string) => boolean {
  const source = pattern
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "isu");
  return (text) => expression.test(text);
}
