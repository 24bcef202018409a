import { decimalPattern } from "../../rows/decimal";

/** Whether a text is a decimal to everybody: `1,000` is a thousand to some and one to others. */
export function isClear(text: string): boolean {
  return decimalPattern.test(text) && !/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
}
