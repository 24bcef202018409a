import assert from "node:assert/strict";
import type { Memento, SecretStorage } from "vscode";
import { AccountStore } from "../../src/accounts/account-store";
import { SharedSessionStore } from "../../src/accounts/shared-session-store";
import { parseSecret } from "../../src/accounts/storage-schema";
import { PendingWaitsStore } from "../../src/commands/results/pending-waits-store";
import { selectNewestState } from "../../src/messages/panel-messages";
import { parseTransferPanelState } from "../../src/messages/transfer-messages";
import { DailyThrottle } from "../../src/notifications/daily-throttle";
import { fileExtension, formatChoiceSchema, resolveFormat } from "../../src/order-table/format-choice";
import { PanelStateStore } from "../../src/order-table/panel-state-store";
import { StateHistoryStore } from "../../src/state/state-history-store";
import { parseTableState } from "../../src/webview/order-table/table-state";
import { noFacets } from "../../src/webview/order-table/facet-filters";
import { storedState as stored } from "../stored-state";

const first = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const second = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";

/** A Memento with these values, each read anew from JSON, as after a restart. */
class StoredMemento implements Memento {
  private readonly values: Map<string, string>;
  constructor(values: object) {
    this.values = new Map(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
  }
  keys = () => [...this.values.keys()];
  get = (key: string) => {
    const text = this.values.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as never);
  };
  update = (key: string, value: unknown) => {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.stringify(value));
    return Promise.resolve();
  };
}

function createSecrets(entries: object): SecretStorage {
  const texts = new Map(Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    get: (key: string) => Promise.resolve(texts.get(key)),
    store: (key: string, text: string) => Promise.resolve(void texts.set(key, text)),
    delete: (key: string) => Promise.resolve(void texts.delete(key)),
  } as unknown as SecretStorage;
}

function createAccountStore(globalValues: object = stored.globalState, secrets: object = stored.secrets): AccountStore {
  const globalState = new StoredMemento(globalValues);
  return new AccountStore({
    globalState,
    workspaceState: new StoredMemento(stored.workspaceState),
    secrets: createSecrets(secrets),
  });
}

