import { findMatchingRows, selectMarkedRows } from "../../../src/columns/text-search";
import type { RowIndex } from "../../../src/columns/row-index";
import { listAllRows, sortRows } from "../../../src/columns/row-sort";
import { runToEnd } from "../../../src/columns/cooperative-task";
import { calculateTotals } from "../../../src/columns/totals";

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
export interface WorkloadResult {
  readonly rows: number;
  readonly firstScreen: readonly string[];
  /** Ids of the dearest orders of those found, dearest first. */
  readonly mostExpensive: readonly number[];
  readonly found: number;
  /** Of all orders that are ok, by currency. */
  readonly totals: Readonly<Record<string, string>>;
}

const screen = 40;
const wanted = "shop";

/** First screen, sort by amount, filter and totals by the index. */
export function runOnIndex(index: RowIndex): WorkloadResult {
  const [id, identifier, amount] = ["order_id", "identifier", "amount_brutto"].map((name) => index.findColumn(name));
  const firstScreen = Array.from({ length: screen }, (_, row) => index.fields(row)[identifier ?? -1] ?? "");
  const order = sortRows(index, [{ column: amount ?? -1, descending: true }]);
  const found = findMatchingRows(index, wanted);
  const marks = new Uint8Array(index.count);
  for (const row of found) marks[row] = 1;
  const dearest = runToEnd(selectMarkedRows(order, marks)).subarray(0, screen);
  const names = { amount: "amount_brutto", currency: "currency", status: "status", type: "type" };
  const { currencies } = calculateTotals(index, names, listAllRows(index.count));
  return {
    rows: index.count,
    firstScreen,
    mostExpensive: Array.from(dearest, (row) => Number(index.cell(row, id ?? -1))),
    found: found.length,
    totals: Object.fromEntries(currencies.map(({ currency, total }) => [currency, total])),
  };
}

/** The same by typed orders. They search names only, where the index searches all cells. */
export function runOnOrders(orders: readonly TypedOrder[]): WorkloadResult {
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
    mostExpensive: found.slice(0, screen).map(({ order_id: id }) => id),
    found: found.length,
    totals: Object.fromEntries(
      Array.from(cents)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, sum]) => [currency, (sum / 100).toFixed(2)]),
    ),
  };
}
