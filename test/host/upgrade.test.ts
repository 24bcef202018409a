import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { AccountStore } from "../../src/accounts/account-store";
import { Accounts } from "../../src/accounts/accounts";
import { PendingWaitsStore } from "../../src/commands/results/pending-waits-store";
import { DailyThrottle } from "../../src/notifications/daily-throttle";
import { PanelStateStore } from "../../src/order-table/panel-state-store";
import { QueryStore } from "../../src/order-table/query-store";
import { startSandbox, type Sandbox } from "../../src/sandbox/server";
import { createAppState } from "../../src/state/app-state";
import { createViewOptions } from "../../src/state/view-options";
import { storedState as stored } from "../stored-state";
import { FakeMemento } from "./fake-memento";
import { getTestApi, waitForState } from "./test-api";

const first = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const second = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
/** A day after the stored transfers were last seen. */
const now = 1_794_500_000_000 + 86_400_000;

/** What is on disk. */
interface Disk {
  readonly globalState: FakeMemento;
  readonly workspaceState: FakeMemento;
  readonly secrets: Map<string, string>;
}

describe("An upgrade from version 0.1.0", () => {
  let sandbox: Sandbox;
  let disk: Disk;
  const disposables: vscode.Disposable[] = [];

  beforeEach(async () => {
    sandbox = await startSandbox({ orders: 100, seed: 1, clock: () => now });
    sandbox.control.removeTransfers();
    disk = createDisk(sandbox.url);
  });
  afterEach(async () => {
    for (const item of disposables.splice(0)) item.dispose();
    await sandbox.close();
  });

  /** What version 0.1.0 stored, with the first account at the sandbox. */
  function createDisk(endpoint: string): Disk {
    const accounts = stored.globalState.accounts.map((record) =>
      record.id === first ? { ...record, endpoint } : record,
    );
    const key = stored.secrets[`joker.account.${first}`];
    const credentials = { kind: "api-key", apiKey: "sandbox-modify-only" };
    const secrets = { ...stored.secrets, [`joker.account.${first}`]: { ...key, endpoint, credentials } };
    return {
      globalState: new FakeMemento({ ...stored.globalState, accounts }),
      workspaceState: new FakeMemento(stored.workspaceState),
      secrets: new Map(Object.entries(secrets).map(([name, value]) => [name, JSON.stringify(value)])),
    };
  }

  /** The parts that store something, as the extension creates them at its start. */
  async function start({ globalState, workspaceState, secrets }: Disk) {
    const { log } = await getTestApi();
    const secretStorage = {
      get: (key: string) => Promise.resolve(secrets.get(key)),
      store: (key: string, text: string) => Promise.resolve(void secrets.set(key, text)),
      delete: (key: string) => Promise.resolve(void secrets.delete(key)),
    };
    const store = new AccountStore({ globalState, workspaceState, secrets: secretStorage });
    const clock = () => now;
    const accounts = new Accounts(store, log, clock);
    const appState = createAppState(accounts, globalState, clock, log);
    const viewOptions = createViewOptions(globalState);
    const queries = new QueryStore(globalState);
    disposables.push(viewOptions, queries, appState, accounts);
    await accounts.restore();
    return {
      accounts,
      appState,
      viewOptions,
      queries,
      store,
      tables: new PanelStateStore(workspaceState),
      waits: new PendingWaitsStore(workspaceState, () => stored.workspaceState.waits[0]?.since ?? 0),
      throttle: new DailyThrottle(globalState),
    };
  }

  /** What the parts read, in the form in which they hand it out. */
  async function readAll(parts: Awaited<ReturnType<typeof start>>) {
    const { accounts, appState, viewOptions, queries, store, tables, waits } = parts;
    const records = accounts.records();
    const options = [viewOptions.transfers, viewOptions.orders, viewOptions.results];
    return {
      records,
      secrets: await Promise.all(records.map(async (record) => store.loadSecret(record))),
      histories: ["acme-widgets.com", "example.de"].map((domain) => appState.stateHistory.historyOf(first, domain)),
      options: options.map(({ grouping, sorting }) => [grouping, sorting]),
      queries: queries.get(first),
      table: tables.get("9b2f"),
      waits: waits.list(),
    };
  }

  it("reads everything, and signs in with the stored key", async () => {
    const parts = await start(disk);
    const { accounts, appState } = parts;
    assert.equal(accounts.current?.id, first);
    const read = await readAll(parts);
    const { saved, recent } = stored.globalState[`orders.queries.${first}`];
    assert.deepEqual(
      read.records.map(({ id, label, readOnlyMode, signedOut }) => [id, label, readOnlyMode, signedOut]),
      [
        [first, "someone", true, false],
        [second, "sandbox", false, true],
      ],
    );
    assert(read.secrets.every((secret) => secret !== undefined));
    assert.deepEqual(
      read.histories.map((states) => states.length),
      [3, 1],
    );
    assert.deepEqual(read.options, [
      ["flat", "domain"],
      ["month", "newest"],
      ["status", "newest"],
    ]);
    assert.deepEqual([read.queries.saved, read.queries.recent], [saved, recent]);
    assert.deepEqual(read.table, stored.workspaceState["orders.tables"][0]);
    assert.deepEqual(read.waits, stored.workspaceState.waits);
    await appState.transfers.refresh();
    await waitForState(appState.transfers, "ready");
  });

  it("loses nothing when the parts write what is new, and nothing at the start after that", async () => {
    const parts = await start(disk);
    const before = await readAll(parts);
    const { accounts, appState, viewOptions, queries, tables, waits, throttle } = parts;
    await appState.transfers.refresh();
    await waitForState(appState.transfers, "ready");
    await accounts.update(first, { label: "renamed" });
    await viewOptions.orders.setOption("grouping", "day");
    await queries.addRecent(first, { period: "last-month" });
    await queries.save(first, "New", { fqdn: "new.example" });
    const [table] = stored.workspaceState["orders.tables"];
    await tables.save({ ...(table as unknown as Parameters<typeof tables.save>[0]), table: "new" });
    const wait = { account: first, procId: "816", title: "new", since: stored.workspaceState.waits[0]?.since ?? 0 };
    await waits.add(wait);
    assert(throttle.tryAcquire("another warning", new Date(2026, 10, 22, 12)));
    await accounts.releaseCurrent();

    const { globalState, workspaceState, secrets } = disk;
    const copy = { globalState: new FakeMemento(Object.fromEntries(globalState.values)), secrets: new Map(secrets) };
    const again = await start({ ...copy, workspaceState: new FakeMemento(Object.fromEntries(workspaceState.values)) });
    assert.equal(again.accounts.current?.id, first);
    const after = await readAll(again);
    const [renamed, other] = before.records; // The sign-in has replaced its login, and found that it is a sandbox.
    assert.deepEqual(after, {
      ...before,
      records: [{ ...renamed, label: "renamed", userLogin: "sandbox", isSandbox: true }, other],
      options: [
        ["flat", "domain"],
        ["day", "newest"],
        ["status", "newest"],
      ],
      queries: {
        saved: [before.queries.saved[0], { name: "New", query: { fqdn: "new.example" } }, before.queries.saved[1]],
        recent: [{ period: "last-month" }, ...before.queries.recent],
      },
      waits: [...before.waits, wait],
    });
    assert.equal(again.throttle.tryAcquire(`balance low ${first}`, new Date(2026, 10, 22, 12)), false);
    assert.deepEqual(copy.globalState.get("export.format"), stored.globalState["export.format"]);
    assert.equal(again.tables.get("new")?.table, "new");
    const session = `joker.session.${first}`;
    assert.equal(secrets.get(session), JSON.stringify(stored.secrets[`joker.session.${first}`]));
  });

  it("removes what was stored of an account together with the account", async () => {
    const { accounts, queries } = await start(disk);
    await accounts.remove(first);
    await queries.removeAccount(first);
    const left = disk.globalState.keys().filter((key) => key.includes(first));
    assert.deepEqual(left, []);
    assert.deepEqual(
      [...disk.secrets.keys()].filter((key) => key === `joker.account.${first}`),
      [],
    );
    assert.deepEqual(
      accounts.records().map(({ id }) => id),
      [second],
    );
    assert.equal(
      disk.secrets.get(`joker.account.${second}`),
      JSON.stringify(stored.secrets[`joker.account.${second}`]),
    );
  });
});
