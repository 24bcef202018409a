import type { Strings } from "../../messages/strings";
import { fill, type NumberFormatter } from "../shared/format";

type CountTexts = Pick<Strings, "oneOrder" | "orders" | "ordersOf" | "ordersOfOne">;

/** A number of orders, such as `1 order` or `1,200 orders`. */
export function describeOrderCount(strings: CountTexts, numbers: NumberFormatter, count: number): string {
  return count === 1 ? strings.oneOrder : fill(strings.orders, numbers.formatCount(count));
}

/** How many of all orders are shown, such as `3 of 20 orders`. */
export function describeShownCount(
  strings: CountTexts,
  numbers: NumberFormatter,
  { shown, total }: { readonly shown: number; readonly total: number },
): string {
  if (total === 1) return fill(strings.ordersOfOne, numbers.formatCount(shown));
  return fill(strings.ordersOf, numbers.formatCount(shown), numbers.formatCount(total));
}
