import assert from "node:assert/strict";
import type { Memento } from "vscode";
import { parseStateHistory, serializeStateHistory } from "../../../src/state/state-history";
import { StateHistoryStore } from "../../../src/state/state-history-store";
import { dayMs } from "../../../src/dmapi/days";
import { transferStates } from "../../../src/state/transfer-states";

const start = Date.UTC(2026, 10, 1);

/** What all windows share; each reads and writes whole values, as VS Code's Memento does. */
class Shared implements Memento {
  readonly values = new Map<string, unknown>();
  writes = 0;

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, fallback?: T): T {
    return (this.values.has(key) ? structuredClone(this.values.get(key)) : fallback) as T;
  }

  update(key: string, value: unknown): Promise<void> {
    this.writes += 1;
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

const inState = (state: string, domain = "a.example") => [{ domain, state }];

describe("When a state was first observed", () => {
  it("is stable across refreshes and restarts", async () => {
    const shared = new Shared();
    const stateHistory = new StateHistoryStore(shared);
    await stateHistory.recordStates("one", inState("FOA_BEEN_SENT"), start);
    await stateHistory.recordStates("one", inState("FOA_BEEN_SENT"), start + dayMs);
    await stateHistory.recordStates("one", inState("FOA_ACK"), start + 2 * dayMs);
    for (const memory of [stateHistory, new StateHistoryStore(shared)]) {
      assert.equal(memory.firstSeenAt("one", "a.example", "FOA_BEEN_SENT"), start);
      assert.equal(memory.firstSeenAt("one", "a.example", "FOA_ACK"), start + 2 * dayMs);
      assert.deepEqual(
        memory.historyOf("one", "a.example").map(({ state }) => state),
        ["FOA_BEEN_SENT", "FOA_ACK"],
      );
      assert.equal(memory.firstSeenAt("one", "a.example", "IN_DB"), undefined);
    }
  });

  it("is the same before and after it was stored", async () => {
    const stateHistory = new StateHistoryStore(new Shared());
    await stateHistory.recordStates("one", inState("FOA_NACK"), start + 999);
    const first = stateHistory.firstSeenAt("one", "a.example", "FOA_NACK");
    await stateHistory.recordStates("one", inState("FOA_NACK"), start + 5999);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_NACK"), first);
  });

  it("does not begin anew when states that this version does not know follow in the same second", async () => {
    const stateHistory = new StateHistoryStore(new Shared());
    const states = ["TRANSFER_PROCESSED_SUCCESSFULLY", "STATE_OF_TOMORROW", "STATE_OF_THE_DAY_AFTER"];
    for (const state of states) await stateHistory.recordStates("one", inState(state), start);
    await stateHistory.recordStates("one", inState("STATE_OF_THE_DAY_AFTER"), start + 5000);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "STATE_OF_THE_DAY_AFTER"), start);
    assert.deepEqual(
      stateHistory.historyOf("one", "a.example").map(({ state }) => state),
      states,
    );
  });

  it("belongs to one account", async () => {
    const stateHistory = new StateHistoryStore(new Shared());
    await stateHistory.recordStates("one", inState("FOA_NACK"), start);
    assert.equal(stateHistory.firstSeenAt("two", "a.example", "FOA_NACK"), undefined);
    await stateHistory.recordStates("two", inState("FOA_NACK"), start + dayMs);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_NACK"), start);
    await stateHistory.forgetAccount("one");
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_NACK"), undefined);
    assert.equal(stateHistory.firstSeenAt("two", "a.example", "FOA_NACK"), start + dayMs);
  });

  it("is not lost when two windows write, whoever is later", async () => {
    const shared = new Shared();
    const [left, right] = [new StateHistoryStore(shared), new StateHistoryStore(shared)];
    await left.recordStates("one", inState("IN_DB"), start);
    const before = shared.get("sightings.one");
    await right.recordStates("one", [...inState("IN_DB"), ...inState("FOA_ACK", "b.example")], start + 1000);
    await shared.update("sightings.one", before); // the left window wrote what it had, without knowing of the right one
    await right.recordStates("one", inState("PAYMENT_PREPARED"), start + 2000);
    await left.recordStates("one", inState("PAYMENT_PREPARED"), start + 3000);
    const all = new StateHistoryStore(shared);
    assert.equal(all.firstSeenAt("one", "a.example", "IN_DB"), start);
    assert.equal(all.firstSeenAt("one", "a.example", "PAYMENT_PREPARED"), start + 2000);
    assert.equal(all.firstSeenAt("one", "b.example", "FOA_ACK"), start + 1000);
  });

  it("has the time at which an FOA was last resent, in all windows and until the state changes", async () => {
    const shared = new Shared();
    const [left, right] = [new StateHistoryStore(shared), new StateHistoryStore(shared)];
    const resentAt = (of: StateHistoryStore, state = "FOA_BEEN_SENT") => of.resentAt("one", "a.example", state);
    await left.recordResentFoa("one", "a.example", start);
    assert.equal(resentAt(left), undefined, "an unknown transfer");
    await left.recordStates("one", inState("FOA_BEEN_SENT"), start);
    await right.recordStates("one", inState("FOA_BEEN_SENT"), start);
    await left.recordResentFoa("one", "a.example", start + dayMs);
    await right.recordStates("one", inState("FOA_BEEN_SENT"), start + 2 * dayMs);
    for (const window of [left, right, new StateHistoryStore(shared)]) {
      assert.equal(resentAt(window), start + dayMs);
      assert.equal(window.firstSeenAt("one", "a.example", "FOA_BEEN_SENT"), start);
    }
    await right.recordResentFoa("one", "a.example", start + 3 * dayMs);
    await left.recordStates("one", inState("FOA_BEEN_SENT"), start + 4 * dayMs);
    assert.equal(resentAt(left), start + 3 * dayMs);
    await left.recordStates("one", inState("FOA_ACK"), start + 5 * dayMs);
    assert.deepEqual([resentAt(left), resentAt(left, "FOA_ACK")], [undefined, undefined]);
  });

  it("is reset by the next transfer of the same domain, even if another window has the old one", async () => {
    const shared = new Shared();
    const [left, right] = [new StateHistoryStore(shared), new StateHistoryStore(shared)];
    await left.recordStates("one", inState("FOA_BEEN_SENT"), start);
    await right.recordStates("one", inState("FOA_NACK"), start + dayMs);
    await left.recordStates("one", inState("IN_DB"), start + 2 * dayMs);
    await left.recordStates("one", inState("FOA_BEEN_SENT"), start + 3 * dayMs);
    await right.recordStates("one", inState("FOA_BEEN_SENT"), start + 4 * dayMs);
    assert.equal(right.firstSeenAt("one", "a.example", "FOA_BEEN_SENT"), start + 3 * dayMs);
    assert.equal(right.firstSeenAt("one", "a.example", "FOA_NACK"), undefined);
  });

  it("survives one empty list, and is dropped two weeks after the transfer left", async () => {
    const stateHistory = new StateHistoryStore(new Shared());
    await stateHistory.recordStates("one", inState("FOA_NACK"), start);
    await stateHistory.recordStates("one", [], start + 14 * dayMs);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_NACK"), start);
    await stateHistory.recordStates("one", [], start + 15 * dayMs);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_NACK"), undefined);
  });

  it("is written on changes, and once a day, but not on each refresh", async () => {
    const shared = new Shared();
    const stateHistory = new StateHistoryStore(shared);
    for (let minute = 0; minute < 100; minute += 1) {
      await stateHistory.recordStates("one", inState("FOA_BEEN_SENT"), start + minute * 60_000);
    }
    assert.equal(shared.writes, 1);
    await stateHistory.recordStates("one", inState("FOA_BEEN_SENT"), start + dayMs);
    assert.equal(shared.writes, 2);
  });

  it("is bounded: in transfers, in accounts, and in states of one transfer", async () => {
    const shared = new Shared();
    const stateHistory = new StateHistoryStore(shared);
    const many = Array.from({ length: 6000 }, (_, index) => ({ domain: `${index}.example`, state: "FOA_BEEN_SENT" }));
    await stateHistory.recordStates("one", many, start);
    assert.equal(shared.get<unknown[]>("sightings.one").length, 5000);
    assert(JSON.stringify(shared.get("sightings.one")).length < 300_000);
    for (let account = 0; account < 30; account += 1) {
      await stateHistory.recordStates(`account-${account}`, inState("FOA_NACK"), start + account * dayMs);
    }
    assert.equal(shared.keys().length, 10);
    assert.equal(stateHistory.firstSeenAt("account-29", "a.example", "FOA_NACK"), start + 29 * dayMs);
    for (let turn = 0; turn < 50; turn += 1) await stateHistory.recordStates("x", inState(`NEW_STATE_${turn}`), start);
    assert.equal(stateHistory.historyOf("x", "a.example").length, 20);
  });

  it("round-trips, with unknown states too", () => {
    const states = [...transferStates, "REGISTRY_ON_HOLIDAY"].map((state, index) => ({
      state,
      at: start + index * 1000,
    }));
    const seen = new Map([["__proto__", { transferNumber: 2, lastSeenDay: 20_000, states }]]);
    assert.deepEqual(parseStateHistory(JSON.parse(JSON.stringify(serializeStateHistory(seen)))), seen);
  });

  it("is stored by state name, and read by number from version 0.1.0", async () => {
    const stored = [
      [
        "a.example",
        2,
        20_605,
        [
          [4, 1_780_000_000],
          [8, 1_780_100_000],
          ["REGISTRY_ON_HOLIDAY", 1_780_200_000],
        ],
      ],
      [
        "b.example",
        1,
        20_605,
        [
          [0, 1_780_000_000],
          [3, 1_780_000_060],
          [12, 1_780_300_000],
          [13, 1_780_300_001],
        ],
      ],
      [
        "c.example",
        1,
        20_605,
        [
          [1, 1],
          [2, 2],
          [5, 5],
          [6, 6],
          [7, 7],
          [9, 9],
          [10, 10],
          [11, 11],
        ],
      ],
    ];
    const named = [
      [
        "a.example",
        2,
        20_605,
        [
          ["FOA_BEEN_SENT", 1_780_000_000],
          ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", 1_780_100_000],
          ["REGISTRY_ON_HOLIDAY", 1_780_200_000],
        ],
      ],
      [
        "b.example",
        1,
        20_605,
        [
          ["IN_DB", 1_780_000_000],
          ["PENDING_FOA_SENDING", 1_780_000_060],
          ["TRANSFER_PROCESSED_SUCCESSFULLY", 1_780_300_000],
          ["13", 1_780_300_001],
        ],
      ],
      [
        "c.example",
        1,
        20_605,
        [
          ["PAYMENT_PREPARED", 1],
          ["PAYMENT_ACQUIRED", 2],
          ["FOA_NACK", 5],
          ["FOA_ACK", 6],
          ["REGISTRY_REQUEST_SENT", 7],
          ["REGISTRY_CANCELATION_PENDING", 9],
          ["DOMAIN_WITH_JOKER_PENDING_COMPLETE", 10],
          ["PAYMENT_COMMITTED", 11],
        ],
      ],
    ];
    assert.deepEqual(serializeStateHistory(parseStateHistory(stored)), named);
    const shared = new Shared();
    await shared.update("sightings.one", stored);
    const stateHistory = new StateHistoryStore(shared);
    assert.equal(stateHistory.firstSeenAt("one", "a.example", "FOA_BEEN_SENT"), 1_780_000_000_000);
    await stateHistory.recordStates("one", inState("REGISTRY_ON_HOLIDAY"), 20_605 * dayMs);
    assert.deepEqual(shared.get("sightings.one"), named);
  });

  it("is empty if the stored data is invalid", () => {
    for (const stored of [undefined, null, 1, "x", {}, [1], [["a.example"]], [["a.example", 1, 1, [["IN_DB"]]]]]) {
      assert.equal(parseStateHistory(stored).size, 0, JSON.stringify(stored));
    }
    for (const time of [1e13, 1e308, 0.5, -1]) {
      assert.equal(parseStateHistory([["a.example", 1, 1, [["IN_DB", time]]]]).size, 0, `${time}`);
    }
    const good = ["b.example", 1, 20_000, [[4, 1_780_000_000]]];
    assert.deepEqual([...parseStateHistory([["a.example", "x"], good]).keys()], ["b.example"]);
  });
});
