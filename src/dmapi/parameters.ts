import { startOf } from "./days";
import { invalid } from "./errors";

/** Parameters by their DMAPI name; undefined ones are not sent, true is sent as 1 and false left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Checks what a caller gives before it is sent. What is undefined stays so.
 * @throws DmapiError `invalid`, which names the parameter as DMAPI does
 */
export interface Checks {
  /** A calendar day, YYYY-MM-DD. */
  readonly day: (field: string, value: string | undefined) => string | undefined;
  /** A whole number from `least` to `most`. */
  readonly whole: (field: string, value: number | undefined, least: number, most?: number) => number | undefined;
  /** An id: digits alone. */
  readonly id: (field: string, value: string | undefined) => string | undefined;
  /** Text in one line that says something. */
  readonly text: (field: string, value: string | undefined) => string | undefined;
  /** A name: text without a blank or a line end. */
  readonly name: (field: string, value: string | undefined) => string | undefined;
  readonly oneOf: (field: string, value: string | undefined, words: readonly string[]) => string | undefined;
}

/** The checks for the parameters of `request`. */
export function checksFor(request: string): Checks {
  function hold<T>(field: string, value: T | undefined, holds: (value: T) => boolean, rule: string): T | undefined {
    if (value === undefined || holds(value)) return value;
    throw invalid(request, field, rule);
  }
  return {
    day: (field, value) => hold(field, value, (day) => startOf(day) !== undefined, "must be a date such as 2026-01-31"),
    whole: (field, value, least, most = Number.MAX_SAFE_INTEGER) => {
      const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
      const holds = (number: number) => Number.isInteger(number) && number >= least && number <= most;
      return hold(field, value, holds, `must be a whole number ${range}`);
    },
    id: (field, value) => hold(field, value, (id) => /^\d{1,30}$/.test(id), "must consist of digits"),
    text: (field, value) =>
      hold(field, value, (text) => text.trim() !== "" && !/[\r\n]/.test(text), "must be a single line of text"),
    name: (field, value) => hold(field, value, (name) => /^\S+$/.test(name), "must be text without spaces"),
    oneOf: (field, value, words) =>
      hold(field, value, (word) => words.includes(word), `must be one of ${words.join(", ")}`),
  };
}
