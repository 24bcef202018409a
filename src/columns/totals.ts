import { compareCurrencies } from "./currency-order";
import { classifyStatus, isTopUpType, type StatusClass } from "./charged-orders";
import type { DecimalColumn } from "./decimal-column";
import { ExactSum, formatUnits } from "./exact-sum";
import type { RowIndex } from "./row-index";
import { runToEnd, type CooperativeTask } from "./cooperative-task";

/** Names of the columns for totals. */
export interface TotalColumns {
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly type: string;
}

/** Totals in one currency, as exact decimals with a point at the same scale. */
export interface CurrencyTotals {
  /** As sent; empty where an order has an amount but no currency. */
  readonly currency: string;
  readonly orders: number;
  /** Positive amounts of orders with status ok. */
  readonly charged: string;
  /** Negative amounts of orders with status ok, so zero or less; without top-ups. */
  readonly refunded: string;
  /** Account top-ups, negative as in DMAPI. */
  readonly topUps: string;
  /** The cost of the orders: charged plus refunded. */
  readonly total: string;
  /** Amounts of pending orders; like `failed` and `other` (unknown status) not part of a total. */
  readonly pending: string;
  readonly failed: string;
  readonly other: string;
}

export interface Totals {
  /** By currency, in alphabetical order. */
  readonly currencies: readonly CurrencyTotals[];
  /** Free orders: no currency, and no amount or zero. */
  readonly free: number;
  /** Orders with an unreadable amount; not part of a total. */
  readonly unreadable: number;
  /** How many orders there are of each class of status, also such without an amount. */
  readonly orderCounts: Readonly<Record<StatusClass, number>>;
}

/** The totals of no orders. */
export const emptyTotals: Totals = {
  currencies: [],
  free: 0,
  unreadable: 0,
  orderCounts: { ok: 0, pending: 0, failed: 0, other: 0 },
};

const rowsPerYield = 1 << 14;

/** Adds up amounts by currency over some rows, exactly. Only orders whose status is `ok` count in a total. */
export function calculateTotals(index: RowIndex, names: TotalColumns, rows: Uint32Array): Totals {
  return runToEnd(calculateTotalsCooperatively(index, names, rows));
}

/** The same as a cooperative task. */
export function* calculateTotalsCooperatively(
  index: RowIndex,
  names: TotalColumns,
  rows: Uint32Array,
): CooperativeTask<Totals> {
  const amount = index.findColumn(names.amount);
  if (amount < 0) return emptyTotals;
  const decimals = index.typedColumns.decimals(amount);
  const currencies = index.typedColumns.dictionary(index.findColumn(names.currency));
  const statuses = index.typedColumns.dictionary(index.findColumn(names.status));
  const statusClasses = statuses.values.map(classifyStatus);
  const types = index.typedColumns.dictionary(index.findColumn(names.type));
  const isTopUpByCode = types.values.map(isTopUpType);
  const accumulators = currencies.values.map(() => new CurrencyAccumulator());
  let free = 0;
  let unreadable = 0;
  const orderCounts = { ...emptyTotals.orderCounts };
  for (let from = 0; from < rows.length; from += rowsPerYield) {
    for (const row of rows.subarray(from, from + rowsPerYield)) {
      const code = currencies.codes[row] ?? 0;
      const units = decimals.units[row] ?? NaN;
      const status = statusClasses[statuses.codes[row] ?? 0] ?? "other";
      orderCounts[status]++;
      if (units !== units && includesSorted(decimals.unreadableRows, row)) unreadable++;
      else if ((units === 0 || units !== units) && currencies.values[code] === "") free++;
      else accumulators[code]?.add(decimals, row, status, isTopUpByCode[types.codes[row] ?? 0] === true);
    }
    yield;
  }
  const used = accumulators.map((sum, code) => sum.toTotals(currencies.values[code] ?? "", decimals.scale));
  return { currencies: used.filter(({ orders }) => orders > 0).sort(byCurrency), free, unreadable, orderCounts };
}

/** Whether a sorted array includes a row (binary search). */
function includesSorted(sorted: readonly number[], row: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === row;
}

class CurrencyAccumulator {
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

  toTotals(currency: string, scale: number): CurrencyTotals {
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

const compareAlphabetically = compareCurrencies("");

function byCurrency(a: CurrencyTotals, b: CurrencyTotals): number {
  return compareAlphabetically(a.currency, b.currency);
}
