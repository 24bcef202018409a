import type { Accounts } from "../accounts/accounts";
import { describeError } from "../accounts/error-messages";
import { accountName } from "../accounts/model";
import { whenRestored } from "../accounts/when-restored";
import { runInSlices } from "../columns/cooperative-task";
import { calculateTotalsCooperatively } from "../columns/totals";
import { startOfDay } from "../dmapi/days";
import { paginateOrders } from "../dmapi/pagination/paginate-orders";
import { findStateInfo } from "../state/transfer-states";
import type { AppState } from "../state/app-state";
import { indexOrders } from "../state/index-orders";
import { createTransferStatus } from "../state/urgency";
import type { Clock } from "../workbench/clock";
import { hostTimeSlices } from "../workbench/host-time-slices";
import type { JokerAccount, JokerOrderTotals, JokerTransfer } from "./joker-api";

/** What the public API reads from. */
export interface ApiSource {
  readonly accounts: Pick<Accounts, "records" | "current" | "requireCurrent" | "state" | "onDidChange">;
  readonly appState: Pick<AppState, "transfers" | "stateHistory">;
  readonly clock: Clock;
}

/** The accounts that are signed in. */
export async function listAccounts({ accounts }: ApiSource): Promise<readonly JokerAccount[]> {
  await whenRestored(accounts);
  const signedIn = accounts.records().filter(({ signedOut }) => !signedOut);
  return signedIn.map((record) => ({
    id: record.id,
    name: accountName(record),
    endpoint: record.endpoint,
    isActive: record.id === accounts.current?.id,
  }));
}

/**
 * The pending transfers of the active account: those that are loaded, or else they are.
 * @throws Error when nobody is signed in, or with why they could not be loaded
 */
export async function readTransfers({ accounts, appState, clock }: ApiSource): Promise<readonly JokerTransfer[]> {
  await whenRestored(accounts);
  const { id } = accounts.requireCurrent();
  const { transfers, stateHistory } = appState;
  if (transfers.value === undefined) await transfers.refresh();
  const { state } = transfers;
  if (state.kind === "failed" && state.value === undefined) throw new Error(state.failure.message);
  const readable = (transfers.value ?? []).filter(({ isUnreadable }) => !isUnreadable);
  return readable.map((transfer) => {
    const firstSeenAt = stateHistory.firstSeenAt(id, transfer.domain, transfer.state);
    const { urgency, deadline } = createTransferStatus(transfer, firstSeenAt, clock());
    const { domain, state: name } = transfer;
    const waitingFor = findStateInfo(name)?.actor;
    return { domain, state: name, waitingFor, needsAttention: urgency !== undefined, deadline };
  });
}

/**
 * Exact totals of the gross amounts, by currency; see DMAPI docs, query-order-list.
 * @param days `YYYY-MM-DD`, both included
 * @throws Error when nobody is signed in, for days that are none, or with why orders could not be loaded
 */
export async function readOrderTotals(
  { accounts, clock }: ApiSource,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<readonly JokerOrderTotals[]> {
  for (const day of [after, before])
    if (typeof day !== "string" || startOfDay(day) === undefined) throw new Error("a day must be given as YYYY-MM-DD");
  if (after > before) throw new Error("the first day is after the last one");
  await whenRestored(accounts);
  const { call } = accounts.requireCurrent().session;
  const orders = paginateOrders(call, { after, before }, { now: clock() });
  if (orders.hidden.length > 0) throw new Error("Joker.com lists the orders of the last three years only");
  const { index } = await indexOrders(orders).catch((error: unknown) => {
    throw new Error(describeError(error).message, { cause: error });
  });
  const rows = Uint32Array.from({ length: index.count }, (_, row) => row);
  const columns = { amount: "amount_brutto", currency: "currency", status: "status", type: "type" };
  const totals = await runInSlices(calculateTotalsCooperatively(index, columns, rows), hostTimeSlices);
  if (!totals) throw new Error("the calculation was abandoned");
  return totals.value.currencies.map(({ currency, orders, charged, refunded, total }) => {
    return { currency, orders, charged, refunded, total };
  });
}
