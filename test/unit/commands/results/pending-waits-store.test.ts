import assert from "node:assert/strict";
import { PendingWaitsStore } from "../../../../src/commands/results/pending-waits-store";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 22, 12);
const clock = () => now;

/** What VS Code keeps, with what is in it at first. */
function memento(value?: unknown) {
  let store = value;
  return {
    keys: () => [],
    get: () => store as never,
    update: (_: string, next: unknown) => Promise.resolve(void (store = next)),
    store: () => store,
  };
}

describe("The store of pending waits", () => {
  const wait = (procId: string, since = now) => ({
    account: "a",
    procId,
    title: `domain-renew ${procId}`,
    since,
  });

  it("has each wait once, until it ends", async () => {
    const memory = memento();
    const store = new PendingWaitsStore(memory, clock);
    for (const procId of ["1", "2", "1"]) await store.add(wait(procId));
    assert.deepEqual(
      new PendingWaitsStore(memory, clock).list().map(({ procId }) => procId),
      ["2", "1"],
    );
    await store.remove({ account: "b", procId: "1" });
    assert.equal(store.list().length, 2);
    await store.remove({ account: "a", procId: "1" });
    await store.remove({ account: "a", procId: "2" });
    assert.equal(memory.store(), undefined);
  });

  it("drops waits after a day, whichever way the clock was set", async () => {
    const memory = memento();
    await new PendingWaitsStore(memory, clock).add(wait("1"));
    const keptAfter = (ms: number) => new PendingWaitsStore(memory, () => now + ms).list();
    assert.equal(keptAfter(25 * hour).length, 1);
    for (const later of [27 * hour, -27 * hour]) assert.deepEqual(keptAfter(later), []);
  });

  it("is bounded, and ignores invalid data", async () => {
    const store = new PendingWaitsStore(memento(), clock);
    await store.add({ ...wait("1"), title: "x".repeat(1000) });
    assert.equal(store.list()[0]?.title.length, 300);
    for (const stored of [17, "x", [{}], [{ ...wait("1"), procId: 1 }]]) {
      assert.deepEqual(new PendingWaitsStore(memento(stored), clock).list(), []);
    }
  });
});
