import type { DecimalColumn } from "./decimal-column";
import type { DictionaryColumn } from "./dictionary-column";
import { ExactSum } from "./exact-sum";
import {
  PeriodFinder,
  listPeriods,
  choosePeriodUnit,
  type CalendarPeriod,
  type PeriodUnit,
  type TimeSpan,
} from "./calendar-periods";
import type { RowIndex } from "./row-index";
import { readDistinctValues, type CodedValues } from "./distinct-values";
import { compareCurrencies, findMainCurrency } from "./currency-order";
import { isOkStatus, isTopUpType } from "./charged-orders";
import type { TotalColumns } from "./totals";

/** Names of the columns for the spending chart. */
export interface SpendColumns extends TotalColumns {
  readonly created: string;
}

/** The sums of orders of one type in one period; integers at the scale of `Spend`. */
export interface TypeSpend {
  /** As sent. */
  readonly type: string;
  readonly orders: number;
  /** Zero or more. */
  readonly charged: bigint;
  /** Zero or less. */
  readonly refunded: bigint;
}

export interface CurrencySpend {
  readonly currency: string;
  /** Types by the volume charged and refunded, the largest first. */
  readonly types: readonly string[];
  /** By period; types without orders are omitted. */
  readonly periods: readonly (readonly TypeSpend[])[];
}

/** Spending over time: amounts of orders with status ok, without account top-ups. */
export interface Spend {
  readonly unit: PeriodUnit;
  /** Digits after the point of all units. */
  readonly scale: number;
  readonly periods: readonly CalendarPeriod[];
  /** The times whose orders are missing; the periods include them. */
  readonly missing: readonly TimeSpan[];
  /** By currency: the one with the most orders first, the others in alphabetical order. */
  readonly currencies: readonly CurrencySpend[];
}

export const emptySpend: Spend = { unit: "month", scale: 0, periods: [], missing: [], currencies: [] };

const rowsPerYield = 1 << 14;

/**
 * Adds up spending by period, currency and type over some rows, exactly. A cooperative task that yields every few
 * thousand rows.
 * @param missing the times whose orders are missing
 */
export function* calculateSpend(
  index: RowIndex,
  names: SpendColumns,
  rows: Uint32Array,
  isLocal: boolean,
  missing: readonly TimeSpan[] = [],
): Generator<void, Spend> {
  const data = readSpendData(index, names);
  if (!data) return emptySpend;
  let [first, last] = [Infinity, -Infinity];
  for (const chunk of splitRows(rows)) {
    for (const row of chunk) {
      if (!isSpending(data, row)) continue;
      const time = data.times[row] ?? NaN;
      if (time < first) first = time;
      if (time > last) last = time;
    }
    yield;
  }
  if (first > last) return emptySpend;
  for (const { from, until } of missing) [first, last] = [Math.min(first, from), Math.max(last, until - 1)];
  const unit = choosePeriodUnit(first, last);
  const accumulator = new SpendAccumulator(data, listPeriods(first, last, unit, isLocal));
  for (const chunk of splitRows(rows)) {
    for (const row of chunk) if (isSpending(data, row)) accumulator.add(row);
    yield;
  }
  return { unit, missing, ...accumulator.toSpend() };
}

interface SpendData {
  readonly amounts: DecimalColumn;
  readonly times: Float64Array;
  readonly currencies: DictionaryColumn;
  readonly types: CodedValues;
  readonly statuses: CodedValues;
  /** By code of a status or type: 1 if its orders count as spending. */
  readonly isOkByStatus: Uint8Array;
  readonly isSpendingByType: Uint8Array;
}

function readSpendData(index: RowIndex, names: SpendColumns): SpendData | undefined {
  const { typedColumns } = index;
  const [amount, created] = [index.findColumn(names.amount), index.findColumn(names.created)];
  if (amount < 0 || created < 0) return undefined;
  const types = readDistinctValues(index, names.type);
  const statuses = readDistinctValues(index, names.status);
  return {
    amounts: typedColumns.decimals(amount),
    times: typedColumns.dates(created).times,
    currencies: typedColumns.dictionary(index.findColumn(names.currency)),
    types,
    statuses,
    isOkByStatus: Uint8Array.from(statuses.values, (status) => Number(isOkStatus(status))),
    isSpendingByType: Uint8Array.from(types.values, (type) => Number(!isTopUpType(type))),
  };
}

