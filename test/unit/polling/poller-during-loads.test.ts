import assert from "node:assert/strict";
import { minuteMs } from "../../../src/workbench/clock";
import type { Poller } from "../../../src/polling/poller";
import { type FakeClock, flushPromises } from "./fake-clock";
import type { FakeResource } from "./fake-resource";
import { PollerFixture } from "./poller-fixture";

describe("The poller, while a resource loads,", () => {
  let fixture: PollerFixture;
  let clock: FakeClock;
  let first: FakeResource;
  let other: FakeResource;
  let conditions: PollerFixture["conditions"];
  let poller: Poller;

  beforeEach(() => {
    fixture = new PollerFixture();
    ({ clock, first, other, conditions, poller } = fixture);
  });

  afterEach(() => fixture.poller.dispose());

  it("sends no request for another one", async () => {
    const release = first.holdLoad();
    poller.pollIfDue();
    await clock.advance(10 * minuteMs);
    poller.pollIfDue();
    assert.deepEqual([first.loads.length, other.loads.length], [1, 0]);
    release();
    await flushPromises();
    assert.equal(other.loads.length, 1);
  });

  it("does not load it again for itself", async () => {
    const release = first.holdLoad();
    const loading = first.refresh();
    poller.pollIfDue();
    await flushPromises();
    assert.deepEqual([first.loads.length, other.loads.length], [1, 1]);
    release();
    await loading;
  });

  it("sends no further request once the user has signed out", async () => {
    const release = first.holdLoad();
    poller.pollIfDue();
    conditions.isPaused = true;
    release();
    await flushPromises();
    assert.equal(other.loads.length, 0);
  });

  it("can be disposed: no further request, no timer, no listener", async () => {
    const release = first.holdLoad();
    poller.pollIfDue();
    poller.dispose();
    release();
    await flushPromises();
    assert.equal(other.loads.length, 0);
    assert.equal(clock.scheduledCount, 0);
    assert.deepEqual([first.listenerCount, other.listenerCount], [0, 0]);
  });
});
