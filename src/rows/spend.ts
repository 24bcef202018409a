import type { DecimalColumn } from "./decimal";
import type { Dictionary } from "./dictionary";
import { ExactSum } from "./exact-sum";
import { PeriodFinder, periodsBetween, stepFor, type Period, type Step } from "./periods";
import type { RowIndex } from "./row-index";
import { isOk, topUpType, type TotalColumns } from "./totals";

/** Names of the columns a picture of spending is made of. */
export interface SpendColumns extends TotalColumns {
  readonly created: string;
}

/** What orders of one type came to in one period; units are integers at the scale of the whole. */
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
  /** Types by what was charged and refunded together, the largest first. */
  readonly types: readonly string[];
  /** By period; a type is missing where it has no order. */
  readonly periods: readonly (readonly TypeSpend[])[];
}

/** Spending over time: amounts of orders that are ok, without account top-ups. */
export interface Spend {
  readonly step: Step;
  /** Digits after the point of all units. */
  readonly scale: number;
  readonly periods: readonly Period[];
  /** By currency, in alphabetical order. */
  readonly currencies: readonly CurrencySpend[];
}

export const noSpend: Spend = { step: "month", scale: 0, periods: [], currencies: [] };

const rowsPerStep = 1 << 14;

/**
 * Adds spending up by period, currency and type over some rows, exactly. Pauses after some thousand rows, so that a caller
 * can let others work or give up in between; what the generator returns is the result.
 */
export function* spendOver(
  index: RowIndex,
  names: SpendColumns,
  rows: Uint32Array,
  local: boolean,
): Generator<void, Spend> {
  const columns = columnsOf(index, names);
  if (!columns) return noSpend;
  let [first, last] = [Infinity, -Infinity];
  for (const part of parts(rows)) {
    for (const row of part) {
      if (!counts(columns, row)) continue;
      const time = columns.times[row] ?? NaN;
      if (time < first) first = time;
      if (time > last) last = time;
    }
    yield;
  }
  if (first > last) return noSpend;
  const step = stepFor(first, last);
  const tally = new SpendTally(columns, periodsBetween(first, last, step, local));
  for (const part of parts(rows)) {
    for (const row of part) if (counts(columns, row)) tally.add(row);
    yield;
  }
  return { step, ...tally.finish() };
}

interface Columns {
  readonly amounts: DecimalColumn;
  readonly times: Float64Array;
  readonly currencies: Dictionary;
  readonly types: Dictionary;
  readonly statuses: Dictionary;
  /** By code of a status or type: whether its orders are spending. */
  readonly okStatus: Uint8Array;
  readonly spendingType: Uint8Array;
}

function columnsOf(index: RowIndex, names: SpendColumns): Columns | undefined {
  const { typed } = index;
  const [amount, created] = [index.columnOf(names.amount), index.columnOf(names.created)];
  if (amount < 0 || created < 0) return undefined;
  const types = typed.dictionary(index.columnOf(names.type));
  const statuses = typed.dictionary(index.columnOf(names.status));
  return {
    amounts: typed.decimals(amount),
    times: typed.instants(created).times,
    currencies: typed.dictionary(index.columnOf(names.currency)),
    types,
    statuses,
    okStatus: Uint8Array.from(statuses.values, (status) => Number(isOk(status))),
    spendingType: Uint8Array.from(types.values, (type) => Number(type !== topUpType)),
  };
}

/** Whether an order is spending, at a moment that is known. */
function counts(columns: Columns, row: number): boolean {
  const { amounts, times, statuses, types, okStatus, spendingType } = columns;
  const units = amounts.units[row] ?? NaN;
  const time = times[row] ?? NaN;
  const spent = units === units && units !== 0 && time === time;
  return spent && okStatus[statuses.codes[row] ?? 0] === 1 && spendingType[types.codes[row] ?? 0] === 1;
}

function* parts(rows: Uint32Array): Generator<Uint32Array> {
  for (let from = 0; from < rows.length; from += rowsPerStep) yield rows.subarray(from, from + rowsPerStep);
}

/** The sums of one type in one period. */
class Cell {
  orders = 0;
  readonly charged = new ExactSum();
  readonly refunded = new ExactSum();
}

/** Sums by currency, type and period: those that occur alone. */
class SpendTally {
  private readonly cells = new Map<number, Cell>();
  private readonly finder: PeriodFinder;
  private readonly typeCount: number;

  constructor(
    private readonly columns: Columns,
    private readonly periods: readonly Period[],
  ) {
    this.finder = new PeriodFinder(periods);
    this.typeCount = columns.types.values.length;
  }

  add(row: number): void {
    const { amounts, times, currencies, types } = this.columns;
    const period = this.finder.find(times[row] ?? NaN);
    const currencyAndType = (currencies.codes[row] ?? 0) * this.typeCount + (types.codes[row] ?? 0);
    const cell = this.cellAt(currencyAndType * this.periods.length + period);
    const units = amounts.units[row] ?? 0;
    const exact = amounts.large.size > 0 ? amounts.large.get(row) : undefined;
    const sum = units < 0 ? cell.refunded : cell.charged;
    cell.orders++;
    if (exact === undefined) sum.add(units);
    else sum.addLarge(exact);
  }

  finish(): Omit<Spend, "step"> {
    const { periods, columns } = this;
    const cellsOf = new Map<number, [number, Cell][]>();
    for (const [key, cell] of this.cells) {
      const code = Math.floor(key / (periods.length * this.typeCount));
      const cells = cellsOf.get(code) ?? [];
      cellsOf.set(code, cells);
      cells.push([key, cell]);
    }
    const currencies = Array.from(cellsOf, ([code, cells]) => this.currency(code, cells));
    return { scale: columns.amounts.scale, periods, currencies: currencies.sort(byName) };
  }

  private currency(code: number, cells: readonly (readonly [number, Cell])[]): CurrencySpend {
    const periods: TypeSpend[][] = this.periods.map(() => []);
    const volumes = new Map<string, bigint>();
    for (const [key, { orders, charged, refunded }] of cells) {
      const type = this.columns.types.values[Math.floor(key / periods.length) % this.typeCount] ?? "";
      const spend = { type, orders, charged: charged.units, refunded: refunded.units };
      periods[key % periods.length]?.push(spend);
      volumes.set(type, (volumes.get(type) ?? 0n) + spend.charged - spend.refunded);
    }
    const types = [...volumes].sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0)).map(([type]) => type);
    const sorted = periods.map((period) => period.sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type)));
    return { currency: this.columns.currencies.values[code] ?? "", types, periods: sorted };
  }

  private cellAt(key: number): Cell {
    const cell = this.cells.get(key) ?? new Cell();
    if (cell.orders === 0) this.cells.set(key, cell);
    return cell;
  }
}

function byName(a: CurrencySpend, b: CurrencySpend): number {
  return a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0;
}
