import { classifyStatus, isOkStatus, isTopUpType, type StatusClass } from "../columns/charged-orders";
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
  readonly pending: number;
  readonly failed: number;
}

/** Adds up the amounts with VAT. Currencies come in alphabetical order; those without any amount are left out. */
export function computeOrderTotals(orders: readonly Order[]): OrderTotals {
  const [charged, refunded, topUps] = [new CurrencySums(), new CurrencySums(), new CurrencySums()];
  let unreadable = 0;
  const chargedOrders = orders.filter(({ status }) => isOkStatus(status));
  for (const { amountBrutto, currency, type } of chargedOrders) {
    const isTopUp = isTopUpType(type);
    if (!(isTopUp ? topUps : charged).add(currency, amountBrutto)) unreadable += 1;
    else if (!isTopUp && amountBrutto.startsWith("-")) refunded.add(currency, amountBrutto);
  }
  const countWithStatus = (wanted: StatusClass) =>
    orders.filter(({ status }) => classifyStatus(status) === wanted).length;
  return {
    charged: charged.toAmounts(),
    refunded: refunded.toAmounts(),
    topUps: topUps.toAmounts().map(({ currency, amount }) => ({ currency, amount: negateDecimal(amount) })),
    unreadable,
    pending: countWithStatus("pending"),
    failed: countWithStatus("failed"),
  };
}