/** Whether an order counts as spending and has a date. */
function isSpending(data: SpendData, row: number): boolean {
  const { amounts, times, statuses, types, isOkByStatus, isSpendingByType } = data;
  const units = amounts.units[row] ?? NaN;
  const time = times[row] ?? NaN;
  const hasAmount = units === units && units !== 0 && time === time;
  return hasAmount && isOkByStatus[statuses.codes[row] ?? 0] === 1 && isSpendingByType[types.codes[row] ?? 0] === 1;
}

function* splitRows(rows: Uint32Array): Generator<Uint32Array> {
  for (let from = 0; from < rows.length; from += rowsPerYield) yield rows.subarray(from, from + rowsPerYield);
}

/** The sums of one type in one period. */
class SpendCell {
  orders = 0;
  readonly charged = new ExactSum();
  readonly refunded = new ExactSum();
}

/** Sums by currency, type and period; only combinations that occur. */
class SpendAccumulator {
  private readonly cells = new Map<number, SpendCell>();
  private readonly finder: PeriodFinder;
  private readonly typeCount: number;

  constructor(
    private readonly data: SpendData,
    private readonly periods: readonly CalendarPeriod[],
  ) {
    this.finder = new PeriodFinder(periods);
    this.typeCount = data.types.values.length;
  }

  add(row: number): void {
    const { amounts, times, currencies, types } = this.data;
    const period = this.finder.find(times[row] ?? NaN);
    const currencyAndType = (currencies.codes[row] ?? 0) * this.typeCount + (types.codes[row] ?? 0);
    const cell = this.getCell(currencyAndType * this.periods.length + period);
    const units = amounts.units[row] ?? 0;
    const exact = amounts.large.size > 0 ? amounts.large.get(row) : undefined;
    const sum = units < 0 ? cell.refunded : cell.charged;
    cell.orders++;
    if (exact === undefined) sum.add(units);
    else sum.addLarge(exact);
  }

  toSpend(): Omit<Spend, "unit" | "missing"> {
    const { periods, data } = this;
    const cellsByCurrency = new Map<number, [number, SpendCell][]>();
    for (const [key, cell] of this.cells) {
      const code = Math.floor(key / (periods.length * this.typeCount));
      const cells = cellsByCurrency.get(code) ?? [];
      cellsByCurrency.set(code, cells);
      cells.push([key, cell]);
    }
    const currencies = Array.from(cellsByCurrency, ([code, cells]) => this.toCurrencySpend(code, cells));
    return { scale: data.amounts.scale, periods, currencies: sortCurrencies(currencies) };
  }

  private toCurrencySpend(code: number, cells: readonly (readonly [number, SpendCell])[]): CurrencySpend {
    const periods: TypeSpend[][] = this.periods.map(() => []);
    const volumes = new Map<string, bigint>();
    for (const [key, { orders, charged, refunded }] of cells) {
      const type = this.data.types.values[Math.floor(key / periods.length) % this.typeCount] ?? "";
      const spend = { type, orders, charged: charged.units, refunded: refunded.units };
      periods[key % periods.length]?.push(spend);
      volumes.set(type, (volumes.get(type) ?? 0n) + spend.charged - spend.refunded);
    }
    const types = [...volumes].sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0)).map(([type]) => type);
    const sorted = periods.map((period) => period.sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type)));
    return { currency: this.data.currencies.values[code] ?? "", types, periods: sorted };
  }

  private getCell(key: number): SpendCell {
    const cell = this.cells.get(key) ?? new SpendCell();
    if (cell.orders === 0) this.cells.set(key, cell);
    return cell;
  }
}

/** The currency with the most orders first, the others in alphabetical order. */
function sortCurrencies(currencies: readonly CurrencySpend[]): CurrencySpend[] {
  const countOrders = ({ periods }: CurrencySpend) => periods.flat().reduce((sum, { orders }) => sum + orders, 0);
  const compare = compareCurrencies(
    findMainCurrency(new Map(currencies.map((each) => [each.currency, countOrders(each)]))),
  );
  return currencies.toSorted((a, b) => compare(a.currency, b.currency));
}
