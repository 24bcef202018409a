import type * as vscode from "vscode";
import { formatDay, subtractYear } from "../dmapi/days";
import type { Order } from "../dmapi/model";
import { iterateOrders } from "../dmapi/order-block";
import { maxSpanDays, type OrderFilter } from "../dmapi/order-query";
import { getLastDays } from "../dmapi/pagination/date-windows";
import { paginateOrders } from "../dmapi/pagination/paginate-orders";
import type { Call } from "../dmapi/session";
import { createYielder } from "../dmapi/time-slicing";
import type { PendingOrder } from "./balance-forecast";
import { parseRenewalHistory, RenewalCollector, serializeRenewalHistory, type RenewalHistory } from "./renewal-history";

const storageKeyPrefix = "renewals.";
/** As many as one request returns; the last of them is tomorrow. */
const pendingOrderDays = maxSpanDays - 2;

/** The account whose orders are loaded. */
export interface ForecastAccount {
  readonly id: string;
  readonly call: Call;
}

/** The pending orders of the last 90 days. @param now epoch ms @throws DmapiError */
export async function loadPendingOrders(call: Call, now: number, signal: AbortSignal): Promise<PendingOrder[]> {
  const orders: PendingOrder[] = [];
  const filter = { ...getLastDays(pendingOrderDays, now), status: "pending" } as const;
  await forEachOrder(call, filter, now, signal, ({ type, identifier, amountBrutto, currency }) => {
    orders.push({ type, identifier, amountBrutto, currency });
  });
  return orders;
}

/**
 * The renewals of the last twelve months, once a day (UTC): their sums by day are stored for all windows. A history that
 * cannot be stored is kept in memory.
 * @param now epoch ms
 * @throws DmapiError
 */
export async function loadRenewals(
  { id, call }: ForecastAccount,
  memento: vscode.Memento,
  now: number,
  signal: AbortSignal,
): Promise<RenewalHistory> {
  const storageKey = storageKeyPrefix + id;
  const today = formatDay(now);
  const stored = parseRenewalHistory(memento.get(storageKey));
  if (stored?.span.before === today) return stored;
  const span = { after: subtractYear(today), before: today };
  const collector = new RenewalCollector();
  const filter = { ...span, type: "renew", status: "ok" } as const;
  await forEachOrder(call, filter, now, signal, (order) => collector.add(order));
  const history = await collector.toHistory(span);
  signal.throwIfAborted();
  void memento.update(storageKey, serializeRenewalHistory(history)).then(undefined, () => undefined);
  return history;
}

/** Deletes the stored renewals of an account. */
export async function forgetRenewals(accountId: string, memento: vscode.Memento): Promise<void> {
  await memento.update(storageKeyPrefix + accountId, undefined);
}

/** Works in time slices. */
async function forEachOrder(
  call: Call,
  filter: OrderFilter,
  now: number,
  signal: AbortSignal,
  use: (order: Order) => void,
): Promise<void> {
  const yieldIfDue = createYielder();
  for await (const block of paginateOrders(call, filter, { signal, now }))
    for (const order of iterateOrders(block)) {
      use(order);
      const pause = yieldIfDue();
      if (pause) await pause;
    }
}
