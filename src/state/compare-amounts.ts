import { Big } from "big.js";

/** Compares two decimals exactly: negative when `a` is less. Text that is no decimal counts as zero. */
export function compareAmounts(a: string | number, b: string | number): number {
  return parseAmount(a).cmp(parseAmount(b));
}

function parseAmount(amount: string | number): Big {
  try {
    return new Big(amount);
  } catch {
    return new Big(0);
  }
}
