import assert from "node:assert/strict";
import type { Memento } from "vscode";
import "../vscode-stub";
import { AccountStore } from "../../../src/accounts/account-store";
import { PendingWaitsStore } from "../../../src/commands/results/pending-waits-store";
import { selectNewestState } from "../../../src/messages/panel-messages";
import { parseTransferPanelState } from "../../../src/messages/transfer-messages";
import { DailyThrottle } from "../../../src/notifications/daily-throttle";
import { getDecimalMark } from "../../../src/order-table/ask-format";
import { PanelStateStore } from "../../../src/order-table/panel-state-store";
import { QueryStore } from "../../../src/order-table/query-store";
import { computeForecast } from "../../../src/state/balance-forecast";
import { parseRenewalHistory, serializeRenewalHistory } from "../../../src/state/renewal-history";
import { parseStateHistory, serializeStateHistory } from "../../../src/state/state-history";
import { parseTableState } from "../../../src/webview/order-table/table-state";
import { storedState } from "../../stored-state";
import type { FuzzTarget } from "../fuzz-target";
import { mutateValue, randomValue } from "../mutate";
import type { RandomSource } from "../random-source";

const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const { globalState, workspaceState, panels, earlier } = storedState;
const [record] = globalState.accounts;

/** A memento that holds what JSON can hold. */
class FuzzedMemento implements Memento {
  private readonly values: Map<string, unknown>;
  constructor(values: object) {
    this.values = new Map(Object.entries(values));
  }
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key) as never;
  update = (key: string, value: unknown) => {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  };
}

/** A change of the accounts leaves those that can be read. */
async function readAccounts(random: RandomSource): Promise<void> {
  const entry = { [`account.${id}`]: { version: 1, position: 1, record: { ...record, label: "entry" } } };
  const values = mutateValue(
    { accounts: globalState.accounts, activeAccount: id, ...(random.oneIn(2) && entry) },
    random,
  );
  const memento = new FuzzedMemento(isObject(values) ? values : {});
  const secrets = {
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
  const store = new AccountStore({ globalState: memento, workspaceState: new FuzzedMemento({}), secrets });
  const before = store.records();
  assert.equal(new Set(before.map((each) => each.id)).size, before.length);
  store.findActive();
  const [first, ...others] = before;
  if (!first) return;
  await store.changeRecord(first.id, { label: "changed" });
  assert.deepEqual(store.records(), [{ ...first, label: "changed" }, ...others]);
}

function readStateHistory(random: RandomSource): void {
  const history = parseStateHistory(mutateValue(globalState[`sightings.${id}` as keyof typeof globalState], random));
  for (const { states } of history.values())
    for (const { at } of states) assert(!Number.isNaN(new Date(at).getTime()), `the time ${at}`);
  assert.deepEqual(parseStateHistory(JSON.parse(JSON.stringify(serializeStateHistory(history)))), history);
}

const renewals = {
  version: 1,
  after: "2025-11-29",
  before: "2026-11-29",
  days: [
    ["2025-12-01", "EUR", "11.90", 1],
    ["2025-12-24", "USD", "-5", 2],
  ],
  unreadableDays: [],
};

function readRenewals(random: RandomSource): void {
  const history = parseRenewalHistory(mutateValue(renewals, random));
  if (!history) return;
  const balance = { available: "100.00", pending: "0", total: "100.00", currency: "EUR" };
  computeForecast({
    balance,
    pendingOrders: [],
    transfers: [],
    renewals: history,
    today: "2026-11-29",
    lowThreshold: 0,
  });
  assert.deepEqual(parseRenewalHistory(JSON.parse(JSON.stringify(serializeRenewalHistory(history)))), history);
}

async function readQueries(random: RandomSource): Promise<void> {
  const key = `orders.queries.${id}`;
  const store = new QueryStore(
    new FuzzedMemento({ [key]: mutateValue(globalState[key as keyof typeof globalState], random) }),
  );
  const { saved, recent } = store.get(id);
  await store.addRecent(id, { period: "last-month" });
  assert.deepEqual(store.get(id).saved, saved);
  assert(store.get(id).recent.length <= recent.length + 1);
  await store.save(id, "New", {});
  assert(store.get(id).saved.some(({ name }) => name === "New"));
}

async function readPanels(random: RandomSource): Promise<void> {
  const state = mutateValue(random.pick([panels["joker.orderTable"], ...earlier.orderTables]), random);
  const parsed = parseTableState(state);
  assert.deepEqual(parseTableState(JSON.parse(JSON.stringify(parsed))), parsed);
  selectNewestState(state, panels["joker.orderTable"]);
  parseTransferPanelState(mutateValue(panels["joker.transfer"], random), () => undefined);
  const tables = new PanelStateStore(
    new FuzzedMemento({ "orders.tables": mutateValue(workspaceState["orders.tables"], random) }),
  );
  await tables.save({ table: "new", revision: 1, account: id, query: {} });
  assert.equal(tables.get("new")?.account, id);
}

async function readOthers(random: RandomSource): Promise<void> {
  const waits = new PendingWaitsStore(
    new FuzzedMemento({ waits: mutateValue(workspaceState.waits, random) }),
    () => 1_795_348_800_000,
  );
  await waits.add({ account: id, procId: "new", title: "new", since: 1_795_348_800_000 });
  assert(waits.list().some(({ procId }) => procId === "new"));
  const throttle = new DailyThrottle(new FuzzedMemento({ toldToday: mutateValue(globalState.toldToday, random) }));
  assert.equal(throttle.tryAcquire("a new warning", new Date(0)), true);
  assert.equal(throttle.tryAcquire("a new warning", new Date(0)), false);
  getDecimalMark(new FuzzedMemento({ "export.format": mutateValue(globalState["export.format"], random) }));
  parseStateHistory(randomValue(random));
  parseTableState(randomValue(random));
  assert.equal(typeof parseRenewalHistory(randomValue(random)), "undefined");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const readers = [readAccounts, readStateHistory, readRenewals, readQueries, readPanels, readOthers] as const;

export const storedStates: FuzzTarget = { name: "stored-state", run: (random) => random.pick(readers)(random) };
