import type * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Account } from "../account/model";
import { queryBalance } from "../dmapi/account";
import type { Balance, Order, Result, Transfer } from "../dmapi/model";
import { listTransfers } from "../dmapi/transfers";
import type { Clock } from "../workbench/clock";
import { Mishaps } from "./mishaps";
import { OrderDays } from "./order-days";
import { ResultPages } from "./result-pages";
import { ResultReasons } from "./result-reasons";
import { Resource } from "./resource";
import { Sightings } from "./sightings";
import { TransferIds } from "./transfer-ids";

/** What a view shows of an account: the balance, and what its login told. */
export interface AccountFacts {
  readonly balance: Balance;
  readonly access: string;
  /** The `User-Access` header. */
  readonly accessAsSent: string;
}

/** Everything that is true now of the active account: one resource per view. */
export interface Data extends vscode.Disposable {
  readonly transfers: Resource<readonly Transfer[]>;
  readonly orders: Resource<readonly Order[]>;
  readonly results: Resource<readonly Result[]>;
  readonly account: Resource<AccountFacts>;
  /** When the states of transfers were first seen. */
  readonly sightings: Sightings;
  /** How many days of orders are loaded, and more of them. */
  readonly orderDays: OrderDays;
  /** Which results are asked for, and more of them. */
  readonly resultPages: ResultPages;
  /** Why results failed. */
  readonly reasons: ResultReasons;
  /** The ids of transfers. */
  readonly transferIds: TransferIds;
  /** What was not done when it was asked for. */
  readonly mishaps: Mishaps;
  readonly all: readonly Resource<unknown>[];
}

/**
 * Makes the resources of whoever is signed in; they are emptied whenever that changes.
 * @param state where what is remembered over restarts is kept
 */
export function createData(accounts: Accounts, state: vscode.Memento, clock: Clock): Data {
  const sightings = new Sightings(state);
  const transfers = new Resource((signal) => pendingTransfers(accounts.require(), { sightings, clock }, signal), clock);
  const orderDays = new OrderDays(accounts, clock);
  const resultPages = new ResultPages(accounts, clock);
  const reasons = new ResultReasons(accounts);
  const transferIds = new TransferIds(accounts);
  const mishaps = new Mishaps();
  const { orders } = orderDays;
  const { results } = resultPages;
  const account = new Resource((signal) => factsOf(accounts.require(), signal), clock);
  const all = [transfers, orders, results, account];
  const balance = accounts.onDidChangeBalance(() => void (accounts.current && account.refresh()));
  const resets = accounts.onDidChange(() =>
    [transfers, orderDays, resultPages, account].forEach((item) => item.reset()),
  );
  const removals = accounts.onDidRemove((id) => {
    void sightings.forget(id);
    reasons.forget(id);
    transferIds.keepOnly(id, []);
    mishaps.forget(id);
  });
  const lists = transfers.onDidChange(({ kind }) => {
    const { current } = accounts;
    if (kind === "ready" && current) transferIds.keepOnly(current.id, transfers.value ?? []);
  });
  const dispose = () => {
    for (const item of [balance, resets, removals, lists, mishaps, ...all]) item.dispose();
  };
  const lasting = { sightings, reasons, transferIds, mishaps };
  return { transfers, orders, results, account, orderDays, resultPages, ...lasting, all, dispose };
}

/** What cannot be written is remembered by this window alone. */
async function pendingTransfers(
  { id, session }: Account,
  { sightings, clock }: { readonly sightings: Sightings; readonly clock: Clock },
  signal: AbortSignal,
) {
  const transfers = await listTransfers(session.call, signal);
  signal.throwIfAborted();
  void sightings.note(id, transfers, clock()).catch(() => undefined);
  return transfers;
}

async function factsOf({ session }: Account, signal: AbortSignal): Promise<AccountFacts> {
  const balance = await queryBalance(session.call, signal);
  const { access, accessAsSent } = await session.login();
  return { balance, access, accessAsSent };
}
