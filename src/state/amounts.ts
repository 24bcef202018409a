import { compareCurrencies } from "../columns/currency-order";
import { toUnits } from "../columns/decimal-column";
import { formatUnits } from "../columns/exact-sum";

/** An exact decimal amount in one currency, negative when more was refunded than charged. */
export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: string;
}

/** Exact sums by currency, written with as many decimals as the amount that has most. */
export class CurrencySums {
  private readonly sums = new Map<string, { readonly units: bigint; readonly scale: number }>();

  /** False for what is no decimal. */
  add(currency: string, amount: string): boolean {
    if (!isDecimal(amount)) return false;
    if (isZero(amount)) return true;
    const previous = this.sums.get(currency) ?? { units: 0n, scale: 0 };
    const scale = Math.max(previous.scale, countDecimals(amount));
    const units = previous.units * 10n ** BigInt(scale - previous.scale) + toUnits(amount, scale, "down");
    this.sums.set(currency, { units, scale });
    return true;
  }

  /** The main currency first, if one is given; the others in alphabetical order. */
  toAmounts(mainCurrency = ""): CurrencyAmount[] {
    const compare = compareCurrencies(mainCurrency);
    const sorted = [...this.sums].sort(([a], [b]) => compare(a, b));
    return sorted.map(([currency, { units, scale }]) => ({ currency, amount: formatUnits(units, scale) }));
  }
}

/** Whether a text is a decimal as DMAPI sends amounts. */
export function isDecimal(amount: string): boolean {
  return /^[-+]?\d+(\.\d+)?$/.test(amount);
}

/** Whether a decimal is zero. */
export function isZero(amount: string): boolean {
  return /^[-+]?[0.]+$/.test(amount);
}

/** The exact sum of decimals, with as many decimals as the one that has most. Text that is no decimal counts as zero. */
export function addAmounts(...amounts: readonly string[]): string {
  const parsed = amounts.map(parseAmount);
  const scale = Math.max(0, ...parsed.map(countDecimals));
  return formatUnits(
    parsed.reduce((sum, amount) => sum + toUnits(amount, scale, "down"), 0n),
    scale,
  );
}

/** Compares two decimals exactly: negative when `a` is less. Text that is no decimal counts as zero. */
export function compareAmounts(a: string | number, b: string | number): number {
  const [left, right] = [parseAmount(a), parseAmount(b)];
  const scale = Math.max(countDecimals(left), countDecimals(right));
  const difference = toUnits(left, scale, "down") - toUnits(right, scale, "down");
  return difference < 0n ? -1 : Number(difference > 0n);
}

function parseAmount(amount: string | number): string {
  const text = `${amount}`;
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? text : "0";
}

function countDecimals(amount: string): number {
  return amount.split(".")[1]?.length ?? 0;
}
