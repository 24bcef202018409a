import { filterRows, keepMarked } from "../../../src/rows/filter";
import type { RowIndex } from "../../../src/rows/row-index";
import { allRows, sortRows } from "../../../src/rows/sort";
import { finish } from "../../../src/rows/steps";
import { totalOrders } from "../../../src/rows/totals";

/** An order as the parsers for everyone give it. */
export interface TypedOrder {
  readonly order_id: number;
  readonly proc_id: number;
  readonly created_at: Date;
  readonly status: string;
  readonly type: string | undefined;
  readonly amount_brutto: number;
  readonly amount_netto: number;
  readonly currency: string | null;
  readonly identifier: string;
}

/** What the order table does first, as far as it can be compared. */
export interface Used {
  readonly rows: number;
  readonly firstScreen: readonly string[];
  /** Ids of the dearest orders of those found, dearest first. */
  readonly dearest: readonly number[];
  readonly found: number;
  /** Of all orders that are ok, by currency. */
  readonly totals: Readonly<Record<string, string>>;
}

const screen = 40;
const wanted = "shop";

/** First screen, sort by amount, filter and totals by the index. */
export function useIndex(index: RowIndex): Used {
  const [id, identifier, amount] = ["order_id", "identifier", "amount_brutto"].map((name) => index.columnOf(name));
  const firstScreen = Array.from({ length: screen }, (_, row) => index.fields(row)[identifier ?? -1] ?? "");
  const order = sortRows(index, [{ column: amount ?? -1, descending: true }]);
  const found = filterRows(index, wanted);
  const marks = new Uint8Array(index.count);
  for (const row of found) marks[row] = 1;
  const dearest = finish(keepMarked(order, marks)).subarray(0, screen);
  const names = { amount: "amount_brutto", currency: "currency", status: "status", type: "type" };
  const { currencies } = totalOrders(index, names, allRows(index.count));
  return {
    rows: index.count,
    firstScreen,
    dearest: Array.from(dearest, (row) => Number(index.cell(row, id ?? -1))),
    found: found.length,
    totals: Object.fromEntries(currencies.map(({ currency, total }) => [currency, total])),
  };
}

/** The same by typed orders. They search names only, where the index searches all cells. */
export function useOrders(orders: readonly TypedOrder[]): Used {
  const sorted = orders.toSorted((a, b) => b.amount_brutto - a.amount_brutto);
  const found = sorted.filter(({ identifier }) => identifier.toLowerCase().includes(wanted));
  const cents = new Map<string, number>();
  for (const { status, type, currency, amount_brutto: amount } of orders) {
    if (status !== "ok" || type === "credit-increase" || !currency) continue;
    cents.set(currency, (cents.get(currency) ?? 0) + Math.round(amount * 100));
  }
  return {
    rows: orders.length,
    firstScreen: orders.slice(0, screen).map(({ identifier }) => identifier),
    dearest: found.slice(0, screen).map(({ order_id: id }) => id),
    found: found.length,
    totals: Object.fromEntries(
      Array.from(cents)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, sum]) => [currency, (sum / 100).toFixed(2)]),
    ),
  };
}
