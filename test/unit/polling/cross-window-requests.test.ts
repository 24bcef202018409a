import assert from "node:assert/strict";
import { mock } from "node:test";
import { minuteMs, secondMs } from "../../../src/workbench/clock";
import { flushPromises } from "./fake-clock";
import { loadedValues, useFakeWindows } from "./fake-windows";

const names = ["transfers", "results", "account"] as const;

describe("Windows that leave requests to the leader", () => {
  const windows = useFakeWindows();

  /** How many requests other windows sent to the leader. */
  function requestCount(): number {
    return windows().sent.filter((topic) => topic === "watch.request").length;
  }

  function loaded(ageMs: number) {
    return { kind: "ready" as const, value: loadedValues.transfers, at: Date.now() - ageMs };
  }

  for (const name of names)
    it(`ask the leader to load the ${name}, and nothing else`, async () => {
      const [leader, second] = [windows().open(), windows().open()];
      assert.equal(second.cache.isDelegated(second[name]), true);
      await flushPromises();
      assert.deepEqual(
        names.map((each) => leader[each].requests),
        names.map((each) => (each === name ? 1 : 0)),
      );
      assert.equal(second[name].state.kind, "ready");
      assert.deepEqual(windows().sent, ["watch.request", "watch.rows"]);
    });

  it("load themselves what is not shared", () => {
    windows().join();
    const { cache, accounts, transfers } = windows().open();
    assert.equal(cache.isDelegated({ name: "orders" }), false);
    accounts.current = undefined;
    assert.equal(cache.isDelegated(transfers), false);
    assert.equal(requestCount(), 0);
  });

  it("wait for a reply for fifteen seconds, and ask again after a minute", () => {
    windows().join();
    const { cache, transfers, polls } = windows().open();
    const start = Date.now();
    const expected: [seconds: number, isDelegated: boolean, requests: number][] = [
      [0, true, 1],
      [14.999, true, 1],
      [15, false, 1],
      [59.999, false, 1],
      [60, true, 2],
    ];
    for (const [seconds, isDelegated, requests] of expected) {
      mock.timers.tick(start + seconds * secondMs - Date.now());
      assert.equal(cache.isDelegated(transfers), isDelegated, `after ${seconds} s`);
      assert.equal(requestCount(), requests, `after ${seconds} s`);
    }
    assert.deepEqual(polls, [start + 15 * secondMs]);
  });

  it("check once whether replies are missing", () => {
    windows().join();
    const { cache, transfers, results, polls } = windows().open();
    for (const resource of [transfers, results]) assert.equal(cache.isDelegated(resource), true);
    mock.timers.tick(minuteMs);
    assert.equal(polls.length, 1);
  });

  it("do not check for replies once disposed", () => {
    windows().join();
    const { cache, transfers, polls } = windows().open();
    cache.isDelegated(transfers);
    cache.dispose();
    mock.timers.tick(minuteMs);
    assert.deepEqual(polls, []);
  });

  it("ask another leader at once", () => {
    windows().join();
    const { cache, transfers } = windows().open();
    cache.isDelegated(transfers);
    cache.resetRequests();
    assert.equal(cache.isDelegated(transfers), true);
    assert.equal(requestCount(), 2);
  });

  it("ask a leader again five minutes after it declined", () => {
    windows().open({ account: "b" });
    const { cache, transfers } = windows().open();
    cache.isDelegated(transfers);
    mock.timers.tick(5 * minuteMs - 1);
    assert.equal(cache.isDelegated(transfers), false);
    mock.timers.tick(1);
    assert.equal(cache.isDelegated(transfers), true);
  });

  it("take no notice of a reply to a window with another account", () => {
    windows().open();
    const [second, third] = [windows().open({ account: "b" }), windows().open()];
    second.cache.isDelegated(second.transfers);
    assert.equal(second.polls.length, 1);
    assert.deepEqual(third.polls, []);
    assert.equal(third.cache.isDelegated(third.transfers), true);
  });

  it("begin with rows of the leader that are less than fifteen minutes old", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    leader.transfers.state = loaded(15 * minuteMs - 1);
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 0);
    assert.deepEqual(second.transfers.state, leader.transfers.state);
  });

  it("begin with new rows if the leader has older ones", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    leader.transfers.state = loaded(15 * minuteMs + 1);
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    assert.deepEqual(second.transfers.state, loaded(0));
  });

  it("ask at once for newer rows than those they got", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    leader.transfers.state = loaded(10 * minuteMs);
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(second.cache.isDelegated(second.transfers), true);
    await flushPromises();
    assert.equal(requestCount(), 2);
    assert.equal(leader.transfers.requests, 1);
    assert.deepEqual(second.transfers.state, loaded(0));
  });

  it("get a new attempt of a leader that failed before", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    leader.transfers.state = { ...loaded(minuteMs), kind: "failed" };
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    assert.deepEqual(second.transfers.state, loaded(0));
  });
});
