import assert from "node:assert/strict";
import { PostActionPolling } from "../../../src/polling/post-action-polling";
import { secondMs } from "../../../src/workbench/clock";
import { FakeClock, flushPromises } from "./fake-clock";

describe("Post-action polling", () => {
  let clock: FakeClock;
  let refreshed: number[];
  let loading: Promise<void>;
  let polling: PostActionPolling;

  beforeEach(() => {
    clock = new FakeClock(0);
    refreshed = [];
    loading = Promise.resolve();
    polling = new PostActionPolling({
      schedule: clock.after,
      refresh: () => {
        refreshed.push(clock.now / secondMs);
        return loading;
      },
    });
  });

  afterEach(() => polling.dispose());

  /** Lets a refresh take until the returned function is called. */
  function holdRefresh(): () => Promise<void> {
    let release = (): void => undefined;
    loading = new Promise((resolve) => (release = resolve));
    return () => {
      loading = Promise.resolve();
      release();
      return flushPromises();
    };
  }

  it("polls several times within a minute", async () => {
    polling.start(() => false);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5, 10, 20, 35, 60]);
  });

  it("ends as soon as the expected change is observed", async () => {
    polling.start(() => refreshed.length === 3);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5, 10]);
  });

  it("is shared by several actions, until the last one has had its effect", async () => {
    polling.start(() => refreshed.length >= 1);
    await clock.advance(1 * secondMs);
    polling.start(() => refreshed.length >= 4);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [3, 6, 11, 21]);
  });

  it("ends when the account changes", async () => {
    polling.start(() => false);
    await clock.advance(6 * secondMs);
    polling.stop();
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5]);
  });

  it("can end before any action", () => {
    assert.doesNotThrow(() => polling.stop());
  });

  it("ends when disposed", async () => {
    polling.start(() => false);
    await clock.advance(2 * secondMs);
    polling.dispose();
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2]);
  });

  it("ends when the account changes during a refresh", async () => {
    const release = holdRefresh();
    polling.start(() => false);
    await clock.advance(2 * secondMs);
    polling.stop();
    await release();
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2]);
  });

  it("does not wait for actions from before the account changed, or without an effect within their minute", async () => {
    polling.start(() => false);
    await clock.advance(3 * secondMs);
    polling.stop();
    polling.start(() => refreshed.length === 2);
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 5]);
    polling.start(() => false);
    await clock.advance(600 * secondMs);
    assert.equal(refreshed.length, 8);
    polling.start(() => refreshed.length === 9);
    await clock.advance(600 * secondMs);
    assert.equal(refreshed.length, 9);
  });

  it("refreshes once at a time, and starts the minute of a further action after a slow refresh", async () => {
    const release = holdRefresh();
    polling.start(() => false);
    await clock.advance(2 * secondMs);
    polling.start(() => false);
    await clock.advance(18 * secondMs);
    assert.deepEqual(refreshed, [2]);
    await release();
    await clock.advance(600 * secondMs);
    assert.deepEqual(refreshed, [2, 22, 25, 30, 40, 55, 80]);
  });
});