describe("Stored state of version 0.1.0", () => {
  it("has the accounts, and which one is active", () => {
    const store = createAccountStore();
    assert.deepEqual(store.records(), stored.globalState.accounts);
    assert.equal(store.findActive()?.id, first);
    assert.equal(store.record(second)?.signedOut, true);
  });

  it("has the credentials of an account, by key and by password", async () => {
    const store = createAccountStore();
    const [withKey, withPassword] = await Promise.all(store.records().map((record) => store.loadSecret(record)));
    assert(withKey);
    assert.deepEqual(withKey, stored.secrets[`joker.account.${first}`]);
    assert.deepEqual(withKey.credentials, { kind: "api-key", apiKey: "key-of-a" });
    assert.deepEqual(withPassword?.credentials, { kind: "password", username: "sandbox", password: "password-of-b" });
  });

  it("has the open session that the windows share", async () => {
    const secrets = createSecrets(stored.secrets);
    const secret = parseSecret(
      JSON.stringify(stored.secrets[`joker.account.${first}`]),
      stored.globalState.accounts[0]!,
    );
    assert(secret);
    const log = { warn: (text: string) => assert.fail(text) };
    const session = await new SharedSessionStore({ secrets, lockFolder: "" }, secret, log).get();
    const { usableUntil, login } = stored.secrets[`joker.session.${first}`];
    assert.deepEqual([session?.usableUntil, session?.login], [usableUntil, login]);
  });

  it("has the states of transfers and when they were first seen", () => {
    const history = new StateHistoryStore(new StoredMemento(stored.globalState));
    assert.deepEqual(history.historyOf(first, "acme-widgets.com"), [
      { state: "FOA_BEEN_SENT", at: 1_794_400_000_000 },
      { state: "FOA_ACK", at: 1_794_486_400_000 },
      { state: "A_STATE_OF_TOMORROW", at: 1_794_500_000_000 },
    ]);
    assert.deepEqual(history.historyOf(first, "example.de"), [{ state: "IN_DB", at: 1_794_400_000_000 }]);
  });

  it("has the warnings shown today", () => {
    const throttle = new DailyThrottle(new StoredMemento(stored.globalState));
    const key = `balance low ${first}`;
    assert.equal(throttle.tryAcquire(key, new Date(2026, 10, 22, 12)), false);
    assert.equal(throttle.tryAcquire(key, new Date(2026, 10, 23, 12)), true);
  });

  it("has the results that are waited for", () => {
    const [wait] = stored.workspaceState.waits;
    const store = new PendingWaitsStore(new StoredMemento(stored.workspaceState), () => wait!.since + 1);
    assert.deepEqual(store.list(), [wait]);
  });

  it("has the format of the last export", () => {
    const choice = formatChoiceSchema.parse(stored.globalState["export.format"]);
    assert.deepEqual(resolveFormat(choice), stored.globalState["export.format"].format);
    assert.equal(fileExtension(choice), "csv");
    for (const name of ["excel-german", "excel-english", "rfc-4180", "json-lines"]) {
      assert(resolveFormat(formatChoiceSchema.parse({ by: "preset", name })), name);
    }
    const original = { by: "original", layout: { separator: "pipe", numComma: true } } as const;
    assert.deepEqual(formatChoiceSchema.parse(original), original);
  });

  it("has the order tables that were open, with everything chosen in them", () => {
    const state = stored.panels["joker.orderTable"];
    const panelStates = new PanelStateStore(new StoredMemento(stored.workspaceState));
    assert.deepEqual(panelStates.get(state.table), state);
    assert.deepEqual(selectNewestState(state), state);
    const { table, revision, account, query, pick, ...chosen } = state;
    assert.deepEqual([table, revision, account, query.period], ["9b2f", 41, first, "last-quarter"]);
    // The user had changed a filter of the bar that was selected.
    assert.deepEqual(parseTableState(state), { ...chosen, facets: noFacets });
    const [type, , amounts, dates] = state.view.filters;
    const filters = [type, { ...amounts, from: "0" }, dates];
    const { facets } = parseTableState({ ...state, view: { ...state.view, filters } });
    const { replaced, ...bar } = pick;
    assert.deepEqual(facets, { ...noFacets, bar, own: replaced, combined: filters });
  });

  it("has the transfer panels that were open", () => {
    const state = stored.panels["joker.transfer"];
    assert.deepEqual(
      parseTransferPanelState(state, (why) => assert.fail(why)),
      state,
    );
  });
});

describe("Stored state of the builds before version 0.1.0", () => {
  it("has accounts of three fields, and credentials without an id and a revision", async () => {
    const secrets = { [`joker.account.${first}`]: stored.earlier.secret };
    const store = createAccountStore({ accounts: stored.earlier.accounts, activeAccount: first }, secrets);
    const record = store.findActive();
    assert.deepEqual([record?.id, record?.label, record?.userLogin], [first, "someone", "someone"]);
    assert.deepEqual([record?.access, record?.readOnlyMode, record?.signedOut], ["unknown", false, false]);
    assert.deepEqual((await store.loadSecret(record!))?.credentials, stored.earlier.secret.credentials);
  });

  it("has an export format without times", () => {
    const choice = formatChoiceSchema.parse(stored.earlier.exportFormat);
    assert.deepEqual(resolveFormat(choice), { ...stored.earlier.exportFormat.format, times: "iso" });
  });

  it("has order tables from before columns could be filtered, and from before the chart", () => {
    const [before, withoutChart] = stored.earlier.orderTables.map(parseTableState);
    assert(before && withoutChart);
    assert.deepEqual([before.filter, before.amount, before.view.top], ["shop", "amount_netto", 3]);
    assert.deepEqual(before.view.sort, [{ name: "type", descending: false }]);
    assert.deepEqual(withoutChart.view.filters, stored.panels["joker.orderTable"].view.filters);
    assert.deepEqual(withoutChart.view.focus, { row: 14, column: 2, order: "" });
  });
});
