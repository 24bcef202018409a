import { startOfDay } from "./days";
import { invalidParameterError } from "./errors";

/** Parameters by DMAPI name; undefined and false are not sent, true is sent as 1. */
export type RequestParams = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Checks parameters before they are sent. Passes undefined through.
 * @throws DmapiError `invalid`, which names the parameter as DMAPI does
 */
export interface ParameterChecks {
  /** A calendar day, YYYY-MM-DD. */
  readonly day: (field: string, value: string | undefined) => string | undefined;
  /** An integer from `least` to `most`. */
  readonly integer: (field: string, value: number | undefined, least: number, most?: number) => number | undefined;
  /** An id: only digits. */
  readonly id: (field: string, value: string | undefined) => string | undefined;
  /** A single line of text that is not blank. */
  readonly text: (field: string, value: string | undefined) => string | undefined;
  /** A name: text without whitespace. */
  readonly name: (field: string, value: string | undefined) => string | undefined;
  readonly oneOf: (field: string, value: string | undefined, words: readonly string[]) => string | undefined;
}

/** Creates the checks for the parameters of `request`. */
export function createParameterChecks(request: string): ParameterChecks {
  function check<T>(field: string, value: T | undefined, isValid: (value: T) => boolean, rule: string): T | undefined {
    if (value === undefined || isValid(value)) return value;
    throw invalidParameterError(request, field, rule);
  }
  return {
    day: (field, value) =>
      check(field, value, (day) => startOfDay(day) !== undefined, "must be a date such as 2026-01-31"),
    integer: (field, value, least, most = Number.MAX_SAFE_INTEGER) => {
      const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
      const isValid = (number: number) => Number.isInteger(number) && number >= least && number <= most;
      return check(field, value, isValid, `must be a whole number ${range}`);
    },
    id: (field, value) => check(field, value, (id) => /^\d{1,30}$/.test(id), "must consist of digits"),
    text: (field, value) =>
      check(field, value, (text) => text.trim() !== "" && !/[\r\n]/.test(text), "must be a single line of text"),
    name: (field, value) => check(field, value, (name) => /^\S+$/.test(name), "must be text without spaces"),
    oneOf: (field, value, words) =>
      check(field, value, (word) => words.includes(word), `must be one of ${words.join(", ")}`),
  };
}
