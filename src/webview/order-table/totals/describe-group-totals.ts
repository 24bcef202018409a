import type { CurrencyTotals, Totals } from "../../../columns/totals";
import { compareCurrencies } from "../../../columns/currency-order";
import type { Strings } from "../../../messages/strings";
import { fill, type NumberFormatter } from "../../shared/format";
import { optionalColumns, readAmount } from "./total-columns";

/** The totals of a group, the main currency first; empty until they are known. */
export function describeGroupTotals(
  strings: Strings,
  numbers: NumberFormatter,
  totals: Totals | undefined,
  mainCurrency: string,
): string {
  const { currencies = [], unreadable = 0 } = totals ?? {};
  const compare = compareCurrencies(mainCurrency);
  const sorted = currencies.toSorted((a, b) => compare(a.currency, b.currency));
  const sums = sorted.map((each) => describeCurrency(strings, numbers, each));
  const unreadableText = unreadable > 0 ? [fill(strings.unreadable, numbers.formatCount(unreadable))] : [];
  return [...sums, ...unreadableText].join("  ·  ");
}

/** The total, and what it lacks of the amounts of the group's rows. */
function describeCurrency(strings: Strings, numbers: NumberFormatter, totals: CurrencyTotals): string {
  const { currency, total } = totals;
  const isUsed = (amount: string) => /[1-9]/.test(amount);
  const notes = optionalColumns
    .filter((name) => isUsed(totals[name]))
    .map((name) => `${strings[name]} ${numbers.formatDecimal(readAmount(totals, name))}`);
  const sum = numbers.formatMoney(total, currency || strings.noCurrency);
  return notes.length > 0 ? `${sum} (${fill(strings.notIncluded, notes.join(", "))})` : sum;
}
