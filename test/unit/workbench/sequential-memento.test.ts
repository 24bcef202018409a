import assert from "node:assert/strict";
import type { Memento } from "vscode";
import { SequentialMemento } from "../../../src/workbench/sequential-memento";
import { SharedGlobalState } from "./shared-global-state";

/** `globalState` as VS Code has it: writes are sent together, and what was stored comes back in place of all values. */
class GlobalState implements Memento {
  values: Record<string, unknown> = {};
  private sending: Promise<void> | undefined;

  keys = () => Object.keys(this.values).filter((key) => this.values[key] !== undefined);
  get = (key: string) => this.values[key] as never;

  update(key: string, value: unknown): Promise<void> {
    this.values[key] = value;
    this.sending ??= this.send();
    return this.sending;
  }

  private async send(): Promise<void> {
    await turn();
    this.sending = undefined;
    const stored = JSON.stringify(this.values);
    await turn();
    this.values = JSON.parse(stored) as Record<string, unknown>;
  }
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Writes one value and, while VS Code stores it, another one. */
async function writeTwo(memento: Memento): Promise<void> {
  const first = memento.update("a", 1);
  await turn();
  const second = memento.update("b", 2);
  assert.equal(memento.get("b"), 2);
  await Promise.all([first, second]);
}

describe("Values of globalState that are written at the same time", () => {
  it("would be lost by VS Code's own Memento", async () => {
    const state = new GlobalState();
    await writeTwo(state);
    assert.deepEqual(state.values, { a: 1 });
  });

  it("are all stored, one after the other", async () => {
    const state = new GlobalState();
    await writeTwo(new SequentialMemento(state));
    assert.deepEqual(state.values, { a: 1, b: 2 });
  });

  it("are read before they are stored, as they were when they were written", async () => {
    const state = new GlobalState();
    state.values = { old: 1 };
    const memento = new SequentialMemento(state);
    const list = [1];
    const written = [memento.update("list", list), memento.update("old", undefined)];
    list.push(2);
    assert.deepEqual([memento.get("list"), memento.get("old"), memento.get("old", 3)], [[1], undefined, 3]);
    assert.deepEqual(memento.keys(), ["list"]);
    await Promise.all(written);
    assert.deepEqual([memento.get("list"), memento.keys()], [[1], ["list"]]);
  });

  it("are not blocked by one that could not be stored", async () => {
    const state = new GlobalState();
    const memento = new SequentialMemento({
      keys: state.keys,
      get: state.get,
      update: (key, value) => (key === "bad" ? Promise.reject(new Error("disk full")) : state.update(key, value)),
    });
    const bad = memento.update("bad", 1);
    const good = memento.update("good", 2);
    await assert.rejects(bad, /disk full/);
    await good;
    assert.equal(memento.get("good"), 2);
  });
});

describe("Values of globalState that two windows write at the same time", () => {
  it("would be lost by VS Code's own Memento", async () => {
    const shared = new SharedGlobalState();
    const [one, other] = [shared.open(), shared.open()];
    await one.update("a", 1);
    await other.update("b", 2);
    shared.deliver();
    assert.deepEqual(one.values, { b: 2 });
  });

  it("are rewritten if the other window overwrote them, and meanwhile read as written", async () => {
    const shared = new SharedGlobalState();
    const [one, other] = [shared.openProtected(), shared.openProtected()];
    await one.update("changed", "old");
    await one.update("removed", "old");
    await shared.settle();
    await shared.settle();
    await one.update("changed", "new");
    await one.update("removed", undefined);
    await one.update("added", 1);
    await other.update("theirs", 2);
    shared.deliver();
    assert.deepEqual([one.get("changed"), one.get("removed"), one.get("added")], ["new", undefined, 1]);
    assert.deepEqual([...one.keys()].sort(), ["added", "changed", "theirs"]);
    await shared.settle();
    await shared.settle();
    for (const window of [one, other, shared.open()]) {
      assert.deepEqual([...window.keys()].sort(), ["added", "changed", "theirs"]);
      assert.equal(window.get("changed"), "new");
    }
  });

  it("stay as the other window wrote them when it wrote later", async () => {
    const shared = new SharedGlobalState();
    const [one, other] = [shared.openProtected(), shared.openProtected()];
    await one.update("name", "one");
    shared.deliver();
    await other.update("name", "other");
    shared.deliver();
    assert.equal(one.get("name"), "other");
    await shared.settle();
    assert.deepEqual([one.get("name"), other.get("name")], ["other", "other"]);
  });

  it("are protected for a short time only", async () => {
    const shared = new SharedGlobalState();
    const [one, other] = [shared.openProtected(), shared.openProtected()];
    await one.update("name", 1);
    await one.update("name", 2);
    await shared.settle();
    await other.update("name", 1);
    shared.deliver();
    assert.equal(one.get("name"), 1);
  });
});
