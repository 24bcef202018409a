import { Big } from "big.js";
import type { Order } from "../dmapi/model";

/** What orders cost in one currency: a decimal without rounding, negative where more was received than paid. */
export interface Sum {
  readonly currency: string;
  readonly amount: string;
}

/** What orders cost (seed "Account and Handling", query-order-list): only those with status `ok` are charged. */
export interface Sums {
  readonly charged: readonly Sum[];
  /** The part of `charged` that was received. */
  readonly refunded: readonly Sum[];
  /** Put into the account: no cost and no refund. */
  readonly topUps: readonly Sum[];
  /** Orders with status `ok` whose amount cannot be read: the sums lack them. */
  readonly unreadable: number;
  readonly pending: number;
  readonly failed: number;
}

const topUpType = "credit-increase";

/** Adds up the amounts with VAT. Currencies come in alphabetical order; those without any amount are left out. */
export function sumOrders(orders: readonly Order[]): Sums {
  const [charged, refunded, topUps] = [new Totals(), new Totals(), new Totals()];
  let unreadable = 0;
  const ok = orders.filter(({ status }) => status === "ok");
  for (const { amountBrutto, currency, type } of ok) {
    const isTopUp = type === topUpType;
    if (!(isTopUp ? topUps : charged).add(currency, amountBrutto)) unreadable += 1;
    else if (!isTopUp && amountBrutto.startsWith("-")) refunded.add(currency, amountBrutto);
  }
  const count = (status: string) => orders.filter((order) => order.status === status).length;
  return {
    charged: charged.sums(),
    refunded: refunded.sums(),
    topUps: topUps.sums(),
    unreadable,
    pending: count("pending"),
    failed: count("error"),
  };
}

/** Exact sums by currency, written with as many decimals as the amount that has most. */
class Totals {
  readonly #sums = new Map<string, { readonly sum: Big; readonly decimals: number }>();

  /** False for what is no decimal. */
  add(currency: string, amount: string): boolean {
    if (!/^[-+]?\d+(\.\d+)?$/.test(amount)) return false;
    if (/^[-+]?[0.]+$/.test(amount)) return true;
    const before = this.#sums.get(currency) ?? { sum: new Big(0), decimals: 0 };
    const decimals = amount.split(".")[1]?.length ?? 0;
    this.#sums.set(currency, {
      sum: before.sum.plus(new Big(amount.replace("+", ""))),
      decimals: Math.max(before.decimals, decimals),
    });
    return true;
  }

  sums(): Sum[] {
    const sorted = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([currency, { sum, decimals }]) => ({ currency, amount: sum.toFixed(decimals) }));
  }
}
