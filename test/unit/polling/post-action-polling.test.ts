import assert from "node:assert/strict";
import { PostActionPolling } from "../../../src/polling/post-action-polling";
import { secondMs } from "../../../src/workbench/clock";
import { createCompletionPredicate } from "../../../src/polling/completion-predicate";
import { FakeClock } from "./fake-clock";

describe("Post-action polling", () => {
  let clock: FakeClock;
  let refreshed: number[];
  let burst: PostActionPolling;

  beforeEach(() => {
    clock = new FakeClock(0);
    refreshed = [];
    burst = new PostActionPolling({
      schedule: clock.after,
      refresh: () => {
        refreshed.push(clock.now / secondMs);
        return Promise.resolve();
      },
    });
  });

  it("polls several times within a minute", async () => {
    burst.start(() => false);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5, 10, 20, 35, 60]);
  });

  it("ends as soon as the expected change is observed", async () => {
    burst.start(() => refreshed.length === 3);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5, 10]);
  });

  it("is shared by several actions, until the last one has had its effect", async () => {
    burst.start(() => refreshed.length >= 1);
    await clock.advance(1 * secondMs);
    burst.start(() => refreshed.length >= 4);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [3, 6, 11, 21]);
  });

  it("ends when the account changes", async () => {
    burst.start(() => false);
    await clock.advance(6 * secondMs);
    burst.stop();
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5]);
  });

  it("waits for each domain to change, and for the result of a new request about it", () => {
    const transfer = (state: string) => ({
      domain: "a.example",
      state,
      ownerEmail: "",
      adminEmail: "",
      fields: new Map(),
    });
    const result = (procId: string, status: string) => ({
      timeStamp: "",
      svTrId: procId,
      procId,
      requestType: "domain-transfer-control",
      object: "a.example",
      status,
      clTrId: "-",
      fields: new Map(),
    });
    const rows = { transfers: { value: [transfer("FOA_BEEN_SENT")] }, results: { value: [result("1", "pending")] } };
    const isOver = createCompletionPredicate(["a.example"], rows);
    assert.equal(isOver(), false);
    rows.results.value = [result("2", "pending"), result("1", "pending")];
    assert.equal(isOver(), false);
    rows.transfers.value = [transfer("REGISTRY_CANCELATION_PENDING")];
    assert.equal(isOver(), false);
    rows.results.value = [result("2", "ack"), result("1", "pending")];
    assert.equal(isOver(), true);
    assert.equal(createCompletionPredicate([], rows)(), false);
  });
});
