import { Big } from "big.js";
import type { Order } from "../dmapi/model";

/** An exact decimal amount in one currency, negative when more was refunded than charged. */
export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: string;
}

/** The totals of orders (DMAPI docs, query-order-list): only orders with status `ok` are charged. */
export interface OrderTotals {
  readonly charged: readonly CurrencyAmount[];
  /** The refunds, which `charged` already deducts. */
  readonly refunded: readonly CurrencyAmount[];
  /** Deposits to the account: neither charges nor refunds. */
  readonly topUps: readonly CurrencyAmount[];
  /** Number of orders with status `ok` whose amount cannot be parsed; the totals lack them. */
  readonly unreadable: number;
  readonly pending: number;
  readonly failed: number;
}

const topUpType = "credit-increase";

/** Adds up the amounts with VAT. Currencies come in alphabetical order; those without any amount are left out. */
export function computeOrderTotals(orders: readonly Order[]): OrderTotals {
  const [charged, refunded, topUps] = [new CurrencyTotals(), new CurrencyTotals(), new CurrencyTotals()];
  let unreadable = 0;
  const chargedOrders = orders.filter(({ status }) => status === "ok");
  for (const { amountBrutto, currency, type } of chargedOrders) {
    const isTopUp = type === topUpType;
    if (!(isTopUp ? topUps : charged).add(currency, amountBrutto)) unreadable += 1;
    else if (!isTopUp && amountBrutto.startsWith("-")) refunded.add(currency, amountBrutto);
  }
  const countWithStatus = (status: string) => orders.filter((order) => order.status === status).length;
  return {
    charged: charged.toAmounts(),
    refunded: refunded.toAmounts(),
    topUps: topUps.toAmounts(),
    unreadable,
    pending: countWithStatus("pending"),
    failed: countWithStatus("error"),
  };
}

/** Exact sums by currency, written with as many decimals as the amount that has most. */
class CurrencyTotals {
  readonly #sums = new Map<string, { readonly sum: Big; readonly decimals: number }>();

  /** False for what is no decimal. */
  add(currency: string, amount: string): boolean {
    if (!/^[-+]?\d+(\.\d+)?$/.test(amount)) return false;
    if (/^[-+]?[0.]+$/.test(amount)) return true;
    const previous = this.#sums.get(currency) ?? { sum: new Big(0), decimals: 0 };
    const decimals = amount.split(".")[1]?.length ?? 0;
    this.#sums.set(currency, {
      sum: previous.sum.plus(new Big(amount.replace("+", ""))),
      decimals: Math.max(previous.decimals, decimals),
    });
    return true;
  }

  toAmounts(): CurrencyAmount[] {
    const sorted = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([currency, { sum, decimals }]) => ({ currency, amount: sum.toFixed(decimals) }));
  }
}
