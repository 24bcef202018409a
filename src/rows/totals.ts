import type { DecimalColumn } from "./decimal";
import { ExactSum, formatUnits } from "./exact-sum";
import type { RowIndex } from "./row-index";
import { finish, type Steps } from "./steps";

/** Names of the columns that totals are made of. */
export interface TotalColumns {
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly type: string;
}

/** The type of orders that put money into the account: neither a charge nor a refund. */
export const topUpType = "credit-increase";

/** Sums in one currency as exact decimals with a point, all at the same scale. */
export interface CurrencyTotals {
  /** As sent; empty where an order has an amount but no currency. */
  readonly currency: string;
  readonly orders: number;
  /** Positive amounts of orders that are ok. */
  readonly charged: string;
  /** Negative amounts of orders that are ok, so zero or less; without top-ups. */
  readonly refunded: string;
  /** What was put into the account, as DMAPI signs it: below zero. */
  readonly topUps: string;
  /** What the orders cost: charged and refunded together. */
  readonly total: string;
  /** What orders that are pending, failed or of unknown status would cost: in no total. */
  readonly pending: string;
  readonly failed: string;
  readonly other: string;
}

export interface Totals {
  /** By currency, in alphabetical order. */
  readonly currencies: readonly CurrencyTotals[];
  /** Orders that cost nothing: no currency, and no amount or zero. */
  readonly free: number;
  /** Orders whose amount is no number: in no total. */
  readonly unreadable: number;
}

const rowsPerStep = 1 << 14;

/** Adds up amounts by currency over some rows, exactly. Only orders whose status is `ok` count in a total. */
export function totalOrders(index: RowIndex, names: TotalColumns, rows: Uint32Array): Totals {
  return finish(totalSteps(index, names, rows));
}

/** The same in steps. */
export function* totalSteps(index: RowIndex, names: TotalColumns, rows: Uint32Array): Steps<Totals> {
  const amount = index.columnOf(names.amount);
  if (amount < 0) return { currencies: [], free: 0, unreadable: 0 };
  const decimals = index.typed.decimals(amount);
  const currencies = index.typed.dictionary(index.columnOf(names.currency));
  const statuses = index.typed.dictionary(index.columnOf(names.status));
  const statusClasses = statuses.values.map(statusClass);
  const types = index.typed.dictionary(index.columnOf(names.type));
  const topUp = types.values.indexOf(topUpType);
  const sums = currencies.values.map(() => new CurrencySums());
  let free = 0;
  let unreadable = 0;
  for (let from = 0; from < rows.length; from += rowsPerStep) {
    for (const row of rows.subarray(from, from + rowsPerStep)) {
      const code = currencies.codes[row] ?? 0;
      const units = decimals.units[row] ?? NaN;
      const status = statusClasses[statuses.codes[row] ?? 0] ?? "other";
      if (units !== units && isAmong(decimals.others, row)) unreadable++;
      else if ((units === 0 || units !== units) && currencies.values[code] === "") free++;
      else sums[code]?.add(decimals, row, status, types.codes[row] === topUp);
    }
    yield;
  }
  const used = sums.map((sum, code) => sum.finish(currencies.values[code] ?? "", decimals.scale));
  return { currencies: used.filter(({ orders }) => orders > 0).sort(byCurrency), free, unreadable };
}

/** Whether a row is among others, which are ascending. */
function isAmong(others: readonly number[], row: number): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return others[low] === row;
}

/** Whether an order of this status was carried out, so that its amount counts. */
export function isOk(status: string): boolean {
  return statusClass(status) === "ok";
}

/** What becomes of the amount of an order: only those that are ok count. */
export type StatusClass = "ok" | "pending" | "failed" | "other";

/** The class of a status as sent. */
export function statusClass(status: string): StatusClass {
  switch (status.trim().toLowerCase()) {
    case "ok":
      return "ok";
    case "pending":
      return "pending";
    case "error":
      return "failed";
    default:
      return "other";
  }
}

class CurrencySums {
  private readonly sums = {
    charged: new ExactSum(),
    refunded: new ExactSum(),
    topUps: new ExactSum(),
    pending: new ExactSum(),
    failed: new ExactSum(),
    other: new ExactSum(),
  };
  private orders = 0;

  add(decimals: DecimalColumn, row: number, status: StatusClass, isTopUp: boolean): void {
    this.orders++;
    const units = decimals.units[row] ?? NaN;
    if (units !== units) return;
    const kind = isTopUp ? "topUps" : units < 0 ? "refunded" : "charged";
    const sum = this.sums[status === "ok" ? kind : status];
    const exact = decimals.large.size > 0 ? decimals.large.get(row) : undefined;
    if (exact === undefined) sum.add(units);
    else sum.addLarge(exact);
  }

  finish(currency: string, scale: number): CurrencyTotals {
    const { charged, refunded, topUps, pending, failed, other } = this.sums;
    return {
      currency,
      orders: this.orders,
      charged: formatUnits(charged.units, scale),
      refunded: formatUnits(refunded.units, scale),
      topUps: formatUnits(topUps.units, scale),
      total: formatUnits(charged.units + refunded.units, scale),
      pending: formatUnits(pending.units, scale),
      failed: formatUnits(failed.units, scale),
      other: formatUnits(other.units, scale),
    };
  }
}

function byCurrency(a: CurrencyTotals, b: CurrencyTotals): number {
  return a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0;
}
