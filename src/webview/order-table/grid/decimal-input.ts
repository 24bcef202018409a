import { decimalPattern } from "../../../columns/decimal-column";

/** Whether a text is an unambiguous decimal: `1,000` is a thousand in some locales and one in others. */
export function isUnambiguousDecimal(text: string): boolean {
  return decimalPattern.test(text) && !/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
}
