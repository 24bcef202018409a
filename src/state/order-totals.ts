import { classifyStatus, isOkStatus, isTopUpType, type StatusClass } from "../columns/charged-orders";
import { findMainCurrency } from "../columns/currency-order";
import type { Order } from "../dmapi/model";
import { negateDecimal } from "../formatting/number-formatter";
import { CurrencySums, type CurrencyAmount } from "./amounts";

/** The totals of orders (DMAPI docs, query-order-list): only orders with status `ok` are charged. */
export interface OrderTotals {
  readonly charged: readonly CurrencyAmount[];
  /** The refunds, which `charged` already deducts. */
  readonly refunded: readonly CurrencyAmount[];
  /** Deposits to the account: neither charges nor refunds. Positive, although DMAPI sends them as negative amounts. */
  readonly topUps: readonly CurrencyAmount[];
  /** Number of orders with status `ok` whose amount cannot be parsed; the totals lack them. */
  readonly unreadable: number;
  readonly pending: UnchargedTotals;
  readonly failed: UnchargedTotals;
  /** Orders whose status is unknown. */
  readonly other: UnchargedTotals;
}

/** Orders that are not charged: part of no other total. */
export interface UnchargedTotals {
  readonly orders: number;
  /** What these orders would cost, refunds deducted. Top-ups cost nothing. */
  readonly amounts: readonly CurrencyAmount[];
}

/**
 * Adds up the amounts with VAT. Currencies without any amount are left out.
 * @param mainCurrency comes first; the others follow in alphabetical order
 */
export function computeOrderTotals(orders: readonly Order[], mainCurrency = ""): OrderTotals {
  const [charged, refunded, topUps] = [new CurrencySums(), new CurrencySums(), new CurrencySums()];
  let unreadable = 0;
  const chargedOrders = orders.filter(({ status }) => isOkStatus(status));
  for (const { amountBrutto, currency, type } of chargedOrders) {
    const isTopUp = isTopUpType(type);
    if (!(isTopUp ? topUps : charged).add(currency, amountBrutto)) unreadable += 1;
    else if (!isTopUp && amountBrutto.startsWith("-")) refunded.add(currency, amountBrutto);
  }
  return {
    charged: charged.toAmounts(mainCurrency),
    refunded: refunded.toAmounts(mainCurrency),
    topUps: topUps.toAmounts(mainCurrency).map(({ currency, amount }) => ({ currency, amount: negateDecimal(amount) })),
    unreadable,
    pending: sumUncharged(orders, "pending", mainCurrency),
    failed: sumUncharged(orders, "failed", mainCurrency),
    other: sumUncharged(orders, "other", mainCurrency),
  };
}

function sumUncharged(orders: readonly Order[], wanted: StatusClass, mainCurrency: string): UnchargedTotals {
  const uncharged = orders.filter(({ status }) => classifyStatus(status) === wanted);
  const sums = new CurrencySums();
  for (const { amountBrutto, currency, type } of uncharged) if (!isTopUpType(type)) sums.add(currency, amountBrutto);
  return { orders: uncharged.length, amounts: sums.toAmounts(mainCurrency) };
}

/** The currency of most orders, without free ones; empty without any. */
export function findOrderCurrency(orders: readonly Order[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of orders) if (currency !== "") counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return findMainCurrency(counts);
}
